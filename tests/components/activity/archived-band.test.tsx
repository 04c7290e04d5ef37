// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, describe, expect, it } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { ArchivedBand } from '@/components/activity/ArchivedBand'
import { theme } from '@/components/look/theme'
import { CaseProvider } from '@/components/workspace/CaseContext'
import type { CaseRoom, Me } from '@/components/workspace/room'
import type { Right } from '@/lib/access/policy'
import { createReader } from '@/lib/case/read'
import type { LedgerEntry } from '@/lib/wire/ledger'
import { Settable } from '../element/pair'

const said = (kind: string, side: 'mdm' | 'hdo', body: object = {}) =>
  ({ chain: 'shared', kind, actor: { id: side, name: side, side }, body }) as unknown as LedgerEntry
const archived = said('case.archived', 'mdm')

describe('the band of an archived case', () => {
  let root: Root
  let screen: HTMLElement
  let asked: { path: string; body: unknown }[]

  async function show(entries: readonly LedgerEntry[], rights: readonly Right[]): Promise<void> {
    asked = []
    screen = document.body.appendChild(document.createElement('div'))
    root = createRoot(screen)
    const doc = new Y.Doc()
    const me: Me = { id: 'hana', name: 'H. Novak', side: 'hdo', email: 'hana@example.org', rights }
    const room = {
      caseId: 'case1',
      doc,
      awareness: new Awareness(doc),
      reader: createReader(doc),
      me,
      status: new Settable({ kind: 'saved' }),
      synced: new Settable(true),
      role: new Settable({ canEdit: false }),
      ledger: new Settable(entries),
      people: new Settable([]),
    } as unknown as CaseRoom
    globalThis.fetch = (async (path: string, init?: RequestInit) => {
      asked.push({ path, body: JSON.parse(String(init?.body)) })
      return Response.json({})
    }) as typeof fetch
    await act(async () =>
      root.render(
        <MantineProvider theme={theme}>
          <CaseProvider room={room}>
            <ArchivedBand />
          </CaseProvider>
        </MantineProvider>,
      ),
    )
  }
  const button = (words: string) =>
    [...screen.querySelectorAll('button')].find((each) => each.textContent?.includes(words))
  afterEach(() => {
    act(() => root.unmount())
    screen.remove()
  })

  it('[RET2] tells everybody until when the case is kept, and asks only administrators of a side', async () => {
    await show([archived], ['read'])
    expect(screen.textContent).toContain('It is kept without an end until both sides name a day.')
    expect([screen.querySelector('input'), button('Bring it back')]).toEqual([null, undefined])
  })

  it('[RET2] lets an administrator name the last day for their side, and take it back', async () => {
    const mdm = said('case.kept-until', 'mdm', { until: '2036-01-31' })
    await show([archived, mdm], ['read', 'administer'])
    expect(screen.textContent).toContain('The manufacturer wants it kept until 31 Jan 2036; the hospital has not said.')
    const day = screen.querySelector('input[type=date]') as HTMLInputElement
    expect(day.getAttribute('aria-label')).toContain('Last day')
    await act(async () => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(day, '2041-06-30')
      day.dispatchEvent(new Event('input', { bubbles: true }))
      day.dispatchEvent(new Event('change', { bubbles: true }))
    })
    await act(async () => button('Keep until this day')?.click())
    expect(asked).toEqual([{ path: '/api/cases/case1/kept-until', body: { until: '2041-06-30' } }])
    act(() => root.unmount())
    screen.remove()
    await show([archived, mdm, said('case.kept-until', 'hdo', { until: '2041-06-30' })], ['read', 'administer'])
    expect(screen.textContent).toContain('Both sides want it kept until 30 Jun 2041; after that it may be deleted.')
    await act(async () => button('Take back')?.click())
    expect(asked).toEqual([{ path: '/api/cases/case1/kept-until', body: { until: null } }])
  })
})
