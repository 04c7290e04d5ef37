import { readLibrary } from '@/server/commands/library'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, _params, request) =>
  readLibrary(person, new URL(request.url).searchParams),
)
