import { readAccount } from '@/server/commands/read-account'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person) => readAccount(person), { enrolling: true })
