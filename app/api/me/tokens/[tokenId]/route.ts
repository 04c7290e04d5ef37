import { revokeToken } from '@/server/commands/own-tokens'
import { handle } from '@/server/http/handle'

export const DELETE = handle(undefined, (person, _body, { tokenId = '' }) => revokeToken(person, tokenId))
