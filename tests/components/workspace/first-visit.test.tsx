// @vitest-environment happy-dom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CAPABILITIES } from '@/catalog/capabilities'
import { TermHelp, termsOf } from '@/components/element/TermHelp'
import { useNavigate } from '@/components/workspace/CaseContext'
import { TourBand } from '@/components/workspace/TourBand'
import { beginTour, tour } from '@/components/workspace/tour'
import { useOnePane } from '@/components/workspace/use-one-pane'
import { buttonNamed, click, type Pair, pair, settle } from '../element/pair'

let both: Pair
beforeEach(() => {
  localStorage.clear()
  window.history.replaceState(null, '', '/cases/case')
  both = pair()
  both.tom.run('grow-case', { capabilities: ['ALOF'] })
})
afterEach(() => both.leave())

/** What can be read; the kit's style sheets stand on the screen too. */
const read = (screen: HTMLElement) =>
  [...screen.children].map((each) => (each.tagName === 'STYLE' ? '' : each.textContent)).join('')
const text = () => read(both.maria.screen)
const visit = async () => {
  await both.maria.show(null)
  await both.maria.show(<TourBand />)
  await settle()
}

describe('the first visit', () => {
  it('[FST1] is shown around in three steps, and never again by itself', async () => {
    await visit()
    expect(text()).toContain('1 of 3')
    await click(buttonNamed(both.maria.screen, 'Next'))
    await click(buttonNamed(both.maria.screen, 'Next'))
    expect(text()).toContain('3 of 3')
    await click(buttonNamed(both.maria.screen, 'Done'))
    expect(text()).toBe('')
    await visit()
    expect(text()).toBe('')
  })

  it('[FST1] is skipped at once, called back, and another person on this device has their own', async () => {
    await visit()
    await click(buttonNamed(both.maria.screen, 'Skip'))
    expect(text()).toBe('')
    await act(async () => beginTour())
    expect(text()).toContain('1 of 3')
    await click(buttonNamed(both.maria.screen, 'Skip'))
    await both.tom.show(<TourBand />)
    await settle()
    expect(both.tom.screen.textContent).toContain('1 of 3')
  })

  it('[FST1] is offered only where there is a workspace', async () => {
    await visit()
    expect(tour.get().here).toBe(true)
    await both.maria.show(null)
    expect(tour.get()).toEqual({ here: false, step: undefined })
  })
})

describe('the words over an element', () => {
  it('[FST2] are explained for every kind, step and capability, in sentences', () => {
    for (const { code, goal } of CAPABILITIES) {
      const texts = termsOf({ kind: 'goal', role: 'C7', capability: code, name: `C7-${code}-1` })
      expect(texts.map(({ term }) => term)).toContain('This step of the pattern')
      expect(texts.map((each) => each.text)).toContain(goal)
      for (const each of texts) expect(each.text).toMatch(/[.?]$/)
    }
    expect(termsOf({ kind: 'context', role: undefined, capability: undefined, name: 'CTXT9' })).toHaveLength(1)
  })

  it('[FST2] open beside them', async () => {
    await both.maria.show(<TermHelp about={{ kind: 'goal', role: 'C2', capability: 'ALOF', name: 'C2-ALOF' }} />)
    await click(buttonNamed(both.maria.screen, 'What C2-ALOF is'))
    await settle(50)
    expect(document.body.textContent).toContain(CAPABILITIES.find(({ code }) => code === 'ALOF')?.goal)
  })
})

let go: ReturnType<typeof useNavigate>
function Panes() {
  const single = useOnePane()
  go = useNavigate()
  return (
    <button type="button" onClick={() => single?.show('outline')}>
      {single?.pane ?? 'all'}
    </button>
  )
}

describe('a phone', () => {
  const wide = window.matchMedia
  const width = (px: number) => {
    const list = {
      addEventListener: () => {},
      removeEventListener: () => {},
      addListener: () => {},
      removeListener: () => {},
    }
    window.matchMedia = ((query: string) => ({
      ...list,
      matches: px <= Number(/max-width: (\d+)/.exec(query)?.[1] ?? 0),
      media: query,
    })) as unknown as typeof window.matchMedia
  }
  afterEach(() => {
    window.matchMedia = wide
  })

  it('[UI13] shows one pane; a row of the outline leads to its details', async () => {
    width(390)
    await both.maria.show(<Panes />)
    expect(text()).toBe('content')
    await act(async () => go.select('C2-ALOF'))
    expect(text()).toBe('content')
    await click(both.maria.screen.querySelector('button') as Element)
    expect(text()).toBe('outline')
    await act(async () => go.select('C1'))
    expect(text()).toBe('details')
  })

  it('[UI13] a link to a conversation opens at it; a wide window shows everything', async () => {
    width(390)
    window.history.replaceState(null, '', '/cases/case?element=C1&tab=review&thread=t1')
    await both.maria.show(null)
    await both.leave()
    both = pair()
    await both.maria.show(<Panes />)
    expect(text()).toBe('details')
    width(1440)
    await both.tom.show(<Panes />)
    expect(read(both.tom.screen)).toBe('all')
  })
})
