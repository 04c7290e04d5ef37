import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { CommandCentre, type CommandRoom } from '@/components/workspace/command-centre'
import { createReader } from '@/lib/case/read'
import { type Outcome, refuse } from '@/lib/gsn/outcome'
import { type CommandName, runCommand } from '@/lib/pattern/registry'
import { grown, runner } from './grown'

/** One person at their copy of a case, and a server whose changes arrive a moment after its answer. */
function desk(doc: Y.Doc, canEdit = true) {
  const said: string[] = []
  const sent: { key: string; name: string }[] = []
  const reader = createReader(doc)
  const room: CommandRoom = { caseId: 'case', doc, me: { id: 'maria' }, reader, role: { get: () => ({ canEdit }) } }
  const server = new Y.Doc()
  let ids = 0
  const centre = new CommandCentre(
    room,
    {
      refused: ({ message }) => said.push(message),
      undone: (message) => said.push(message),
      binned: (message) => said.push(message),
    },
    {
      ids: () => `id${ids++}`,
      clock: () => '2026-11-21T00:00:00.000Z',
      patienceMs: 1000,
      send: async (_case, key, name, args) => {
        sent.push({ key, name })
        Y.applyUpdate(server, Y.encodeStateAsUpdate(doc))
        const context = { ids: () => `s${ids++}`, at: '2026-11-21T00:00:00.000Z', by: 'maria' }
        const outcome = runCommand(server, name as CommandName, args, context)
        setTimeout(() => Y.applyUpdate(doc, Y.encodeStateAsUpdate(server)), 5)
        return outcome as Outcome<never>
      },
    },
  )
  const named = (name: string) => [...reader.graph().elements.values()].find((element) => element.name === name)
  return { centre, said, sent, reader, named, room }
}

describe('commands in the workspace', () => {
  it('[UI7] runs what the document alone decides in this copy, without asking anybody', async () => {
    const { centre, sent, named } = desk(grown('ALOF'))
    await centre.run('mark-undeveloped', { element: 'C5-ALOF', undeveloped: true })
    expect(named('C5-ALOF')?.undeveloped).toBe(true)
    expect(sent).toEqual([])
  })

  it('[UI7] sends what grows the pattern with a key, and answers when the new elements are here', async () => {
    const { centre, sent, named } = desk(grown('ALOF'))
    const outcome = await centre.run('add-risk', { capability: 'ALOF' })
    expect(outcome.ok && outcome.value.created[0]).toBe(named('C7-ALOF-2')?.id)
    expect(named('C7-ALOF-2')).toBeDefined()
    expect(sent).toEqual([{ key: expect.stringMatching(/.+/), name: 'add-risk' }])
  })

  it('[UI8] says what has gone into the bin, and takes it back at once', async () => {
    const { centre, said, named } = desk(grown('ALOF'))
    await centre.run('delete-element', { element: 'CTXT3-ALOF', branch: true })
    expect(said).toEqual(['Put CTXT3-ALOF into the bin.'])
    expect(named('CTXT3-ALOF')).toBeUndefined()
    await centre.undo()
    expect(named('CTXT3-ALOF')).toBeDefined()
  })

  it('[UI7] refuses calmly for a reader, and for what the rules forbid', async () => {
    const reading = desk(grown('ALOF'), false)
    expect((await reading.centre.run('add-risk', { capability: 'ALOF' })).ok).toBe(false)
    expect(reading.said).toEqual(['You can read this case but not edit it.'])
    const editing = desk(grown('ALOF'))
    await editing.centre.run('delete-element', { element: 'C1' })
    expect(editing.said).toEqual(['The top claim heads the case and stays.'])
    expect(editing.centre.get().canUndo).toBe(false)
  })

  it('[UI8] takes back a step of mine, says what it was, and does it again', async () => {
    const { centre, said, named } = desk(grown('ALOF'))
    await centre.run('add-risk', { capability: 'ALOF' })
    expect(centre.get()).toEqual({ canUndo: true, canRedo: false })
    await centre.undo()
    expect(named('C7-ALOF-2')).toBeUndefined()
    await centre.redo()
    expect(named('C7-ALOF-2')).toBeDefined()
    expect(said).toEqual(['Took back: added C7-ALOF-2.', 'Did again: added C7-ALOF-2.'])
  })

  it('[UI8] names the capability that was decided and the element that was moved, not what stands around them', async () => {
    const { centre, said } = desk(grown('ALOF'))
    await centre.run('decide-capability', {
      capability: 'ALOF',
      decision: 'not-required',
      justification: 'No session is kept',
    })
    await centre.undo()
    const relation = { from: 'S1-ALOF', type: 'supportedBy', to: 'C6-ALOF' }
    await centre.run('move', { ...relation, under: 'S1-ALOF', before: 'C5-ALOF' })
    await centre.undo()
    expect(said).toEqual(['Took back: decided the capability ALOF.', 'Took back: moved C6-ALOF.'])
  })

  it('[UI8] leaves alone what somebody else has changed since, and says so', async () => {
    const doc = grown('ALOF')
    const { centre, said, named, room } = desk(doc)
    const control = named('C8-ALOF-1-1')?.id
    await centre.run('set-field', { element: control, field: 'owner', value: 'Maria' })
    runner(room.doc, 'tom')('set-field', { element: control, field: 'owner', value: 'Tom' })
    await centre.undo()
    expect(named('C8-ALOF-1-1')?.fields.owner).toBe('Tom')
    expect(said).toEqual(['Nothing was taken back: somebody has changed it since (changed a field of C8-ALOF-1-1).'])
    await centre.undo()
    expect(said.at(-1)).toBe('There is nothing of yours left to take back.')
  })

  it('[UI8] forgets what could be done again once something new is done', async () => {
    const { centre } = desk(grown('ALOF'))
    await centre.run('mark-undeveloped', { element: 'C5-ALOF', undeveloped: true })
    await centre.undo()
    expect(centre.get().canRedo).toBe(true)
    await centre.run('rename', { element: 'C5-ALOF', name: 'C5x' })
    expect(centre.get()).toEqual({ canUndo: true, canRedo: false })
  })

  it('[UI7] says what to do when the server cannot be reached', async () => {
    const said: string[] = []
    const doc = grown('ALOF')
    const room = {
      caseId: 'c',
      doc,
      me: { id: 'm' },
      reader: createReader(doc),
      role: { get: () => ({ canEdit: true }) },
    }
    const centre = new CommandCentre(
      room,
      { refused: ({ message }) => said.push(message), undone: () => {} },
      {
        ids: () => 'k',
        clock: () => '',
        patienceMs: 1,
        send: async () => refuse('offline', 'The server cannot be reached.'),
      },
    )
    expect((await centre.run('add-risk', { capability: 'ALOF' })).ok).toBe(false)
    expect(said).toEqual(['The server cannot be reached.'])
  })
})
