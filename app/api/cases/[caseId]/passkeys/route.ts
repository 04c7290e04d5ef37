import { handle } from '@/server/http/handle'
import { readCaseKeys } from '@/server/passkeys/of-a-case'

export const GET = handle(undefined, (person, _body, { caseId = '' }) => readCaseKeys(person, caseId))
