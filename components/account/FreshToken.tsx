'use client'
import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import own from './account.module.css'
import type { MadeToken } from './token-words'

/** The token itself, once. */
export function FreshToken({ made, done }: { made: MadeToken; done: () => void }) {
  const [said, setSaid] = useState('')
  const copy = () =>
    void navigator.clipboard.writeText(made.token).then(
      () => setSaid('The token is in the clipboard.'),
      () => setSaid('This browser does not let pages copy. Select the token and copy it yourself.'),
    )
  return (
    <section className={own.fresh} aria-label={`Token ${made.name}`}>
      <strong>Copy “{made.name}” now. It is shown this once, and nobody can show it again.</strong>
      <TextInput
        label="The token"
        classNames={{ input: own.token }}
        readOnly
        value={made.token}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Group gap={8}>
        <Button size="xs" onClick={copy}>
          Copy
        </Button>
        <Button size="xs" variant="default" onClick={done}>
          I have it
        </Button>
        <span role="status">{said}</span>
      </Group>
    </section>
  )
}
