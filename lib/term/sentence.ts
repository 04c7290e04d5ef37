import {
  isParameterKey,
  PARAMETER_KEYS,
  PARAMETER_UNITS,
  type ParameterKey,
  TERM_PARAMETERS,
} from '@/catalog/terms/parameters'
import { topicById } from '@/catalog/terms/topics'
import { parameterField } from '@/lib/case/facets/term'
import type { Element, FieldValue } from '@/lib/gsn/graph'

/** A share cut at its parameters: words, a parameter of the table, or braces that name nothing known. */
export type Piece =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'parameter'; readonly key: ParameterKey; readonly value: FieldValue | undefined }
  | { readonly kind: 'unknown'; readonly text: string }

type Fields = Readonly<Record<string, FieldValue>>

const TOKEN = /\{([^{}\n]{1,60})\}/g

/** [TRM3] Cuts a share into words and parameters; `fields` are the term's own. */
export function piecesOf(share: string, fields: Fields): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const match of share.matchAll(TOKEN)) {
    const [whole, key] = match
    if (match.index > at) pieces.push({ kind: 'words', text: share.slice(at, match.index) })
    pieces.push(
      isParameterKey(key)
        ? { kind: 'parameter', key, value: fields[parameterField(key)] }
        : { kind: 'unknown', text: whole },
    )
    at = match.index + whole.length
  }
  if (at < share.length) pieces.push({ kind: 'words', text: share.slice(at) })
  return pieces
}

/** A parameter's value as a sentence says it: `3 business days`; the name in braces while it is empty. */
export function valueInWords(key: ParameterKey, value: FieldValue | undefined): string {
  if (value === undefined || value === '') return `{${key}}`
  const unit = PARAMETER_UNITS[TERM_PARAMETERS[key].kind]
  return unit === undefined ? String(value) : `${value} ${value === 1 ? unit[0] : unit[1]}`
}

/** [TRM3] The share with the values of its parameters in it; what is empty keeps its braces. */
export function fillShare(share: string, fields: Fields): string {
  return piecesOf(share, fields)
    .map((piece) => (piece.kind === 'parameter' ? valueInWords(piece.key, piece.value) : piece.text))
    .join('')
}

/** The parameters that a term has: those that its shares name, in the order of the table. */
export function parametersOf(term: Pick<Element, 'texts' | 'fields'>): readonly ParameterKey[] {
  const named = new Set(
    [term.texts.shareMdm ?? '', term.texts.shareHdo ?? ''].flatMap((share) =>
      piecesOf(share, term.fields).flatMap((piece) => (piece.kind === 'parameter' ? [piece.key] : [])),
    ),
  )
  return PARAMETER_KEYS.filter((key) => named.has(key))
}

/** Parameters without a value, and braces that name no parameter: what keeps a term from being final. */
export function openPlaces(term: Pick<Element, 'texts' | 'fields'>): {
  readonly empty: readonly ParameterKey[]
  readonly unknown: readonly string[]
} {
  const pieces = [term.texts.shareMdm ?? '', term.texts.shareHdo ?? ''].flatMap((share) => piecesOf(share, term.fields))
  const empty = parametersOf(term).filter((key) => term.fields[parameterField(key)] === undefined)
  return { empty, unknown: [...new Set(pieces.flatMap((piece) => (piece.kind === 'unknown' ? [piece.text] : [])))] }
}

/** What a parameter is called in this term: the topic's own words where the library has some. */
export function parameterLabel(term: Pick<Element, 'fields'>, key: ParameterKey): string {
  const own = topicById(term.fields.topic)?.parameters.find((parameter) => parameter.key === key)
  return own?.label ?? TERM_PARAMETERS[key].label
}
