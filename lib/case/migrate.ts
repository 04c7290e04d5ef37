import type * as Y from 'yjs'
import { metaOf, SCHEMA_VERSION } from './ydoc'

interface Migration {
  /** The version that the document has afterwards. */
  readonly to: number
  /** Adds what the version asks for. Never removes or rewrites: people's offline edits still have to fit. */
  readonly run: (doc: Y.Doc) => void
}

/**
 * One step for each version. Version 2 brings challenges, modules, decoration and patterns, version 3 where an element was
 * taken from: all of them new keys, so an older document is one of this version in which nobody has used them yet.
 */
const MIGRATIONS: readonly Migration[] = [
  { to: 2, run: () => {} },
  { to: 3, run: () => {} },
]

/**
 * [DOC7] Brings a document of an older version to this one, in one transaction that also writes the version into the
 * document's own data. Only the server does so, under the lock of the case.
 * @param from the version that the document has
 */
export function migrate(doc: Y.Doc, from: number): void {
  if (from >= SCHEMA_VERSION) return
  doc.transact(
    () => {
      for (const step of MIGRATIONS) if (step.to > from) step.run(doc)
      metaOf(doc).set('schema', SCHEMA_VERSION)
    },
    { kind: 'migration' },
  )
}
