import { commandRequest } from '@/lib/wire/requests'
import { runCommand } from '@/server/commands/run-command'
import { handle } from '@/server/http/handle'

export const POST = handle(commandRequest, (person, request, { caseId = '' }) => runCommand(person, caseId, request))
