import { describe, expect, it } from 'vitest'
import { Drafts, type Shelf } from '@/components/review/drafts'

function shelf(): Shelf & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
}

let made = 0
const fresh = () => `key-${++made}`

describe('half-written comments', () => {
  it('[REV13] keeps each draft by itself, through other elements and a reload of the tab', () => {
    const kept = shelf()
    const drafts = new Drafts(kept, 'case')
    drafts.write('comment:C7', { text: 'How long' })
    drafts.write('comment:C8', { text: 'Between us', audience: 'side' })
    expect(drafts.get('comment:C7')).toEqual({ text: 'How long', audience: 'all' })
    const reloaded = new Drafts(kept, 'case')
    expect(reloaded.get('comment:C8')).toEqual({ text: 'Between us', audience: 'side' })
    reloaded.clear('comment:C8')
    reloaded.clear('comment:C7')
    expect(kept.kept.size).toBe(0)
  })

  it('[REV13] sends the same words under the same key again, and other words under another', () => {
    const drafts = new Drafts(shelf(), 'case')
    drafts.write('comment:C7', { text: 'How long' })
    const key = drafts.keyFor('comment:C7', fresh)
    expect(drafts.keyFor('comment:C7', fresh)).toBe(key)
    drafts.write('comment:C7', { text: 'How long?' })
    expect(drafts.keyFor('comment:C7', fresh)).not.toBe(key)
    const refused = drafts.keyFor('comment:C7', fresh)
    drafts.refused('comment:C7')
    expect(drafts.get('comment:C7').text).toBe('How long?')
    expect(drafts.keyFor('comment:C7', fresh)).not.toBe(refused)
  })

  it('[REV13] keeps what was typed on while the first part was being sent', () => {
    const drafts = new Drafts(shelf(), 'case')
    drafts.write('reply:t1', { text: 'Yes' })
    const key = drafts.keyFor('reply:t1', fresh)
    drafts.write('reply:t1', { text: 'Yes, and' })
    drafts.sent('reply:t1', key)
    expect(drafts.get('reply:t1').text).toBe('Yes, and')
  })

  it('[REV13] starts empty on a shelf with rubbish on it, and lives without a shelf', () => {
    const kept = shelf()
    for (const rubbish of ['{', '[1]', '[["a",{"text":1}]]', '{"a":1}', 'null']) {
      kept.setItem('case', rubbish)
      expect(new Drafts(kept, 'case').get('a').text).toBe('')
    }
    const refusing: Shelf = {
      getItem: () => null,
      setItem: () => {
        throw new Error('full')
      },
      removeItem: () => undefined,
    }
    const drafts = new Drafts(refusing, 'case')
    drafts.write('a', { text: 'still here' })
    expect(drafts.get('a').text).toBe('still here')
  })
})
