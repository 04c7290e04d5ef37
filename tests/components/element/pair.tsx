import { MantineProvider } from '@mantine/core'
import { act, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { theme } from '@/components/look/theme'
import { CaseProvider } from '@/components/workspace/CaseContext'
import type { CaseRoom, Presence, Store } from '@/components/workspace/room'
import { createReader } from '@/lib/case/read'
import { must } from '@/lib/gsn/outcome'
import { type CommandName, runCommand } from '@/lib/pattern/registry'

declare global {
  var IS_REACT_ACT_ENVIRONMENT: boolean
}
globalThis.IS_REACT_ACT_ENVIRONMENT = true

export class Settable<T> implements Store<T> {
  private readonly listeners = new Set<() => void>()
  constructor(private value: T) {}
  get = () => this.value
  set(value: T): void {
    this.value = value
    for (const listener of [...this.listeners]) listener()
  }
  subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}

export interface Guest {
  readonly room: CaseRoom
  readonly synced: Settable<boolean>
  readonly role: Settable<{ canEdit: boolean }>
  /** What is on this person's screen. */
  readonly screen: HTMLElement
  show(content: ReactNode): Promise<void>
  /** Runs a command in this person's document. */
  run(name: CommandName, args: Record<string, unknown>): readonly string[]
}

export interface Pair {
  readonly maria: Guest
  readonly tom: Guest
  /** Cuts the wire: what either writes waits until `release`. */
  hold(): void
  release(): void
  leave(): Promise<void>
}

interface PersonOptions {
  readonly id: number
  readonly name: string
  readonly side: 'mdm' | 'hdo'
}

let made = 0

function guest({ id, name, side }: PersonOptions): Guest & { readonly root: Root; readonly own: Awareness } {
  const doc = new Y.Doc()
  doc.clientID = id
  const awareness = new Awareness(doc)
  awareness.setLocalStateField('user', { id: name, name, side })
  const synced = new Settable(true)
  const role = new Settable({ canEdit: true })
  const people = new Settable<readonly Presence[]>([])
  awareness.on('change', () => people.set(presences(awareness)))
  const screen = document.body.appendChild(document.createElement('div'))
  const root = createRoot(screen)
  const room: CaseRoom = {
    caseId: 'case',
    doc,
    awareness,
    reader: createReader(doc),
    me: { id: name, name, email: `${name}@example.org`, side, rights: ['read', 'edit'] },
    status: new Settable({ kind: 'saved' } as const),
    synced,
    role,
    ledger: new Settable([]),
    people,
  }
  return {
    room,
    synced,
    role,
    screen,
    root,
    own: awareness,
    show: (content) =>
      act(async () => {
        root.render(
          <MantineProvider theme={theme} env="test">
            <CaseProvider room={room}>{content}</CaseProvider>
          </MantineProvider>,
        )
      }),
    run: (command, args) => {
      const context = { ids: () => `x${made++}`, at: '2026-11-21T00:00:00.000Z', by: name }
      return must(runCommand(doc, command, args, context)).created
    },
  }
}

function presences(awareness: Awareness): Presence[] {
  return [...awareness.getStates()].map(([clientId, { user, focus, follows, text }]) => ({
    clientId,
    user,
    ...(focus === undefined ? {} : { focus }),
    ...(follows === undefined ? {} : { follows }),
    ...(text === undefined || text === null ? {} : { textCaret: text }),
  })) as Presence[]
}

/** Maria of the manufacturer and Tom of the hospital, in one case, with nothing between them but the wire. */
export function pair(): Pair {
  const maria = guest({ id: 1, name: 'Maria Vogel', side: 'mdm' })
  const tom = guest({ id: 2, name: 'Tom Reilly', side: 'hdo' })
  let waiting: (() => void)[] | undefined
  const connect = (from: typeof maria, to: typeof tom) => {
    from.room.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'wire') return
      const send = () => Y.applyUpdate(to.room.doc, update, 'wire')
      if (waiting === undefined) send()
      else waiting.push(send)
    })
    from.own.on('update', ({ added, updated, removed }: Record<string, number[]>, origin: unknown) => {
      if (origin === 'wire') return
      const clients = [...(added ?? []), ...(updated ?? []), ...(removed ?? [])]
      applyAwarenessUpdate(to.own, encodeAwarenessUpdate(from.own, clients), 'wire')
    })
    applyAwarenessUpdate(to.own, encodeAwarenessUpdate(from.own, [from.own.clientID]), 'wire')
  }
  connect(maria, tom)
  connect(tom, maria)
  return {
    maria,
    tom,
    hold: () => {
      waiting = []
    },
    release: () => {
      const sends = waiting ?? []
      waiting = undefined
      for (const send of sends) send()
    },
    leave: () =>
      act(async () => {
        for (const one of [maria, tom]) {
          one.root.unmount()
          one.room.reader.destroy()
          one.own.destroy()
          one.room.doc.destroy()
          one.screen.remove()
        }
      }),
  }
}

/** Lets timers and frames of so many milliseconds go by. */
export function settle(ms = 0): Promise<void> {
  return act(() => new Promise<void>((resolve) => setTimeout(resolve, ms)))
}

/** Waits until something is so; what waits for ever ends with the test's own time limit. */
export async function until(so: () => boolean): Promise<void> {
  while (!so()) await settle(10)
}

/** Types into a field the way a browser does. */
export async function type(field: HTMLInputElement | HTMLTextAreaElement, text: string): Promise<void> {
  await act(async () => {
    field.focus()
    const { selectionStart, selectionEnd, value } = field
    const start = selectionStart ?? value.length
    const proto = Object.getPrototypeOf(field) as object
    const set = Object.getOwnPropertyDescriptor(proto, 'value')?.set
    set?.call(field, value.slice(0, start) + text + value.slice(selectionEnd ?? start))
    field.setSelectionRange(start + text.length, start + text.length)
    field.dispatchEvent(new InputEvent('input', { data: text, bubbles: true }))
  })
}

export function press(target: Element, key: string, more: KeyboardEventInit = {}): Promise<void> {
  return act(async () => {
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))
  })
}

export function click(target: Element): Promise<void> {
  return act(async () => {
    ;(target as HTMLElement).click()
  })
}

/** The one element that matches, or a clear failure. */
export function one<E extends Element = HTMLElement>(within: ParentNode, selector: string): E {
  const found = within.querySelectorAll<E>(selector)
  if (found.length !== 1) throw new Error(`${found.length} elements match ${selector}`)
  return found[0] as E
}

export function buttonNamed(within: ParentNode, name: string | RegExp): HTMLButtonElement {
  const fits = (button: HTMLButtonElement) => {
    const label = button.getAttribute('aria-label') ?? button.textContent ?? ''
    return typeof name === 'string' ? label.trim() === name : name.test(label)
  }
  const found = [...within.querySelectorAll('button')].find(fits)
  if (found === undefined) throw new Error(`No button is called ${name}`)
  return found
}
