// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import ApprovalsView from '@/components/approvals/ApprovalsView'
import { theme } from '@/components/look/theme'
import { CaseProvider } from '@/components/workspace/CaseContext'
import type { CaseRoom, Me, SaveState } from '@/components/workspace/room'
import type { Right } from '@/lib/access/policy'
import { createReader } from '@/lib/case/read'
import { must } from '@/lib/gsn/outcome'
import { runCommand } from '@/lib/pattern/registry'
import { memoryOf } from '@/lib/review/causes'
import { claimDigests } from '@/lib/review/digests'
import type { LedgerEntry, NewEntry } from '@/lib/wire/ledger'
import { Settable } from '../element/pair'

const HANA = { id: 'hana', name: 'H. Novak', side: 'hdo' as const }
const MIA = { id: 'mia', name: 'M. Keller', side: 'mdm' as const }

interface Asked {
  readonly path: string
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails on anything else
  readonly body: any
}

/** The board of one case, with what the server would be asked and would answer. */
class Board {
  readonly doc = new Y.Doc()
  readonly ledger = new Settable<readonly LedgerEntry[]>([])
  readonly status = new Settable<SaveState>({ kind: 'saved' })
  readonly asked: Asked[] = []
  readonly answers: Record<string, { status: number; body: unknown }> = {}
  readonly screen = document.body.appendChild(document.createElement('div'))
  private readonly root: Root = createRoot(this.screen)
  private readonly context = { ids: () => crypto.randomUUID().slice(0, 8), at: '2026-11-12T10:00:00.000Z', by: 'mia' }
  readonly room: CaseRoom

  constructor(rights: readonly Right[]) {
    must(runCommand(this.doc, 'grow-case', { device: { name: 'Pump' } }, this.context))
    must(runCommand(this.doc, 'decide-capability', { capability: 'ALOF', decision: 'required' }, this.context))
    const me: Me = { ...HANA, email: 'hana@example.org', rights }
    this.room = {
      caseId: crypto.randomUUID(),
      doc: this.doc,
      awareness: new Awareness(this.doc),
      reader: createReader(this.doc),
      me,
      status: this.status,
      synced: new Settable(true),
      role: new Settable({ canEdit: false }),
      ledger: this.ledger,
      people: new Settable([]),
    } as CaseRoom
    globalThis.fetch = (async (path: string, init?: RequestInit) => {
      this.asked.push({ path, body: init?.body === undefined ? undefined : JSON.parse(String(init.body)) })
      const key = Object.keys(this.answers).find((each) => path.includes(each))
      const { status, body } = this.answers[key ?? ''] ?? { status: 500, body: {} }
      return new Response(JSON.stringify(body), { status })
    }) as typeof fetch
  }

  get digests() {
    return claimDigests(this.room.reader.graph())
  }

  async show(): Promise<void> {
    await act(async () =>
      this.root.render(
        <MantineProvider theme={theme} env="test">
          <CaseProvider room={this.room}>
            <ApprovalsView />
          </CaseProvider>
        </MantineProvider>,
      ),
    )
  }

  async write(
    actor: { id: string; name: string; side?: 'mdm' | 'hdo' },
    ...entries: Pick<NewEntry, 'kind' | 'body'>[]
  ) {
    const held = this.ledger.get()
    const made = entries.map(
      ({ kind, body }, at) =>
        ({
          chain: 'shared',
          seq: held.length + at + 1,
          at: '2026-11-12T10:00:00.000Z',
          actor,
          kind,
          body,
        }) as LedgerEntry,
    )
    await act(async () => this.ledger.set([...held, ...made]))
  }

  async approve(actor: typeof HANA | typeof MIA, ...claims: string[]): Promise<void> {
    const graph = this.room.reader.graph()
    await this.write(
      actor,
      ...claims.map((claim) => ({
        kind: 'approval.given' as const,
        body: { claim, digests: this.digests.get(claim)!, seen: memoryOf(graph, claim), state: 1 },
      })),
    )
  }

  async reword(element: string, text: string): Promise<void> {
    await act(async () => {
      must(runCommand(this.doc, 'set-text', { element, text }, this.context))
      await new Promise((resolve) => setTimeout(resolve, 300))
    })
  }

  line(name: string): HTMLElement {
    const row = [...this.screen.querySelectorAll<HTMLElement>('[role="row"]')].find((each) =>
      [...each.querySelectorAll('button')].some((button) => button.textContent === name),
    )
    if (row === undefined) throw new Error(`No line is called ${name}`)
    return row
  }

