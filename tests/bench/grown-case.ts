import type * as Y from 'yjs'
import { CAPABILITY_CODES } from '@/catalog'
import { readCase } from '@/lib/case/read'
import { Writer } from '@/lib/case/write'
import { runCommand } from '@/lib/pattern/registry'

/**
 * Fills an empty document with the pattern, every capability required, and risks with their controls and evidence until it
 * has about this many elements. The same size gives the same elements with the same ids.
 */
export function growCase(doc: Y.Doc, elements: number): void {
  let made = 0
  const context = { ids: () => `b${++made}`, at: '2026-01-01T00:00:00.000Z', by: 'bench' }
  runCommand(doc, 'grow-case', {}, context)
  for (const capability of CAPABILITY_CODES)
    runCommand(doc, 'decide-capability', { capability, decision: 'required' }, context)
  // Plain writes: commands read the whole case each time, and this is about size.
  doc.transact(() => {
    const writer = new Writer(doc)
    for (let n = readCase(doc).elements.size, risk = 0; n < elements; risk++) {
      const capability = CAPABILITY_CODES[risk % 19]!
      const id = context.ids()
      const make = (suffix: string, kind: string, role: string, under: string, facet?: string) => {
        writer.create(
          `${id}${suffix}`,
          { kind, role, capability, facet: facet as string, name: `${role}-${capability}-${id}` },
          `Statement ${n} of ${role} is established`,
        )
        writer.relate(under, 'supportedBy', `${id}${suffix}`, String(risk).padStart(8, '0'))
        n++
      }
      make('r', 'goal', 'C7', `C6-${capability}`, 'risk')
      make('s', 'strategy', 'S2', `${id}r`)
      make('c', 'goal', 'C8', `${id}s`, 'control')
      make('e', 'solution', 'Sn', `${id}c`, 'evidence')
    }
  })
}
