/** What next-auth's own client would send. @returns where it says to go; undefined when it could not be asked */
export async function authForm(path: string, fields: Readonly<Record<string, string>>): Promise<URL> {
  const { csrfToken } = (await (await fetch('/api/auth/csrf')).json()) as { csrfToken: string }
  const answer = await fetch(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrfToken, json: 'true', ...fields }),
  })
  const { url } = (await answer.json()) as { url?: string }
  if (url === undefined) throw new Error(`${path} answered ${answer.status}`)
  return new URL(url, window.location.href)
}

/** @returns undefined when it worked, else the code of the reason */
export async function authStep(path: string, fields: Readonly<Record<string, string>>): Promise<string | undefined> {
  try {
    return (await authForm(path, fields)).searchParams.get('error') ?? undefined
  } catch (error) {
    return error instanceof TypeError ? 'offline' : 'failed'
  }
}