  async press(target: Element, key: string, more: KeyboardEventInit = {}): Promise<void> {
    await act(async () => {
      target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))
    })
  }

  async click(name: string): Promise<void> {
    const button = [...this.screen.querySelectorAll('button')].find((each) => each.textContent?.trim() === name)
    if (button === undefined) throw new Error(`No button says ${name}`)
    await act(async () => {
      button.click()
      await new Promise((resolve) => setTimeout(resolve, 20))
    })
  }

  async choose(label: string, value: string): Promise<void> {
    const select = this.screen.querySelector<HTMLSelectElement>(`[aria-label="${label}"]`)
    if (select === null) throw new Error(`Nothing is called ${label}`)
    await act(async () => {
      select.value = value
      select.dispatchEvent(new Event('change', { bubbles: true }))
    })
  }

  get text(): string {
    return this.screen.textContent ?? ''
  }

  async leave(): Promise<void> {
    await act(async () => this.root.unmount())
    this.room.reader.destroy()
    this.room.awareness.destroy()
    this.screen.remove()
  }
}

let board: Board
// A document without a layout: the grid is told that it has room for its lines.
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 700 })
Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, value: 700 })
Object.defineProperty(HTMLElement.prototype, 'offsetWidth', { configurable: true, value: 900 })

const fetchBefore = globalThis.fetch
const observerBefore = globalThis.ResizeObserver
beforeEach(() => {
  window.localStorage.clear()
  Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true })
  window.history.replaceState(null, '', '?view=approvals')
})
afterEach(async () => {
  await board.choose('State', '').catch(() => {})
  await board.leave()
  globalThis.fetch = fetchBefore
  globalThis.ResizeObserver = observerBefore
})

