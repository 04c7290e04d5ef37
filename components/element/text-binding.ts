import type * as Y from 'yjs'
import {
  type DeltaStep,
  lengthRefusal,
  mapOffset,
  mapSelection,
  rebaseSplices,
  type Splice,
  spliceBetween,
  wellFormed,
} from '@/lib/case/text-edit'
import { historyKey, type TextHistory } from './text-history'

export interface BindingEvents {
  /** A change was refused, in a sentence; undefined when the next one went through. */
  onRefusal(sentence: string | undefined): void
  /** The text on screen is another one now. */
  onText(): void
  /** The selection may have moved. */
  onSelection(): void
}

/**
 * Binds a textarea to a co-edited text, both ways. What is typed becomes the smallest change of the text; what others
 * do appears around the caret. While an input method composes, the textarea is left alone: other people's changes wait
 * and the composed text is restated on top of them [TXT3].
 * @returns how to let go; what is still being composed is written first
 */
export function bindText(area: HTMLTextAreaElement, text: Y.Text, history: TextHistory, on: BindingEvents): () => void {
  /** What the textarea and the document last agreed on. */
  let shown = ''
  /** Whether the document holds carriage returns, which the textarea does not show. */
  let returns = false
  let composing = false
  let writing = false
  let waiting: DeltaStep[][] = []
  let lastSelection: readonly [number, number] = [0, 0]

  read()
  area.value = shown

  function read(): void {
    const stored = text.toString()
    shown = onScreen(stored)
    returns = shown !== stored
  }

  function select(start: number, end: number): void {
    if (area.ownerDocument.activeElement === area) area.setSelectionRange(start, end, area.selectionDirection)
  }

  function show(start: number, end: number): void {
    const top = area.scrollTop
    read()
    if (area.value !== shown) area.value = shown
    select(start, end)
    area.scrollTop = top
    on.onText()
    on.onSelection()
  }

  function onRemote(event: Y.YTextEvent, transaction: Y.Transaction): void {
    if (writing) return
    const delta = event.delta as DeltaStep[]
    if (composing) {
      waiting.push(delta)
      return
    }
    if (transaction.origin === history.manager) {
      const caret = endOfChange(delta)
      show(caret, caret)
      return
    }
    const next = mapSelection(area.selectionStart, area.selectionEnd, delta)
    show(next.start, next.end)
  }

  /** Takes what the textarea holds over into the document. */
  function take(): void {
    const { value, selectionEnd: caret } = area
    const raw = spliceBetween(shown, value, caret)
    const splice = raw && { ...raw, insert: wellFormed(raw.insert) }
    const deltas = waiting
    waiting = []
    if (splice === undefined || area.readOnly) {
      if (deltas.length > 0 || area.value !== shown) {
        let selection = { start: area.selectionStart, end: area.selectionEnd }
        for (const delta of deltas) selection = mapSelection(selection.start, selection.end, delta)
        show(selection.start, selection.end)
      }
      return
    }
    const refusal = lengthRefusal(text.length, text.length - splice.remove + splice.insert.length)
    on.onRefusal(refusal)
    if (refusal !== undefined) {
      show(...lastSelection)
      return
    }
    const splices = rebaseSplices(splice, deltas)
    write(splices)
    if (deltas.length === 0 && splice.insert === raw?.insert) {
      shown = value
      on.onText()
      on.onSelection()
    } else {
      const after = caretAfter(splice, caret, splices, deltas)
      show(after, after)
    }
  }

  function write(splices: readonly Splice[]): void {
    writing = true
    try {
      text.doc?.transact(() => {
        if (returns) dropReturns(text)
        returns = false
        for (const { at, remove, insert } of splices) {
          if (remove > 0) text.delete(at, remove)
          if (insert !== '') text.insert(at, insert)
        }
      }, history.origin)
    } finally {
      writing = false
    }
  }

  function step(direction: 'undo' | 'redo'): void {
    if (!composing && !area.readOnly) history.manager[direction]()
  }

  const listeners: Partial<{ [K in keyof HTMLElementEventMap]: (event: HTMLElementEventMap[K]) => void }> = {
    beforeinput: (event) => {
      lastSelection = [area.selectionStart, area.selectionEnd]
      const { inputType } = event as InputEvent
      if (inputType !== 'historyUndo' && inputType !== 'historyRedo') return
      event.preventDefault()
      step(inputType === 'historyUndo' ? 'undo' : 'redo')
    },
    input: (event) => {
      if (!composing && !(event as InputEvent).isComposing) take()
    },
    compositionstart: () => {
      composing = true
    },
    compositionend: () => {
      composing = false
      take()
    },
    keydown: (event) => {
      const direction = historyKey(event)
      if (direction === undefined) return
      // The workspace listens to the same keys for its own undo.
      event.preventDefault()
      event.stopPropagation()
      step(direction)
    },
    blur: () => {
      history.manager.stopCapturing()
      on.onSelection()
    },
    focus: () => on.onSelection(),
    select: () => on.onSelection(),
  }
  const onSelectionChange = () => {
    if (area.ownerDocument.activeElement === area) on.onSelection()
  }

  text.observe(onRemote)
  for (const [name, listener] of Object.entries(listeners)) area.addEventListener(name, listener as EventListener)
  area.ownerDocument.addEventListener('selectionchange', onSelectionChange)
  on.onText()

  return () => {
    if (composing) {
      composing = false
      take()
    }
    text.unobserve(onRemote)
    for (const [name, listener] of Object.entries(listeners)) area.removeEventListener(name, listener as EventListener)
    area.ownerDocument.removeEventListener('selectionchange', onSelectionChange)
  }
}

/** Textareas know no carriage returns; an imported text may hold some. */
function onScreen(stored: string): string {
  return stored.includes('\r') ? stored.replace(/\r\n?/g, '\n') : stored
}

/** Makes the text what `onScreen` shows, so that offsets of the textarea are offsets of the text. */
function dropReturns(text: Y.Text): void {
  const current = text.toString()
  for (let at = current.lastIndexOf('\r'); at >= 0; at = at === 0 ? -1 : current.lastIndexOf('\r', at - 1)) {
    text.delete(at, 1)
    if (current[at + 1] !== '\n') text.insert(at, '\n')
  }
}

/** Where an undo has changed something: the end of its last change. */
function endOfChange(delta: readonly DeltaStep[]): number {
  let at = 0
  let end = 0
  for (const step of delta) {
    if (step.retain !== undefined) at += step.retain
    else if (typeof step.insert === 'string') at += step.insert.length
    if (step.retain === undefined) end = at
  }
  return end
}

/** Where the caret of a composed text stands after the text was restated on top of what others did. */
function caretAfter(
  local: Splice,
  caret: number,
  splices: readonly Splice[],
  deltas: readonly (readonly DeltaStep[])[],
): number {
  const inside = caret - local.at
  const map = (offset: number) => deltas.reduce((at, delta) => mapOffset(at, delta), offset)
  if (inside < 0) return map(caret)
  const insertion = splices.find(({ insert }) => insert !== '')
  if (inside <= local.insert.length && insertion !== undefined) {
    const before = splices.filter(({ at, insert }) => insert === '' && at < insertion.at)
    return insertion.at + inside - before.reduce((sum, { remove }) => sum + remove, 0)
  }
  const old = map(caret - local.insert.length + local.remove)
  return splices.reduce((at, s) => (s.at + s.remove <= old ? at + s.insert.length - s.remove : at), old)
}
