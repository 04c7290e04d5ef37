'use client'
import { Button } from '@mantine/core'
import Link from 'next/link'
import { MessagePage } from '@/components/cases/MessagePage'

interface Props {
  /** The kind of mail that the link ends; undefined for a link that is none. */
  readonly what: string | undefined
  readonly token: string
  readonly done: boolean
}

/** Asks before a kind of mail ends; works without signing in and without scripts. */
export function EndMailPage({ what, token, done }: Props) {
  const settings = (
    <Button component={Link} href="/settings/mail" variant="default">
      Choose in the mail settings
    </Button>
  )
  if (what === undefined) {
    return (
      <MessagePage title="This link is not complete" action={settings}>
        Open it from the mail again, or sign in and choose what you are written about.
      </MessagePage>
    )
  }
  if (done) {
    return (
      <MessagePage title="No more mail of this kind" action={settings}>
        You are no longer written to about: {what}. It still stands in your inbox, and you can change your mind at any
        time.
      </MessagePage>
    )
  }
  return (
    <MessagePage
      title="Stop this kind of mail?"
      action={
        <>
          <form method="post" action={`/api/mail/unsubscribe?token=${encodeURIComponent(token)}&page=1`}>
            <Button type="submit">Stop this mail</Button>
          </form>
          {settings}
        </>
      }
    >
      You will no longer be written to about: {what}. Nothing else changes.
    </MessagePage>
  )
}
