import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bytesOf, HOSTILE } from '../../support/hostile/inputs'
import { READER_NAMES, READERS } from '../../support/hostile/readers'

describe('files that mean harm', () => {
  it.each(HOSTILE.filter(({ heavy }) => !heavy))(
    '[EXC20] $name: a sentence or a harmless reading, never a throw',
    async (hostile) => {
      const bytes = bytesOf(hostile)
      for (const name of hostile.to ?? READER_NAMES) {
        const outcome = await READERS[name](bytes).catch((error: unknown) => error as Error)
        if (outcome instanceof Error) throw new Error(`${name}: ${outcome.stack}`)
        if (outcome.ok) continue
        expect(outcome.refusal.message, name).toMatch(/^[A-Z][\s\S]*[.!?]$/)
        expect(outcome.refusal.message.length, name).toBeLessThan(500)
        expect(JSON.stringify(outcome.refusal), name).not.toMatch(/\bat .*:\d+:\d+|node_modules/)
      }
      expect(({} as { polluted?: unknown }).polluted, 'the prototype of every object').toBeUndefined()
      expect(existsSync('/tmp/accord-slipped.xml')).toBe(false)
    },
  )
})
