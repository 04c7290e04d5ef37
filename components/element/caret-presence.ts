import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { type DeltaStep, mapOffset } from '@/lib/case/text-edit'

/** Which co-edited text of the case a caret is in. */
export interface TextPlace {
  readonly element: string
  readonly field: string
}

/** Somebody else's selection in a text; `from` equals `to` for a mere caret, `head` is the end that moves. */
export interface RemoteCaret {
  readonly clientId: number
  readonly name: string
  readonly side: 'mdm' | 'hdo' | 'none'
  readonly from: number
  readonly to: number
  readonly head: number
}

/**
 * Tells the others where the own selection in a text is; undefined takes it back if it was the last one told.
 * Carets keep the letter before them, selections do not swallow what appears at their edges.
 */
export function publishCaret(
  awareness: Awareness,
  text: Y.Text,
  place: TextPlace,
  selection: { readonly anchor: number; readonly head: number } | undefined,
): void {
  const current: unknown = awareness.getLocalState()?.text
  if (selection === undefined) {
    if (isCaretIn(current, place)) awareness.setLocalStateField('text', null)
    return
  }
  const { anchor, head } = selection
  const start = Math.min(anchor, head)
  const at = (offset: number) =>
    Y.relativePositionToJSON(
      Y.createRelativePositionFromTypeIndex(text, offset, anchor !== head && offset === start ? 0 : -1),
    )
  const next = { ...place, anchor: at(anchor), head: at(head) }
  if (JSON.stringify(next) !== JSON.stringify(current)) awareness.setLocalStateField('text', next)
}

interface TextCaret extends TextPlace {
  readonly anchor: unknown
  readonly head: unknown
}

function isCaretIn(value: unknown, place: TextPlace): value is TextCaret {
  if (typeof value !== 'object' || value === null) return false
  const caret = value as Partial<TextCaret>
  return caret.element === place.element && caret.field === place.field
}

/**
 * Reads other people's carets in one text. Presence may arrive before the edit it points into; until then the last
 * known place of that person is carried along with the text.
 */
export class CaretReader {
  private known = new Map<number, { anchor: number; head: number }>()

  constructor(
    private readonly awareness: Awareness,
    private readonly text: Y.Text,
    private readonly place: TextPlace,
  ) {}

  /** Carries the known carets along with a change of the text. */
  follow(delta: readonly DeltaStep[]): void {
    for (const [client, { anchor, head }] of this.known)
      this.known.set(client, { anchor: mapOffset(anchor, delta), head: mapOffset(head, delta) })
  }

  read(): RemoteCaret[] {
    const carets: RemoteCaret[] = []
    const seen = new Map<number, { anchor: number; head: number }>()
    for (const [clientId, state] of this.awareness.getStates()) {
      if (clientId === this.awareness.clientID || !isCaretIn(state.text, this.place)) continue
      const anchor = this.resolve(state.text.anchor)
      const head = this.resolve(state.text.head)
      const at = anchor === undefined || head === undefined ? this.known.get(clientId) : { anchor, head }
      if (at === undefined) continue
      seen.set(clientId, at)
      carets.push({
        clientId,
        ...person(state.user),
        from: Math.min(at.anchor, at.head),
        to: Math.max(at.anchor, at.head),
        head: at.head,
      })
    }
    this.known = seen
    return carets
  }

  /** Whatever a stranger's client wrote there: a wrong position is no position. */
  private resolve(json: unknown): number | undefined {
    const { doc } = this.text
    if (doc === null || typeof json !== 'object' || json === null) return undefined
    try {
      const position = Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(json), doc)
      return position?.type === this.text ? Math.min(position.index, this.text.length) : undefined
    } catch {
      return undefined
    }
  }
}

/** Name and side of a presence state, as the server stamped them. */
export function person(user: unknown): { readonly name: string; readonly side: RemoteCaret['side'] } {
  const { name, side } = (typeof user === 'object' && user !== null ? user : {}) as { name?: unknown; side?: unknown }
  return {
    name: typeof name === 'string' && name !== '' ? name.slice(0, 80) : 'Somebody',
    side: side === 'mdm' || side === 'hdo' ? side : 'none',
  }
}
