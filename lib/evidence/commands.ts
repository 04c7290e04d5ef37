import type * as Y from 'yjs'
import { z } from 'zod'
import { type Command, command, done, elementId } from '@/lib/case/command'
import { facetOf } from '@/lib/case/fields'
import { readCase } from '@/lib/case/read'
import type { Element, ElementId } from '@/lib/gsn/graph'
import { ok, refuse } from '@/lib/gsn/outcome'

const attachArgs = z.object({
  element: elementId,
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'A SHA-256 is 64 hexadecimal digits.'),
})

/**
 * [FIL6] Binds a stored file to an item of evidence. Hash, size, name and type come from the store, never from whoever
 * asks, so what the document says of the file is true.
 * @returns refusals `element-absent`, `not-evidence`, `file-absent`
 */
const attachFile = command({
  args: attachArgs,
  server: true,
  did: 'attached a file',
  run(doc, { element: id, sha256 }, context) {
    const evidence = evidenceIn(doc, id)
    if (!evidence.ok) return evidence
    const file = context.files?.get(sha256)
    if (file === undefined) {
      return refuse('file-absent', 'This file is not in the case. Upload it first.', { sha256 })
    }
    const outcome = done(doc, 'attach-file', context, (writer) => {
      writer.set(id, 'sha256', sha256)
      writer.set(id, 'fileName', file.name)
      writer.set(id, 'fileSize', file.size)
      writer.set(id, 'fileType', file.type)
    })
    return forgetful(outcome)
  },
})

/** [FIL6] Takes the file from the evidence; the file itself stays in the store and its hash can be attached again. */
const detachFile = command({
  args: z.object({ element: elementId }),
  server: true,
  did: 'took the file from evidence',
  run(doc, { element: id }, context) {
    const evidence = evidenceIn(doc, id)
    if (!evidence.ok) return evidence
    const outcome = done(doc, 'detach-file', context, (writer) => {
      for (const field of ['sha256', 'fileName', 'fileSize', 'fileType']) writer.set(id, field, '')
    })
    return forgetful(outcome)
  },
})

/** Only the server writes these fields, so an undo in the browser could not: attaching and detaching undo each other. */
function forgetful(outcome: ReturnType<Command<unknown>['run']>): ReturnType<Command<unknown>['run']> {
  return outcome.ok ? ok({ created: outcome.value.created, changes: [] }) : outcome
}

function evidenceIn(doc: Y.Doc, id: ElementId) {
  const element: Element | undefined = readCase(doc).elements.get(id)
  if (element === undefined) {
    return refuse('element-absent', 'This element is not in the case any more. Reload to see what is there.', { id })
  }
  if (facetOf(element) !== 'evidence') {
    return refuse('not-evidence', `${element.name} is not evidence. Add evidence below it and give the file to that.`)
  }
  return ok(element)
}

export const EVIDENCE_COMMANDS = { 'attach-file': attachFile, 'detach-file': detachFile } as const
