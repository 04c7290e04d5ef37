import * as Y from 'yjs'
import { must } from '@/lib/gsn/outcome'
import { type CommandName, runCommand } from '@/lib/pattern/registry'

/** Runs commands on a document as one person, with ids that count. */
export function runner(doc: Y.Doc, by = 'maria') {
  let made = 0
  return (name: CommandName, args: Record<string, unknown>) =>
    must(runCommand(doc, name, args, { ids: () => `${by}${made++}`, at: '2026-11-21T00:00:00.000Z', by }))
}

/** A case with these capabilities required, each with one risk, one control and one piece of evidence. */
export function grown(...capabilities: string[]): Y.Doc {
  const doc = new Y.Doc()
  const run = runner(doc)
  run('grow-case', { capabilities })
  for (const capability of capabilities) {
    run('decide-capability', { capability, decision: 'required' })
    const risk = run('add-risk', { capability }).created[0]
    const control = run('add-control', { risk }).created[0]
    run('add-evidence', { claim: control, statement: 'Test report TR-17' })
  }
  return doc
}
