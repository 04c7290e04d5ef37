import { requireFactorRequest } from '@/lib/access/account-requests'
import { readOrganisationFactors, requireFactor } from '@/server/commands/organisation-factors'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person) => readOrganisationFactors(person))

export const POST = handle(requireFactorRequest, (person, body) => requireFactor(person, body))
