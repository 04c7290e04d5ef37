'use client'
import { Button, Group, Modal, Text } from '@mantine/core'
import { useState } from 'react'
import { signOut, type Unsent } from './sign-out'

interface Props {
  readonly unsent: Unsent
  /** The server could not be reached to end the session. */
  readonly failed: boolean
  readonly close: () => void
}

/** [AUTH20] Stands between signing out and losing what was not sent. */
export function SignOutDialog({ unsent, failed, close }: Props) {
  const [offline, setOffline] = useState(failed)
  const [busy, setBusy] = useState(false)
  const lost = lostWords(unsent)

  async function go() {
    setBusy(true)
    setOffline(!(await signOut()))
    setBusy(false)
  }

  return (
    <Modal opened onClose={close} title={lost === '' ? 'You are still signed in' : 'Not everything was sent'} size="md">
      {lost !== '' && (
        <Text size="sm">
          {lost} Signing out deletes them from this browser, so that nobody finds them here. To keep them, stay, and
          wait until the line at the top says Saved.
        </Text>
      )}
      {offline && (
        <Text size="sm" mt={8} role="alert">
          The server cannot be reached, so the session cannot be ended now. Try again when you are connected.
        </Text>
      )}
      <Group mt={16} justify="flex-end">
        <Button variant="default" onClick={close} data-autofocus>
          Stay signed in
        </Button>
        <Button color="red" loading={busy} onClick={() => void go()}>
          {lost === '' ? 'Try again' : 'Sign out and lose them'}
        </Button>
      </Group>
    </Modal>
  )
}

function lostWords({ edits, copies }: Unsent): string {
  const parts = [
    edits === 0
      ? ''
      : edits === 1
        ? 'One edit of yours has not reached the server.'
        : `${edits} edits of yours have not reached the server.`,
    copies === 0
      ? ''
      : copies === 1
        ? 'One copy of refused edits is kept here.'
        : `${copies} copies of refused edits are kept here.`,
  ]
  return parts.filter(Boolean).join(' ')
}
