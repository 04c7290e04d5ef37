import { PATTERN_MAX } from '@/lib/case/pattern-json'
import { keepPatternRequest } from '@/lib/wire/pattern-requests'
import { keepPattern } from '@/server/commands/keep-pattern'
import { listPatterns } from '@/server/commands/list-patterns'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person) => listPatterns(person))

export const POST = handle(keepPatternRequest, (person, request) => keepPattern(person, request), {
  status: 201,
  limit: 4 * PATTERN_MAX,
})
