import { readStanding } from '@/server/commands/read-standing'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person) => readStanding(person))
