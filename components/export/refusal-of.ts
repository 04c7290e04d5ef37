/** The sentence of a refused request. */
export async function refusalOf(answer: Response): Promise<string> {
  const body = (await answer.json().catch(() => undefined)) as { error?: { message?: unknown } } | undefined
  const message = body?.error?.message
  return typeof message === 'string' ? message : 'The file could not be made. Try again.'
}
