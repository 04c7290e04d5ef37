'use client'
import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import classes from './invite.module.css'

/** A link with a secret in it, shown this once. @param label  what it lets somebody do */
export function FreshLink({ url, label, done }: { url: string; label: string; done: () => void }) {
  const [said, setSaid] = useState('')
  const copy = () =>
    void navigator.clipboard.writeText(url).then(
      () => setSaid('The link is in the clipboard.'),
      () => setSaid('This browser does not let pages copy. Select the link and copy it yourself.'),
    )
  return (
    <section className={classes.fresh} aria-label="The link">
      <strong>{label} It is shown this once, and nobody can show it again.</strong>
      <TextInput
        label="The link"
        classNames={{ input: classes.url }}
        readOnly
        value={url}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Group gap={8}>
        <Button size="xs" onClick={copy}>
          Copy
        </Button>
        <Button size="xs" variant="default" onClick={done}>
          I have it
        </Button>
        <span role="status" className={classes.muted}>
          {said}
        </span>
      </Group>
    </section>
  )
}
