import type * as Y from 'yjs'
import type { CommandContext, CommandResult } from '@/lib/case/command'
import { readCase } from '@/lib/case/read'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { runCommand } from '@/lib/pattern/registry'
import type { CreateCaseRequest } from '@/lib/wire/requests'

/**
 * Grows a new case from the pattern and writes what the form asked for where it belongs, so that nothing that somebody
 * typed has to be typed again in the context of the device.
 * @returns the refusal of the first command that refuses
 */
export function firstContext(doc: Y.Doc, request: CreateCaseRequest, context: CommandContext): Outcome<CommandResult> {
  const { device, mdm } = request
  const grown = runCommand(doc, 'grow-case', { context: contextSentence(request) }, context)
  if (!grown.ok) return grown
  const element = [...readCase(doc).elements.values()].find(({ facet }) => facet === 'device')?.id
  if (element === undefined) return grown
  const { name: product, model, version, lifeCycle, remoteAccess, intendedUse, environment } = device
  const fields = { manufacturer: mdm.organisation, product, model, version, lifeCycle, remoteAccess }
  const commands = [
    ...Object.entries(fields).map(([field, value]) => ['set-field', { element, field, value }, value] as const),
    ...Object.entries({ intendedUse, environment }).map(
      ([field, text]) => ['set-text', { element, field, text }, text] as const,
    ),
  ]
  for (const [name, args, said] of commands) {
    if (said === undefined || said === '') continue
    const done = runCommand(doc, name, args, context)
    if (!done.ok) return done
  }
  return ok(grown.value)
}

/** What is known of the device, for CTXT1. Without its use and its place the context stays a placeholder. */
function contextSentence({ device }: CreateCaseRequest): string | undefined {
  if (!device.intendedUse && !device.environment) return undefined
  const named = [device.name, device.model, device.version].filter(Boolean).join(' ')
  const parts = [named, device.intendedUse, device.environment].flatMap(
    (part) => part?.replace(/(?<![.;\s])[.;\s]+$/, '') || [],
  )
  return parts.join('; ')
}
