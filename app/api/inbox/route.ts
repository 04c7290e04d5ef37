import { readInbox } from '@/server/commands/read-inbox'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person) => readInbox(person))
