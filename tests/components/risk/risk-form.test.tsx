// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import PolicyBlock from '@/components/risk/PolicyBlock'
import RiskBlock from '@/components/risk/RiskBlock'
import { buttonNamed, click, one, type Pair, pair, press, settle } from '../element/pair'

let both: Pair
let risk: string

beforeEach(() => {
  both = pair()
  both.tom.run('grow-case', { capabilities: ['ALOF'] })
  both.tom.run('decide-capability', { capability: 'ALOF', decision: 'required' })
  const values = { threat: 'A visitor reads the screen', likelihoodAfter: 3, severityAfter: 3 }
  risk = both.tom.run('add-risk', { capability: 'ALOF', values })[0] as string
})
afterEach(() => both.leave())

describe('the form of a risk', () => {
  it('[POL11] shows both verdicts in words, and keeps what belongs to the other side read-only with a sentence', async () => {
    await both.maria.show(<RiskBlock id={risk} />)
    await settle()
    const { screen } = both.maria
    const after = one(screen, 'ul[aria-label="What each side says after treatment"]')
    expect([...after.querySelectorAll('li')].map((item) => item.textContent)).toEqual([
      expect.stringMatching(/^Manufacturer.*Tolerable with a reason by the proposed matrix.*Possible, moderate$/),
      expect.stringMatching(/^Hospital.*Tolerable with a reason by the proposed matrix.*Possible, moderate$/),
    ])
    const area = (name: string) => one<HTMLTextAreaElement>(screen, `textarea[data-text="${name}"]`)
    expect(area('residualReasonMdm').readOnly).toBe(false)
    expect(area('residualReasonHdo').readOnly).toBe(true)
    expect(screen.textContent).toContain('Only the hospital writes here.')
  })

  it('[POL12] every cell of a matrix tells its verdict by a word, and only its own side changes it', async () => {
    await both.maria.show(<PolicyBlock id="J2" />)
    await settle()
    const { screen } = both.maria
    const cells = [...screen.querySelectorAll('[data-cell]')]
    expect(cells).toHaveLength(25)
    for (const cell of cells) expect(cell.getAttribute('aria-label')).toMatch(/: (Acceptable|Tolerable|Not acceptable)/)
    expect(cells.filter((cell) => cell.getAttribute('tabindex') === '0')).toHaveLength(1)
    await press(one(screen, '[data-cell="3-3"]'), 'n')
    const fields = () => both.tom.room.reader.graph().elements.get('J2')?.fields
    expect(fields()?.cell33Mdm).toBe('unacceptable')
    await click(buttonNamed(screen, 'Adopt as our matrix'))
    expect(fields()).toMatchObject({ policyAdoptedMdm: true, cell33Mdm: 'unacceptable', cell11Mdm: 'acceptable' })
    await click(one(screen, 'input[value="hdo"]'))
    expect(screen.textContent).toContain('Only the hospital writes here.')
    await press(one(screen, '[data-cell="1-1"]'), 'n')
    await click(one(screen, '[data-cell="1-1"]'))
    expect(fields()?.cell11Hdo).toBeUndefined()
  })
})
