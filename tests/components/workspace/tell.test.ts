import { notifications, notificationsStore } from '@mantine/notifications'
import { afterEach, describe, expect, it } from 'vitest'
import { forgetBinned, tellBinned, tellRefusal, tellUndo } from '@/components/workspace/tell'

const words = () => notificationsStore.getState().notifications.map(({ message }) => message)

afterEach(() => notifications.clean())

describe('notices', () => {
  it('[UI8] say of every undo what it took back: the newest words stand, and only they', () => {
    tellUndo('Took back: added C7-ALOF-2.')
    tellUndo('Did again: added C7-ALOF-2.')
    expect(words()).toEqual(['Did again: added C7-ALOF-2.'])
  })

  it('[UI7] tell the newest reason of a refusal', () => {
    tellRefusal({ code: 'no', message: 'The first reason.' })
    tellRefusal({ code: 'no', message: 'The second reason.' })
    tellRefusal({ code: 'other', message: 'Something else.' })
    expect(words()).toEqual(['The second reason.', 'Something else.'])
  })

  it('[UI8] offer to take back only what went into the bin last, and not after an undo', () => {
    tellBinned('Put A1 into the bin.', () => {})
    tellBinned('Put A2 into the bin.', () => {})
    expect(words()).toHaveLength(1)
    tellUndo('Took back: put A2 into the bin.')
    expect(words()).toEqual(['Took back: put A2 into the bin.'])
    tellBinned('Put A3 into the bin.', () => {})
    forgetBinned()
    expect(words()).toEqual(['Took back: put A2 into the bin.'])
  })
})
