import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { rescueCommands, rescuedChanges } from '@/components/workspace/rescued-changes'
import { textOf } from '@/lib/case/ydoc'
import { must } from '@/lib/gsn/outcome'
import { runCommand } from '@/lib/pattern/registry'

const context = { ids: () => 'x', at: '2026-11-12T10:00:00.000Z', by: 'mia' }

function twins(): { mine: Y.Doc; live: Y.Doc } {
  const mine = new Y.Doc()
  must(runCommand(mine, 'grow-case', { capabilities: ['ALOF'] }, context))
  const live = new Y.Doc()
  Y.applyUpdate(live, Y.encodeStateAsUpdate(mine))
  return { mine, live }
}

describe('what the server did not take', () => {
  it('[SYN6] is shown in the words of the case, beside what the case says now', () => {
    const { mine, live } = twins()
    textOf(mine, 'C2-ALOF', 'statement').insert(0, 'Refused: ')
    expect(rescuedChanges(Y.encodeStateAsUpdate(mine), live)).toEqual([
      expect.objectContaining({
        name: 'C2-ALOF',
        label: 'Statement',
        before: 'Security capability ALOF addressed',
        after: 'Refused: Security capability ALOF addressed',
      }),
    ])
  })

  it('is nothing once the case says the same, and unreadable bytes are no reason to fail', () => {
    const { mine, live } = twins()
    expect(rescuedChanges(Y.encodeStateAsUpdate(mine), live)).toEqual([])
    expect(rescuedChanges(new Uint8Array([255, 255, 255]), live)).toBeUndefined()
  })

  it('[SYN6] is put back by commands, on what the case still has, and decisions are left to people', () => {
    const { mine, live } = twins()
    textOf(mine, 'C1', 'statement').insert(0, 'Indeed: ')
    must(runCommand(mine, 'set-field', { element: 'C2-ALOF', field: 'decision', value: 'required' }, context))
    must(runCommand(mine, 'add-element', { kind: 'goal', under: 'C1', statement: 'Only mine' }, context))
    must(runCommand(live, 'delete-element', { element: 'CTXT1' }, context))
    textOf(mine, 'CTXT1', 'statement').insert(0, 'Lost: ')
    const commands = rescueCommands(Y.encodeStateAsUpdate(mine), live)
    expect(commands.map(({ name, args }) => `${name} ${args.element}`)).toEqual(['set-text C1'])
    for (const { name, args } of commands) must(runCommand(live, name, args, context))
    expect(textOf(live, 'C1', 'statement').toString()).toMatch(/^Indeed: All/)
    expect(rescueCommands(new Uint8Array([255, 255, 255]), live)).toEqual([])
  })
})
