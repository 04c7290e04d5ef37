'use client'
import { Button, TextInput } from '@mantine/core'
import type { Editor } from '@tiptap/core'
import { type FormEvent, useState } from 'react'
import { linkAddress } from './link-address'
import classes from './Narrative.module.css'

/** Sets, changes or removes the link at the caret. Escape goes back to the text. */
export function LinkForm({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const [existing] = useState(() => {
    const { href } = editor.getAttributes('link')
    return typeof href === 'string' ? href : ''
  })
  const [typed, setTyped] = useState(existing)
  const [problem, setProblem] = useState<string>()

  function close(): void {
    onClose()
    editor.commands.focus()
  }

  function apply(event: FormEvent): void {
    event.preventDefault()
    const href = linkAddress(typed)
    if (href === undefined) {
      setProblem('Type a web address (https://…) or a mail address.')
      return
    }
    const chain = editor.chain().focus().extendMarkRange('link')
    if (editor.state.selection.empty && existing === '') {
      chain.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }).run()
    } else chain.setLink({ href }).run()
    close()
  }

  return (
    <form
      className={classes.link}
      aria-label="Link"
      onSubmit={apply}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        close()
      }}
    >
      <TextInput
        label="Address of the link"
        placeholder="https://example.org/report"
        value={typed}
        error={problem}
        onChange={(event) => setTyped(event.currentTarget.value)}
        data-autofocus
        autoFocus
        className={classes.address}
      />
      <div className={classes.linkButtons}>
        <Button type="submit">{existing === '' ? 'Add link' : 'Change link'}</Button>
        {existing !== '' && (
          <>
            <Button variant="default" component="a" href={existing} target="_blank" rel="noopener noreferrer nofollow">
              Open
            </Button>
            <Button
              variant="default"
              onClick={() => {
                editor.chain().focus().extendMarkRange('link').unsetLink().run()
                close()
              }}
            >
              Remove
            </Button>
          </>
        )}
        <Button variant="subtle" color="gray" onClick={close}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
