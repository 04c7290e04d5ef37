// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { theme } from '@/components/look/theme'
import { ReviewPanel } from '@/components/review/ReviewPanel'
import { CaseProvider } from '@/components/workspace/CaseContext'
import type { CaseRoom, Me } from '@/components/workspace/room'
import { createReader } from '@/lib/case/read'
import { must } from '@/lib/gsn/outcome'
import { runCommand } from '@/lib/pattern/registry'
import type { EventBody, EventKind, LedgerEntry } from '@/lib/wire/ledger'
import { Settable } from '../element/pair'

// The growing text area listens for fonts, which this document does not have.
Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true })

const HANA = { id: 'hana', name: 'H. Novak', side: 'hdo' as const }
const MIA = { id: 'mia', name: 'M. Keller', side: 'mdm' as const }
const AT = '2026-11-12T10:00:00.000Z'

interface Sent {
  readonly path: string
  readonly body: unknown
}

/** The review panel of one person, with everything that it asks of the server. */
class Panel {
  readonly ledger = new Settable<readonly LedgerEntry[]>([])
  readonly sent: Sent[] = []
  readonly screen = document.body.appendChild(document.createElement('div'))
  private readonly root: Root = createRoot(this.screen)
  readonly doc = new Y.Doc()
  readonly room: CaseRoom
  readonly elements = new Map<string, string>()

  constructor() {
    const context = { ids: () => crypto.randomUUID().slice(0, 8), at: AT, by: 'mia' }
    const run = (name: Parameters<typeof runCommand>[1], args: object) =>
      must(runCommand(this.doc, name, args, context))
    run('grow-case', { device: { name: 'Pump' } })
    run('decide-capability', { capability: 'ALOF', decision: 'required' })
    run('add-risk', { capability: 'ALOF' })
    run('add-terms', { topics: ['RA-20'] })
    const me: Me = { ...MIA, email: 'mia@example.org', rights: ['read', 'comment'] }
    this.room = {
      caseId: 'case',
      doc: this.doc,
      awareness: new Awareness(this.doc),
      reader: createReader(this.doc),
      me,
      status: new Settable({ kind: 'saved' }),
      synced: new Settable(true),
      role: new Settable({ canEdit: false }),
      ledger: this.ledger,
      people: new Settable([]),
    } as CaseRoom
    const risk = [...this.room.reader.graph().elements.values()].find(({ facet }) => facet === 'risk')
    run('add-control', { risk: risk?.id ?? '' })
    for (const { id, facet } of this.room.reader.graph().elements.values()) {
      if (facet !== undefined && !this.elements.has(facet)) this.elements.set(facet, id)
    }
    globalThis.fetch = (async (path: string, init?: RequestInit) => {
      this.sent.push({ path, body: init?.body === undefined ? undefined : JSON.parse(String(init.body)) })
      return new Response('{}', { status: 200 })
    }) as typeof fetch
  }

  async show(element: string): Promise<void> {
    window.history.replaceState(null, '', `?element=${element}&tab=review`)
    await act(async () =>
      this.root.render(
        <MantineProvider theme={theme} env="test">
          <CaseProvider key={element} room={this.room}>
            <ReviewPanel />
          </CaseProvider>
        </MantineProvider>,
      ),
    )
  }

  async say<K extends EventKind>(actor: typeof HANA | typeof MIA, kind: K, body: EventBody<K>): Promise<void> {
    const held = this.ledger.get()
    const at = `2026-11-12T10:00:0${held.length}.000Z`
    const entry = { chain: 'shared', seq: held.length + 1, at, actor, kind, body } as unknown as LedgerEntry
    await act(async () => this.ledger.set([...held, entry]))
  }

  async press(name: string): Promise<void> {
    const button = [...document.body.querySelectorAll('button')].find((each) => each.textContent?.trim() === name)
    if (button === undefined) throw new Error(`No button says ${name}`)
    await act(async () => {
      button.click()
      await new Promise((resolve) => setTimeout(resolve, 10))
    })
  }

