import { createCaseFromFile } from '@/server/commands/create-case-from-file'
import { handle } from '@/server/http/handle'

export const POST = handle(undefined, (person, _body, _params, request) => createCaseFromFile(person, request), {
  stream: true,
  status: 201,
})
