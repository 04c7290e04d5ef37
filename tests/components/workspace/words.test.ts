import { describe, expect, it } from 'vitest'
import { clampWidth, startPanels } from '@/components/workspace/panels'
import { initials } from '@/components/workspace/people'
import { shallowSame } from '@/components/workspace/same'
import { saveWords } from '@/components/workspace/save-words'

describe('where my changes are', () => {
  it.each([
    [{ kind: 'connecting' }, 'Connecting'],
    [{ kind: 'saving' }, 'Saving'],
    [{ kind: 'saved' }, 'Saved'],
    [{ kind: 'offline', pending: 0 }, 'Offline: nothing waits to be sent'],
    [{ kind: 'offline', pending: 1 }, 'Offline: 1 change kept on this device'],
    [{ kind: 'offline', pending: 3 }, 'Offline: 3 changes kept on this device'],
    [{ kind: 'offline', pending: 2, why: 'Not saved.' }, 'Not saved. (2 changes kept on this device)'],
    [{ kind: 'refused', reason: 'You may not edit.' }, 'Refused: You may not edit.'],
  ] as const)('[UI6] says %j as "%s"', (state, words) => {
    expect(saveWords(state).text).toBe(words)
    expect(saveWords(state).tone === 'good').toBe(state.kind === 'saved')
  })
})

describe('the panels', () => {
  it('[UI5] fold the outline first in a narrow window, then the panel of the element', () => {
    const open = (width: number) => {
      const { outlineOpen, sideOpen } = startPanels(width, null)
      return [outlineOpen, sideOpen]
    }
    expect(open(1440)).toEqual([true, true])
    expect(open(1024)).toEqual([false, true])
    expect(open(390)).toEqual([false, false])
  })

  it('[UI5] keep a width within what is readable and survive damaged settings', () => {
    expect(clampWidth('outline', 20)).toBe(200)
    expect(clampWidth('side', 5000)).toBe(680)
    expect(startPanels(1440, '{"outline":"wide","side":null')).toEqual(startPanels(1440, null))
    expect(startPanels(1440, '{"outline":1e9,"outlineOpen":false}')).toMatchObject({ outline: 520, outlineOpen: false })
  })
})

describe('small words', () => {
  it('shortens a name to two letters, titles and all', () => {
    expect(['Dr Aoife Brennan', 'Plato', '', '北京 李'].map(initials)).toEqual(['DB', 'PL', '?', '北李'])
  })

  it('[UI1] calls two readings the same when each part is', () => {
    expect(shallowSame([1, 'a'], [1, 'a'])).toBe(true)
    expect(shallowSame({ a: 1, b: undefined }, { a: 1, c: undefined })).toBe(false)
    expect(shallowSame([1], { 0: 1 })).toBe(false)
    expect(shallowSame(new Map(), new Map())).toBe(false)
  })
})
