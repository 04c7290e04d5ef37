/**
 * Signs in with an account that was made a moment ago. Whatever is asked beyond the password is asked on the sign-in page.
 * @returns whether the session is there
 */
export async function enter(email: string, password: string, target: string): Promise<boolean> {
  try {
    const { csrfToken } = (await (await fetch('/api/auth/csrf')).json()) as { csrfToken: string }
    const answer = await fetch('/api/auth/callback/credentials', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ csrfToken, email, password, callbackUrl: target, json: 'true' }),
    })
    if (!answer.ok) return false
    return (await fetch('/api/me')).ok
  } catch {
    return false
  }
}
