import { readOrganisation } from '@/server/commands/read-organisation'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person) => readOrganisation(person))
