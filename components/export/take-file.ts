import { refusalOf } from './refusal-of'

/** What came of asking for a file: its name when it was saved, or why not in a sentence. */
export type Taken = { readonly saved: string } | { readonly problem: string }

/** Asks for a file and saves it under the name that the server gives it. */
export async function takeFile(address: string, signal?: AbortSignal): Promise<Taken> {
  let answer: Response
  try {
    answer = await fetch(address, signal === undefined ? {} : { signal })
  } catch {
    return { problem: 'The server did not answer. Check the connection and try again.' }
  }
  if (!answer.ok) return { problem: await refusalOf(answer) }
  const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'file'
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await answer.blob())
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
  return { saved: name }
}
