import type * as Y from 'yjs'
import { CHALLENGE_COMMANDS } from '@/lib/case/challenge-commands'
import type { Command, CommandContext, CommandResult } from '@/lib/case/command'
import { CASE_COMMANDS } from '@/lib/case/commands'
import { DECORATION_COMMANDS } from '@/lib/case/decoration-commands'
import { GROUP_COMMANDS } from '@/lib/case/group-commands'
import { MODULE_COMMANDS } from '@/lib/case/module-commands'
import { CONTEXT_COMMANDS } from '@/lib/context/commands'
import { CONTROL_COMMANDS } from '@/lib/control/commands'
import { EVIDENCE_COMMANDS } from '@/lib/evidence/commands'
import { type Outcome, refuse } from '@/lib/gsn/outcome'
import { RISK_COMMANDS } from '@/lib/risk/commands'
import { TERM_COMMANDS } from '@/lib/term/commands'
import { BRANCH_COMMANDS } from './branch-commands'
import { BROUGHT_COMMANDS } from './brought-commands'
import { PATTERN_COMMANDS } from './commands'
import { PASTE_COMMANDS } from './paste'
import { PLACEHOLDER_COMMANDS } from './placeholders'

/** Every command that writes a case, by the name that HTTP and the browser use. */
export const COMMANDS = {
  ...CASE_COMMANDS,
  ...GROUP_COMMANDS,
  ...CHALLENGE_COMMANDS,
  ...MODULE_COMMANDS,
  ...DECORATION_COMMANDS,
  ...PATTERN_COMMANDS,
  ...BRANCH_COMMANDS,
  ...BROUGHT_COMMANDS,
  ...PLACEHOLDER_COMMANDS,
  ...PASTE_COMMANDS,
  ...CONTROL_COMMANDS,
  ...EVIDENCE_COMMANDS,
  ...CONTEXT_COMMANDS,
  ...RISK_COMMANDS,
  ...TERM_COMMANDS,
} as const

export type CommandName = keyof typeof COMMANDS

export const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[]

export function isCommandName(value: unknown): value is CommandName {
  return typeof value === 'string' && Object.hasOwn(COMMANDS, value)
}

/** The right that a command takes; unknown commands are refused later, to people who may edit. */
export function actOf(name: string): 'edit' | 'approve' {
  const spec: Pick<Command<unknown>, 'act'> | undefined = isCommandName(name) ? COMMANDS[name] : undefined
  return spec?.act ?? 'edit'
}

/**
 * Checks the arguments of a command and runs it as one transaction on the document.
 * @returns the refusal `command-unknown` or `arguments-invalid`, or what the command itself answers
 */
export function runCommand(doc: Y.Doc, name: string, args: unknown, context: CommandContext): Outcome<CommandResult> {
  if (!isCommandName(name)) {
    return refuse('command-unknown', `There is no command called "${String(name).slice(0, 40)}".`, {
      commands: COMMAND_NAMES,
    })
  }
  const spec = COMMANDS[name] as Command<unknown>
  const parsed = spec.args.safeParse(args ?? {})
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const where = issue === undefined || issue.path.length === 0 ? '' : ` (${issue.path.join('.')})`
    return refuse('arguments-invalid', `${issue?.message ?? 'The arguments do not fit.'}${where}`, parsed.error.issues)
  }
  return spec.run(doc, parsed.data, context)
}
