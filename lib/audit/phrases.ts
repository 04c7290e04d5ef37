import { RIGHTS } from '@/lib/access/policy'
import { METHODS, SIDE_WORD } from '@/lib/agreement/charter'
import { REFUSAL_CODES } from '@/lib/agreement/refusal-codes'

/** The body of an entry of any kind, read with care: entries of later releases say other things. */
export type Body = Readonly<Record<string, unknown>>

/** What a sentence is made of. */
export interface About {
  readonly body: Body
  /** The name of an element, in words where the case no longer has it. */
  readonly name: (id: unknown) => string
  /** The name of the element that a thread is about. */
  readonly thread: (id: unknown) => string
}

/** Longer words than this are cut in a sentence; the export has all of them. */
const CLIP = 300

/** The words of one kind of entry, after the name of who did it. */
export type Sentence = (about: About) => string

export function word(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

export function quote(value: unknown): string {
  const text = word(value).replaceAll(/\s+/g, ' ').trim()
  if (text.length <= CLIP) return `“${text}”`
  return `“${text.slice(0, CLIP).replace(/[\ud800-\udbff]$/, '')} ...” (${text.length} characters)`
}

export function because(note: unknown): string {
  return word(note) === '' ? '.' : `: ${quote(note)}`
}

export function titled(title: unknown): string {
  return word(title) === '' ? '' : ` (${quote(title)})`
}

export function sideWord(side: unknown): string {
  return side === 'mdm' || side === 'hdo' ? SIDE_WORD[side] : 'other side'
}

export function ofSide(side: unknown): string {
  return side === 'mdm' || side === 'hdo' ? ` (${SIDE_WORD[side]})` : ''
}

export function rightsWords(rights: unknown): string {
  const known = Array.isArray(rights) ? rights.filter((right): right is string => typeof right === 'string') : []
  if (known.length === 0) return 'none'
  return known
    .map((right) => (Object.hasOwn(RIGHTS, right) ? RIGHTS[right as keyof typeof RIGHTS].toLowerCase() : right))
    .join('; ')
}

export function accepted({ accepted: count, reason }: Body): string {
  if (typeof count !== 'number' || count === 0) return ''
  return `${count === 1 ? '1 open point is' : `${count} open points are`} accepted with the reason ${quote(reason)}. `
}

const ACT_WORDS: Readonly<Record<string, string>> = {
  unsign: 'take back a signature under',
  confirm: 'confirm the condition of',
  terminate: 'end',
}

export function actWord(act: unknown): string {
  return ACT_WORDS[word(act)] ?? word(act)
}

export function capabilityWords(capabilities: unknown): string {
  return Array.isArray(capabilities) && capabilities.length > 0 ? ` for ${capabilities.map(word).join(', ')}` : ''
}

export function refusalWords(code: unknown): string {
  return typeof code === 'string' && Object.hasOwn(REFUSAL_CODES, code)
    ? REFUSAL_CODES[code as keyof typeof REFUSAL_CODES]
    : 'Reason'
}

export function byMethod({ method }: Body): string {
  if (method === 'passkey') return ' with their passkey'
  return method === undefined || method === 'password' ? `. ${METHODS.password.words.replace(/\.$/, '')}` : ''
}

export function listed(elements: unknown, name: (id: unknown) => string): string {
  return Array.isArray(elements) && elements.length > 0 ? `. It names ${elements.map(name).join(', ')}.` : ''
}

/** The same for a charter, whose adoption is silent about its proof in histories before that was kept. */
export function byEnvelope(body: Body): string {
  return body.envelope === undefined ? '' : byMethod(body)
}
