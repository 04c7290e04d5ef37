import { isKey } from './ydoc'

/** Characters of the words that stand for a picture. */
export const ALT_MAX = 500
/** Characters of the name that a mention shows. */
export const LABEL_MAX = 200
/** Cells that one cell of a table may reach over. */
const SPAN_MAX = 100

type Check = (value: unknown) => boolean

/**
 * [TXT14] Every node of a narrative with the attributes that it may have. A picture names a file of the case by its hash
 * and never an address; a mention names an element or a person and never a place to go to.
 */
const NODES: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  paragraph: {},
  heading: { level: whole(1, 6) },
  bulletList: {},
  orderedList: { start: whole(-1_000_000, 1_000_000), type: oneOf('1', 'a', 'A', 'i', 'I') },
  listItem: {},
  blockquote: {},
  codeBlock: { language: (value) => typeof value === 'string' && /^[\w+#.-]{1,40}$/.test(value) },
  horizontalRule: {},
  hardBreak: {},
  table: {},
  tableRow: {},
  tableHeader: { colspan: whole(1, SPAN_MAX), rowspan: whole(1, SPAN_MAX) },
  tableCell: { colspan: whole(1, SPAN_MAX), rowspan: whole(1, SPAN_MAX) },
  image: { sha256: isFileHash, alt: words(ALT_MAX) },
  mention: { kind: oneOf('element', 'person'), id: isMentioned, label: words(LABEL_MAX) },
}

/** What a node cannot be without once it is written. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  image: ['sha256', 'alt'],
  mention: ['kind', 'id', 'label'],
}

const MARKS: Readonly<Record<string, Check>> = {
  bold: isPlainMark,
  italic: isPlainMark,
  strike: isPlainMark,
  code: isPlainMark,
  underline: isPlainMark,
  link: isSafeLink,
}

/** Media types of pictures that hold nothing but a picture; SVG is a program as far as a browser is concerned. */
export const PICTURE_TYPES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/**
 * [TXT14] Why a narrative cannot hold this node.
 * @param attributes as they stand in the document; those that are null count as absent
 * @param whole      asks for what the node needs, too. Not on the way in: what one sends may arrive in several pieces, and
 *                   a node's attributes are not in the same piece for certain
 * @returns a sentence, or undefined when it can
 */
export function problemWithNode(
  name: string,
  attributes: ReadonlyMap<string, unknown>,
  whole = false,
): string | undefined {
  const row = Object.hasOwn(NODES, name) ? NODES[name] : undefined
  if (row === undefined) return `A narrative cannot hold "${name.slice(0, 40)}".`
  for (const [key, value] of attributes) {
    if (value === null || value === undefined) continue
    const check = Object.hasOwn(row, key) ? row[key] : undefined
    if (check === undefined) return `A ${name} of a narrative says nothing about "${key.slice(0, 40)}".`
    if (!check(value)) return problemWords(name, key)
  }
  const missing = !whole ? undefined : NEEDED[name]?.find((key) => (attributes.get(key) ?? undefined) === undefined)
  return missing === undefined ? undefined : problemWords(name, missing)
}

function problemWords(name: string, key: string): string {
  if (name !== 'image') return `The "${key}" of a ${name} in a narrative is not one it can have.`
  return key === 'alt'
    ? `A picture in a narrative says in at most ${ALT_MAX} characters what it shows.`
    : 'A picture in a narrative is a file of the case, named by its hash.'
}

/** [TXT9] Why a text cannot carry this mark. Marks come from outside: a link with another scheme would run when clicked. */
export function problemWithMark(name: string, value: unknown): string | undefined {
  if (value === null) return undefined
  const check = Object.hasOwn(MARKS, name) ? MARKS[name] : undefined
  if (check === undefined) return `Words of a narrative cannot be marked as "${name.slice(0, 40)}".`
  if (check(value)) return undefined
  return name === 'link'
    ? 'A link leads to a web or mail address: it begins with https://, http:// or mailto:.'
    : `Words that are marked as "${name}" carry nothing else.`
}

/** A SHA-256 as lower-case hex digits: the name of a file of the case. */
export function isFileHash(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
}

/** [TXT14] What kind of picture these bytes are, whatever the file is called; undefined for everything else. */
export function pictureType(bytes: Uint8Array): string | undefined {
  const starts = (at: number, ...codes: number[]) => codes.every((code, i) => bytes[at + i] === code)
  if (starts(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (starts(0, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (starts(0, 0x47, 0x49, 0x46, 0x38)) return 'image/gif'
  if (starts(0, 0x52, 0x49, 0x46, 0x46) && starts(8, 0x57, 0x45, 0x42, 0x50)) return 'image/webp'
  return undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isPlainMark(value: unknown): boolean {
  return value === true || (isRecord(value) && Object.keys(value).length === 0)
}

const SAFE_LINK = /^(https?:\/\/|mailto:)/i
/** What the editor itself adds to a link, so that the page it leads to learns nothing and opens beside this one. */
const LINK_EXTRAS: Readonly<Record<string, readonly unknown[]>> = {
  target: [null, '_blank'],
  rel: [null, 'noopener noreferrer nofollow'],
  class: [null],
  title: [null],
}

function isSafeLink(value: unknown): boolean {
  if (!isRecord(value)) return false
  const { href, ...extras } = value
  if (typeof href !== 'string' || href.length > 2000 || !SAFE_LINK.test(href)) return false
  return Object.entries(extras).every(
    ([key, extra]) => Object.hasOwn(LINK_EXTRAS, key) && LINK_EXTRAS[key]?.includes(extra),
  )
}

/** An element's id, or a person's. */
function isMentioned(value: unknown): boolean {
  return isKey(value)
}

function whole(least: number, most: number): Check {
  return (value) => Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most
}

function oneOf(...values: readonly string[]): Check {
  return (value) => typeof value === 'string' && values.includes(value)
}

function words(most: number): Check {
  return (value) => typeof value === 'string' && value.trim() !== '' && value.length <= most
}
