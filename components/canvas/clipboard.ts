import { type Clip, clipSchema, clipToText, textToClip } from '@/lib/case/clip'

/** What was copied last on this device: a menu gets text only from the clipboard, and the rest from here. */
const LAST = 'accord:clip'

/** Puts a branch into the clipboard as text for any program and as data for another case [CLP2]. */
export function writeClip(data: DataTransfer, clip: Clip): void {
  const text = clipToText(clip)
  try {
    localStorage.setItem(LAST, JSON.stringify({ text, clip }))
  } catch {
    // Too large for this browser, or it keeps nothing: a menu pastes the text then.
  }
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

/** The branch that a text stands for: the very one that was copied here, in this case or another, if it is its text. */
export function clipOfText(text: string): Clip | undefined {
  return lastClip(text) ?? textToClip(text)
}

function lastClip(text: string): Clip | undefined {
  try {
    const last: unknown = JSON.parse(localStorage.getItem(LAST) ?? 'null')
    if (typeof last !== 'object' || last === null || !('text' in last) || !('clip' in last)) return undefined
    if (typeof last.text !== 'string' || unbroken(last.text) !== unbroken(text)) return undefined
    const parsed = clipSchema.safeParse(last.clip)
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}

function unbroken(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim()
}
