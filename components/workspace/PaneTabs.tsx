'use client'
import classes from './shell.module.css'
import type { Pane } from './use-one-pane'

const PANES: Readonly<Record<Pane, string>> = { outline: 'Outline', content: 'Content', details: 'Details' }

/** Which of the three panes a phone shows. */
export function PaneTabs({ pane, onShow }: { pane: Pane; onShow: (pane: Pane) => void }) {
  return (
    <nav className={classes.panes} aria-label="Parts of the workspace">
      {(Object.keys(PANES) as Pane[]).map((name) => (
        <button
          key={name}
          type="button"
          className={classes.pane}
          aria-current={pane === name ? 'true' : undefined}
          onClick={() => onShow(name)}
        >
          {PANES[name]}
        </button>
      ))}
    </nav>
  )
}
