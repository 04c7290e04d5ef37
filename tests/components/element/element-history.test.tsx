// @vitest-environment happy-dom

import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ElementHistory } from '@/components/element/ElementHistory'
import { authorsOf } from '@/components/element/WhoWrote'
import { buttonNamed, click, one, type Pair, pair, settle } from './pair'

const AT = '2026-11-21T10:00:00.000Z'
const TOM = { id: 'tom', name: 'Tom <b>Reilly' }
const changes = [
  {
    from: 8,
    to: 9,
    start: AT,
    end: AT,
    by: TOM,
    side: 'hdo',
    what: [
      { on: 'text', words: 'Reworded: Statement' },
      { on: 'value', words: 'Treatment: from Mitigate to Avoid' },
    ],
  },
  {
    from: 3,
    to: 3,
    start: AT,
    end: AT,
    by: { id: 'maria', name: 'Maria' },
    side: 'mdm',
    what: [{ on: 'created', words: 'Made' }],
  },
]

let both: Pair
let asked: { path: string; body: unknown }[]
beforeEach(() => {
  both = pair()
  asked = []
  vi.stubGlobal('fetch', async (path: string, init?: { body?: string }) => {
    asked.push({ path, body: init?.body === undefined ? undefined : JSON.parse(init.body) })
    if (path.includes('/authors')) {
      return Response.json({
        seq: 9,
        runs: [
          { text: 'All alarms ', by: TOM, side: 'hdo' },
          { text: 'ring', by: { id: 'm', name: 'Maria' } },
        ],
      })
    }
    if (path.includes('/compare')) {
      const other = {
        kind: 'reworded',
        element: 'other',
        name: 'O',
        label: 'Statement',
        before: 'x',
        after: 'not mine',
      }
      return Response.json({
        changes: [{ ...other, element: 'g1', before: 'The alarm rings', after: 'All alarms ring' }, other],
      })
    }
    if (path.includes('/restore')) return Response.json({ seq: 10, changes: [], created: [], left: [] })
    return Response.json(
      path.includes('before=3') ? { changes: [] } : { changes, next: path.includes('before') ? undefined : 3 },
    )
  })
})
afterEach(async () => {
  await both.leave()
  vi.unstubAllGlobals()
})

async function open(): Promise<HTMLElement> {
  await both.maria.show(<ElementHistory id="g1" name="G1" />)
  const details = one<HTMLDetailsElement>(both.maria.screen, 'details')
  expect(asked).toEqual([])
  await act(async () => {
    details.open = true
    details.dispatchEvent(new Event('toggle'))
  })
  await settle(10)
  return details
}

describe('the history of one element', () => {
  it('[PNL9] is read when somebody opens it, and tells who, which side and what, as text', async () => {
    const details = await open()
    expect(details.textContent).toContain('Tom <b>Reilly')
    expect(details.textContent).toContain('Reworded: Statement')
    expect(details.textContent).toContain('Treatment: from Mitigate to Avoid')
    expect(details.querySelector('b')).toBeNull()
  })

  it('[PNL9] shows the words of this element alone, before and after', async () => {
    const details = await open()
    await click(buttonNamed(details, 'Show the words'))
    await settle(10)
    expect(asked.at(-1)?.path).toContain('from=7&to=9')
    expect([...details.querySelectorAll('ins')].map((each) => each.textContent).join(' ')).toContain('alarms')
    expect(details.textContent).not.toContain('not mine')
  })

  it('[PNL9] puts it back as it was before, one element and nothing else, and reads the history again', async () => {
    const details = await open()
    await click(buttonNamed(details, 'Put it back as before'))
    await settle(10)
    expect(asked.find(({ path }) => path.includes('restore'))).toEqual({
      path: '/api/cases/case/history/7/restore',
      body: { element: 'g1' },
    })
    expect(asked.at(-1)?.path).toBe('/api/cases/case/history/elements/g1')
  })

  it('[PNL9] offers nobody to put back what came into being, nor those who only read anything', async () => {
    both.maria.role.set({ canEdit: false })
    const details = await open()
    expect(details.textContent).not.toContain('Put it back')
    await act(async () => both.maria.role.set({ canEdit: true }))
    expect(
      [...details.querySelectorAll('button')].filter((each) => each.textContent === 'Put it back as before'),
    ).toHaveLength(1)
  })

  it('[PNL9] says who wrote how much of the statement', () => {
    const runs = [
      { text: '12345678', by: TOM, side: 'hdo' as const },
      { text: '9', by: { id: 'm', name: 'Maria' }, side: 'mdm' as const },
      { text: '0', by: TOM, side: 'hdo' as const },
    ]
    expect(authorsOf(runs).map(({ by, share }) => `${by.id}: ${share}`)).toEqual([
      'tom: about 90 of 100 letters',
      'm: about 10 of 100 letters',
    ])
    expect(authorsOf(runs.slice(0, 1))[0]?.share).toBe('all of it')
  })
})
