import { readMe } from '@/server/commands/read-me'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person) => readMe(person))
