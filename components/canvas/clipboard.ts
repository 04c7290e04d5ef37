import { type Clip, clipSchema, clipToText, textToClip } from '@/lib/case/clip'

/** What was copied last in this tab: a menu may write text only, and gets the rest back from here. */
let last: { readonly text: string; readonly clip: Clip } | undefined

/** Puts a branch into the clipboard as text for any program and as data for another case [CLP2]. */
export function writeClip(data: DataTransfer, clip: Clip): void {
  const text = clipToText(clip)
  last = { text, clip }
  data.setData('text/plain', text)
  data.setData('application/json', JSON.stringify(clip))
}

/** The branch in the clipboard: copied here, or read from an indented outline; undefined when there is none. */
export function readClip(data: Pick<DataTransfer, 'getData'>): Clip | undefined {
  const json = data.getData('application/json')
  if (json !== '') {
    try {
      const parsed = clipSchema.safeParse(JSON.parse(json))
      if (parsed.success) return parsed.data
    } catch {
      // Somebody else's JSON: its text is read below.
    }
  }
  return clipOfText(data.getData('text/plain'))
}

/** The branch that a text stands for: the very one that was copied here, if it is its text. */
export function clipOfText(text: string): Clip | undefined {
  const same = (a: string) => a.replace(/\r\n?/g, '\n').trim()
  return last !== undefined && same(last.text) === same(text) ? last.clip : textToClip(text)
}
