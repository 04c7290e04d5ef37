// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core'
import { cleanNotifications, Notifications } from '@mantine/notifications'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { theme } from '@/components/look/theme'
import { ReviewNotices } from '@/components/review/ReviewNotices'
import { ReviewPanel } from '@/components/review/ReviewPanel'
import { reviewStoreOf } from '@/components/review/use-review'
import { CaseProvider } from '@/components/workspace/CaseContext'
import type { CaseRoom, Me, SaveState } from '@/components/workspace/room'
import type { Right, Side } from '@/lib/access/policy'
import { createReader } from '@/lib/case/read'
import { must } from '@/lib/gsn/outcome'
import { runCommand } from '@/lib/pattern/registry'
import { addToApprovals, NO_APPROVALS } from '@/lib/review/approvals'
import { claimDigests } from '@/lib/review/digests'
import type { VerdictRequest } from '@/lib/review/requests'
import { decideOpening } from '@/lib/review/speak'
import { decideVerdict } from '@/lib/review/verdict'
import type { LedgerEntry, NewEntry } from '@/lib/wire/ledger'
import { Settable } from '../element/pair'

// The growing text area listens for fonts, which this document does not have.
Object.defineProperty(document, 'fonts', { value: new EventTarget() })

const HANA = { id: 'hana', name: 'H. Novak', side: 'hdo' as Side }
const doc = new Y.Doc()
const context = { ids: () => crypto.randomUUID().slice(0, 8), at: '2026-11-12T10:00:00.000Z', by: 'mia' }
must(runCommand(doc, 'grow-case', { device: { name: 'Pump' } }, context))
must(runCommand(doc, 'decide-capability', { capability: 'ALOF', decision: 'required' }, context))

/** Writes what the server would write, and lets the feed tell it. */
class Table {
  readonly ledger = new Settable<readonly LedgerEntry[]>([])
  readonly status = new Settable<SaveState>({ kind: 'saved' })
  readonly room: CaseRoom
  readonly screen = document.body.appendChild(document.createElement('div'))
  private readonly root: Root = createRoot(this.screen)

  constructor(rights: readonly Right[], side: Side | undefined = 'mdm') {
    const me: Me = { id: 'mia', name: 'M. Keller', email: 'mia@example.org', side, rights }
    this.room = {
      caseId: crypto.randomUUID(),
      doc,
      awareness: new Awareness(doc),
      reader: createReader(doc),
      me,
      status: this.status,
      synced: new Settable(true),
      role: new Settable({ canEdit: true }),
      ledger: this.ledger,
      people: new Settable([]),
    } as CaseRoom
  }

  get graph() {
    return this.room.reader.graph()
  }

  async show(element: string): Promise<void> {
    window.history.replaceState(null, '', `?element=${element}&tab=review`)
    await act(async () =>
      this.root.render(
        <MantineProvider theme={theme} env="test">
          <Notifications />
          <CaseProvider room={this.room}>
            <ReviewNotices />
            <ReviewPanel />
          </CaseProvider>
        </MantineProvider>,
      ),
    )
  }

  async write(actor: { id: string; name: string; side?: Side }, entry: NewEntry): Promise<void> {
    const held = this.ledger.get()
    const seq = held.filter((each) => each.chain === entry.chain).length + 1
    const made = { ...entry, seq, at: `2026-11-12T10:00:0${held.length}.000Z`, actor } as LedgerEntry
    await act(async () => this.ledger.set([...held, made]))
  }

  async judge(
    actor: { id: string; name: string; side: Side },
    request: Omit<VerdictRequest, 'digests'>,
  ): Promise<void> {
    const digests = claimDigests(this.graph).get(request.claim)
    if (digests === undefined) throw new Error('Not a claim')
    const approvals = addToApprovals(NO_APPROVALS, this.ledger.get())
    const participation = { side: actor.side, rights: ['read', 'approve'] as const }
    const person = { personId: actor.id, name: actor.name, email: `${actor.id}@example.org`, participation }
    const entry = must(decideVerdict({ graph: this.graph, seq: 1, approvals }, person, { ...request, digests }))
    if (entry !== undefined) await this.write(actor, entry)
  }

  button(name: string): HTMLButtonElement | undefined {
    return [...this.screen.querySelectorAll('button')].find((button) => button.textContent?.trim() === name)
  }

  async leave(): Promise<void> {
    await act(async () => this.root.unmount())
    this.room.reader.destroy()
    this.room.awareness.destroy()
    this.screen.remove()
  }
}

let table: Table
const fetchBefore = globalThis.fetch
beforeEach(() => {
  window.sessionStorage.clear()
  window.localStorage.clear()
})
afterEach(async () => {
  await act(async () => cleanNotifications())
  await table.leave()
  globalThis.fetch = fetchBefore
})

