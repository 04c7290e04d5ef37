import { createCaseRequest } from '@/lib/wire/requests'
import { createCase } from '@/server/commands/create-case'
import { listCases } from '@/server/commands/list-cases'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person) => listCases(person))

export const POST = handle(createCaseRequest, (person, request) => createCase(person, request), { status: 201 })