  has(name: string): boolean {
    return [...document.body.querySelectorAll('button')].some((each) => each.textContent?.trim() === name)
  }

  async leave(): Promise<void> {
    await act(async () => this.root.unmount())
    this.room.reader.destroy()
    this.room.awareness.destroy()
    this.screen.remove()
  }
}

let panel: Panel
const fetchBefore = globalThis.fetch
beforeEach(() => {
  window.sessionStorage.clear()
  window.localStorage.clear()
  panel = new Panel()
})
afterEach(async () => {
  await panel.leave()
  globalThis.fetch = fetchBefore
})

const opened = { thread: 't1', element: 'C4-ALOF', text: 'Is it so?' }

describe('one conversation', () => {
  it('can be begun about a risk, a control, a piece of context, a policy, a decision and a term alike', async () => {
    for (const facet of ['risk', 'control', 'policy', 'decision', 'term', 'device']) {
      const id = panel.elements.get(facet) ?? ''
      await panel.show(id)
      const name = panel.room.reader.graph().elements.get(id)?.name
      const labels = [...panel.screen.querySelectorAll('label')].map((each) => each.textContent)
      expect(labels, facet).toContain(`Comment on ${name}`)
    }
  })

  it('[REV15] is reworded and taken back by its author only, and keeps what it said', async () => {
    await panel.show('C4-ALOF')
    await panel.say(HANA, 'thread.opened', opened)
    expect([panel.has('Edit'), panel.has('Take back')]).toEqual([false, false])
    await panel.say(MIA, 'thread.replied', { thread: 't1', reply: 'r1', text: 'It is' })
    expect(panel.has('Edit')).toBe(true)
    await panel.press('Take back')
    expect(panel.sent).toEqual([])
    await panel.press('Take it back')
    expect(panel.sent).toEqual([{ path: '/api/cases/case/threads/t1/remove', body: { reply: 'r1' } }])
    await panel.say(MIA, 'thread.edited', { thread: 't1', reply: 'r1', text: 'It is, since 2.1' })
    await panel.say(MIA, 'thread.removed', { thread: 't1', reply: 'r1' })
    expect(panel.screen.textContent).toContain('M. Keller took this back')
    expect(panel.screen.textContent).not.toContain('since 2.1')
    await panel.press('It was said before. Show what it said')
    expect(panel.screen.textContent).toContain('It is, since 2.1')
    expect(panel.has('Edit')).toBe(false)
  })

  it('[REV16] says who is to take care of it by which day, and is resolved and opened again by anybody', async () => {
    await panel.show('C4-ALOF')
    await panel.say(HANA, 'thread.opened', opened)
    await panel.say(HANA, 'thread.assigned', { thread: 't1', person: 'mia', name: 'M. Keller', due: '2027-02-15' })
    expect(panel.screen.textContent).toContain('For M. Keller to take care of by 15 Feb 2027')
    expect(panel.has('Reassign')).toBe(true)
    await panel.press('Resolve')
    expect(panel.sent.at(-1)?.path).toBe('/api/cases/case/threads/t1/resolve')
    await panel.say(MIA, 'thread.resolved', { thread: 't1' })
    await panel.press('Show 1 resolved comment')
    expect(panel.screen.textContent).toContain('Resolved by M. Keller')
    await panel.press('Reopen')
    expect(panel.sent.at(-1)?.path).toBe('/api/cases/case/threads/t1/reopen')
  })

  it('[REV26] says that it is about a version as it was frozen', async () => {
    await panel.show('C4-ALOF')
    await panel.say(HANA, 'thread.opened', { ...opened, proposal: 3 })
    expect(panel.screen.textContent).toContain('Version 3')
  })

  it('[REV18] says that its words are gone from the text', async () => {
    await panel.show('C4-ALOF')
    await panel.say(HANA, 'thread.opened', {
      ...opened,
      passage: { field: 'narrative', quote: 'after idle time', start: 0, end: 15 },
    })
    expect(panel.screen.textContent).toContain('Narrative: after idle time')
    expect(panel.screen.textContent).toContain('These words are gone from the text.')
  })
})