describe('the review of an element', () => {
  it('shows what somebody else says without a reload, as text and never as markup', async () => {
    table = new Table(['read', 'comment', 'approve'])
    await table.show('C4-ALOF')
    expect(table.screen.textContent).toContain('Nobody has commented on C4-ALOF yet.')
    const text = '<img src=x onerror=alert(1)> at least 15 minutes'
    const opening = must(
      decideOpening(table.graph, new Map(), 'hdo', 't1', { element: 'C4-ALOF', audience: 'all', text }),
    )
    await table.write(HANA, opening)
    expect(table.screen.textContent).toContain(text)
    expect(table.screen.querySelector('img')).toBeNull()
    expect(table.screen.textContent).toContain('1 open')
    expect(document.body.textContent).toContain('H. Novak commented on C4-ALOF')
  })

  it('[REV6] says in words where each side stands, and why an approval is out of date', async () => {
    table = new Table(['read', 'comment', 'approve'])
    await table.show('C4-ALOF')
    expect(table.screen.textContent).toContain('Has not approved yet.')
    await table.judge(HANA, { claim: 'C4-ALOF', verdict: 'approve' })
    expect(table.screen.textContent).toContain('Approved by H. Novak')
    const claim = table.graph.elements.get('C5-ALOF')
    await act(async () => {
      must(runCommand(doc, 'set-text', { element: 'C5-ALOF', text: 'Reworded' }, context))
      await new Promise((resolve) => setTimeout(resolve, 300))
    })
    expect(table.screen.textContent).toContain('Out of date: what it rests on changed: C5-ALOF.')
    await act(async () => {
      must(runCommand(doc, 'set-text', { element: 'C5-ALOF', text: claim?.statement ?? '' }, context))
      await new Promise((resolve) => setTimeout(resolve, 300))
    })
    expect(table.screen.textContent).toContain('Approved by H. Novak')
  })

  it('[REV12] approves what stands on the screen, by its digests', async () => {
    table = new Table(['read', 'comment', 'approve'])
    const sent: unknown[] = []
    globalThis.fetch = async (_url, init) => {
      sent.push(JSON.parse(String(init?.body)))
      return Response.json(
        { error: { code: 'changed', message: 'C4-ALOF changed meanwhile: its wording.' } },
        { status: 409 },
      )
    }
    await table.show('C4-ALOF')
    await act(async () => table.button('Approve')?.click())
    const digests = reviewStoreOf(table.room).get().digests.get('C4-ALOF')
    expect(sent).toEqual([{ claim: 'C4-ALOF', verdict: 'approve', digests }])
    const alerts = [...table.screen.querySelectorAll('section [role=alert]')].map((alert) => alert.textContent)
    expect(alerts).toEqual(['C4-ALOF changed meanwhile: its wording.'])
  })

  it('[REV13] keeps a comment that could not be sent, and says so', async () => {
    table = new Table(['read', 'comment', 'approve'])
    globalThis.fetch = () => Promise.reject(new TypeError('no network'))
    await table.show('C4-ALOF')
    const area = table.screen.querySelector('textarea')
    if (area === null) throw new Error('No place to write')
    await act(async () => {
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(area, 'A long thought')
      area.dispatchEvent(new Event('input', { bubbles: true }))
    })
    await act(async () => table.button('Comment')?.click())
    expect(table.screen.textContent).toContain('What you wrote is kept here')
    expect(table.screen.querySelector('textarea')?.value).toBe('A long thought')
  })

  it('tells a person without the right what they may not do, instead of a dead button', async () => {
    table = new Table(['read'])
    await table.show('C4-ALOF')
    expect(table.button('Approve')).toBeUndefined()
    expect(table.screen.textContent).toContain('You may not approve claims.')
    expect(table.screen.textContent).toContain('You read this case without the right to comment.')
  })

  it('follows the rights that an administrator gives while the page is open', async () => {
    table = new Table(['read'])
    await table.show('C4-ALOF')
    const given = { person: 'mia', name: 'M. Keller', side: 'mdm' as Side, rights: ['read', 'comment', 'approve'] }
    await table.write(HANA, { chain: 'shared', kind: 'participant.set', body: given } as NewEntry)
    expect(table.button('Approve')).toBeDefined()
    expect(table.button('Comment')).toBeDefined()
    const taken = { ...given, rights: ['read'] }
    await table.write(HANA, { chain: 'shared', kind: 'participant.set', body: taken } as NewEntry)
    expect(table.button('Approve')).toBeUndefined()
  })

  it('says who has to lift an objection, and leads to it from the notice', async () => {
    table = new Table(['read', 'comment', 'approve'])
    await table.show('C2-ALOF')
    await table.judge(HANA, { claim: 'C4-ALOF', verdict: 'object', note: 'Not with this timeout.' })
    const there = [...document.querySelectorAll('button')].find((button) => button.textContent === 'Take me there')
    await act(async () => there?.click())
    expect(window.location.search).toContain('element=C4-ALOF')
    expect(table.screen.textContent).toContain('It stands until H. Novak lifts it.')
  })

  it('waits with approving until the last change is saved, and says why', async () => {
    table = new Table(['read', 'approve'])
    table.status.set({ kind: 'offline', pending: 1 })
    await table.show('C4-ALOF')
    expect(table.button('Approve')?.disabled).toBe(true)
    expect(table.screen.textContent).toContain('You are offline.')
  })
})
