import { createTokenRequest } from '@/lib/access/token-requests'
import { createToken, listTokens } from '@/server/commands/own-tokens'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person) => listTokens(person))

export const POST = handle(createTokenRequest, (person, request) => createToken(person, request), {
  status: 201,
  secret: true,
})
