'use client'
import { Button } from '@mantine/core'
import { MessagePage } from '@/components/cases/MessagePage'

/** A page failed while it was made. The case itself is safe: it lives in the server's store. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <MessagePage title="This page could not be shown" action={<Button onClick={reset}>Try again</Button>}>
      Nothing you saved is lost. If it happens again, tell your administrator
      {error.digest === undefined ? '.' : ` this reference: ${error.digest}.`}
    </MessagePage>
  )
}
