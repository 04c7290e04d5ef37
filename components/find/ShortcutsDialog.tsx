'use client'
import { Modal } from '@mantine/core'
import { useEffect } from 'react'
import classes from './find.module.css'
import { SHORTCUTS } from './shortcuts'

/** All keys in one place; opens with the question mark outside of text fields. */
export function ShortcutsDialog({ opened, onChange }: { opened: boolean; onChange: (opened: boolean) => void }) {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const { target } = event
      const typing =
        target instanceof HTMLElement &&
        (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.role === 'treeitem')
      if (event.key !== '?' || typing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
        return
      event.preventDefault()
      onChange(true)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [onChange])
  return (
    <Modal opened={opened} onClose={() => onChange(false)} title="Keys" size="lg">
      {SHORTCUTS.map(({ where, keys }) => (
        <section key={where} className={classes.keysSection}>
          <h3>{where}</h3>
          <dl className={classes.keyList}>
            {keys.map(([key, does]) => (
              <div key={key}>
                <dt>
                  <kbd className={classes.keys}>{key}</kbd>
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Modal>
  )
}