describe('the board of approvals', () => {
  it('[REV23] is walked, chosen from and approved by keys, and sends what stood there when it was chosen', async () => {
    board = new Board(['read', 'comment', 'approve'])
    board.answers['approvals/many'] = {
      status: 200,
      body: {
        recorded: 1,
        unchanged: 0,
        refused: [
          { claim: 'C2-ALOF', name: 'C2-ALOF', code: 'changed', message: 'C2-ALOF changed meanwhile: its wording.' },
        ],
      },
    }
    await board.show()
    const first = board.screen.querySelector<HTMLElement>('[data-active]')
    expect(first?.tabIndex).toBe(0)
    expect(board.screen.querySelectorAll('[role="row"][tabindex="0"]')).toHaveLength(1)
    await board.press(first as Element, 'ArrowDown')
    expect(document.activeElement?.getAttribute('role')).toBe('row')
    const seen = board.digests.get('C2-ALOF')
    await board.press(board.line('C2-ALOF'), 'Home')
    await act(async () => board.line('C2-ALOF').focus())
    await board.press(board.line('C2-ALOF'), ' ')
    await act(async () => board.line('C4-ALOF').focus())
    await board.press(board.line('C4-ALOF'), ' ')
    expect(board.text).toContain('2 claims chosen')
    expect(board.line('C2-ALOF').getAttribute('aria-selected')).toBe('true')
    await board.reword('C2-ALOF', 'Rewritten while it was chosen')
    await board.click('Approve all 2')
    const sent = board.asked.find(({ path }) => path.endsWith('/approvals/many'))
    expect(sent?.body.claims.find(({ claim }: { claim: string }) => claim === 'C2-ALOF').digests).toEqual(seen)
    expect(board.text).toContain('1 claim approved, 1 not.')
    expect(board.text).toContain('C2-ALOF changed meanwhile: its wording.')
  })

  it('[REV24] [REV25] affirms what one change put out of date once that change can be read, and not before', async () => {
    board = new Board(['read', 'comment', 'approve'])
    await board.show()
    await board.approve(HANA, 'C2-ALOF', 'C4-ALOF', 'C5-ALOF')
    await board.approve(MIA, 'C4-ALOF')
    await board.reword('CTXT1', 'A pump for use at home')
    await board.reword('C5-ALOF', 'Threats are known')
    expect(board.text).toContain('CTXT1 changed')
    expect(board.text).toContain('Approval')
    expect(board.text).not.toContain('again')
    const change = {
      kind: 'reworded',
      element: 'CTXT1',
      name: 'CTXT1',
      label: 'Statement',
      before: 'A pump',
      after: 'A pump for use at home',
    }
    board.answers['approvals/changes'] = {
      status: 200,
      body: { by: 'H. Novak', at: '2026-11-12T10:00:00.000Z', changes: [change] },
    }
    board.answers['approvals/many'] = { status: 200, body: { recorded: 0, unchanged: 0, refused: [] } }
    await board.click('Read the change')
    expect(board.screen.querySelector('ins')?.textContent).toContain('for use at home')
    // Nothing is out of date by the context alone: all of it rests on C5-ALOF, which changed as well.
    expect(board.text).toContain('3 claims changed in another way as well')
    await board.approve(HANA, 'C2-ALOF', 'C4-ALOF', 'C5-ALOF')
    await board.reword('CTXT1', 'A pump for use at home and away')
    await board.click('Read the change')
    await board.click('Approve these 3 claims again')
    const sent = board.asked.findLast(({ path }) => path.endsWith('/approvals/many'))
    expect(sent?.body.claims.map(({ claim }: { claim: string }) => claim).sort()).toEqual([
      'C2-ALOF',
      'C4-ALOF',
      'C5-ALOF',
    ])
    for (const { claim, digests } of sent?.body.claims ?? []) expect(digests).toEqual(board.digests.get(claim))
  })

  it('narrows by side and state, and opens both sides of a claim with Enter', async () => {
    board = new Board(['read', 'comment', 'approve'])
    await board.show()
    await board.approve(MIA, 'C4-ALOF')
    await board.choose('Whose approval', 'mdm')
    await board.choose('State', 'approved')
    expect(board.screen.querySelectorAll('[role="row"][aria-expanded]')).toHaveLength(1)
    await act(async () => board.line('C4-ALOF').focus())
    await board.press(board.line('C4-ALOF'), 'Enter')
    expect(board.line('C4-ALOF').getAttribute('aria-expanded')).toBe('true')
    expect(board.text).toContain('Approved by M. Keller')
    expect(board.text).toContain('Has not approved yet.')
    await board.choose('State', 'objected')
    expect(board.text).toContain('No claim is like this. Choose other filters above.')
    await board.choose('Whose approval', '')
  })

  it('[REV21] offers nothing to who may not approve, and what was delegated to who may for somebody', async () => {
    board = new Board(['read', 'comment'])
    await board.show()
    expect(board.screen.querySelectorAll('input[type="checkbox"]')).toHaveLength(0)
    const set = (person: string, rights: string[]) => ({
      kind: 'participant.set' as const,
      body: { person, name: person, side: 'hdo' as const, rights },
    })
    const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
    const given = {
      delegation: 'd1',
      person: 'hana',
      name: 'H. Novak',
      capabilities: ['ALOF'],
      from: day(-1),
      until: day(1),
    }
    await board.write(
      { id: 'rita', name: 'R. Kessel', side: 'hdo' },
      set('rita', ['read', 'approve']),
      set('hana', ['read', 'comment']),
      {
        kind: 'delegation.given',
        body: given,
      },
    )
    const ticks = (name: string) => board.line(name).querySelectorAll('input[type="checkbox"]').length
    expect([ticks('C4-ALOF'), ticks('C1')]).toEqual([1, 0])
    await act(async () => board.line('C4-ALOF').focus())
    await board.press(board.line('C4-ALOF'), 'Enter')
    expect(board.text).toContain('You speak for R. Kessel here, by delegation.')
    await board.write(
      { id: 'rita', name: 'R. Kessel', side: 'hdo' },
      { kind: 'delegation.ended', body: { delegation: 'd1' } },
    )
    expect(ticks('C4-ALOF')).toBe(0)
    expect(board.text).toContain('You may not approve claims.')
  })

  it('says while it is offline that approving has to wait, and keeps what was chosen', async () => {
    board = new Board(['read', 'approve'])
    await board.show()
    await act(async () => board.line('C4-ALOF').focus())
    await board.press(board.line('C4-ALOF'), ' ')
    await act(async () => board.status.set({ kind: 'offline', pending: 0 }))
    const button = [...board.screen.querySelectorAll('button')].find((each) => each.textContent === 'Approve it')
    expect(button?.disabled).toBe(true)
    expect(board.text).toContain('You are offline.')
    await act(async () => board.status.set({ kind: 'saved' }))
    board.answers['approvals/many'] = {
      status: 503,
      body: { error: { code: 'unavailable', message: 'Try again in a moment.' } },
    }
    await board.click('Approve it')
    expect(board.text).toContain('Try again in a moment.')
    expect(board.text).toContain('1 claim chosen')
  })
})
