// @vitest-environment happy-dom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FirstElement } from '@/components/outline/FirstElement'
import { FindingsPanel } from '@/components/workspace/FindingsPanel'
import { click, type Pair, pair, settle } from '../element/pair'

let both: Pair
beforeEach(() => {
  window.history.replaceState(null, '', '/cases/case')
  both = pair()
})
afterEach(() => both.leave())

describe('a case that holds nothing', () => {
  it('[UI10] offers a way to begin, and goes to what was made', async () => {
    await both.maria.show(<FirstElement />)
    const own = [...both.maria.screen.querySelectorAll('button')].find((button) => button.textContent?.includes('own'))
    await click(own as Element)
    await settle()
    const [first] = [...both.maria.room.reader.graph().elements.values()]
    expect(first).toMatchObject({ kind: 'goal', name: 'G1' })
    expect(new URLSearchParams(window.location.search).get('element')).toBe(first?.name)
  })

  it('[UI10] offers nothing to somebody who may only read', async () => {
    await both.maria.show(<FirstElement />)
    await act(async () => both.maria.role.set({ canEdit: false }))
    expect(both.maria.screen.querySelector('button')).toBeNull()
  })

  it('[UI12] is not called complete', async () => {
    await both.maria.show(<FindingsPanel />)
    await settle()
    expect(both.maria.screen.textContent).toContain('Nothing to check yet')
  })
})
