import { MantineProvider } from '@mantine/core'
import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { SignInForm } from '@/components/cases/SignInForm'

const page = (error?: string) =>
  renderToString(
    <MantineProvider>
      <SignInForm target="/cases/one" error={error} demo={undefined} service={false} passwords link={false} />
    </MantineProvider>,
  )

describe('signing in', () => {
  it('[UI9] keeps the password out of the address: the form posts, and its button waits until the page is alive', () => {
    const html = page()
    const form = /<form[^>]*>/.exec(html)?.[0]
    expect(form).toContain('method="post"')
    expect(form).toContain('action="/api/auth/callback/credentials"')
    expect(/<button[^>]*type="submit"[^>]*>/.exec(html)?.[0]).toContain('disabled=""')
  })

  it('[UI9] says in a plain sentence what went wrong, and never repeats what the address says', () => {
    expect(page('wrong-credentials')).toContain(
      'The e-mail address or the password is not right. Check both and try again.',
    )
    const strange = page('<b>You won</b>')
    expect(strange).toContain('Signing in did not work. Try again in a moment.')
    expect(strange).not.toContain('You won')
  })
})
