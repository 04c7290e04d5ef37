import { enrolRequest } from '@/lib/agreement/requests'
import { handle } from '@/server/http/handle'
import { enrolPasskey } from '@/server/passkeys/enrol'
import { readMyKeys } from '@/server/passkeys/my-keys'

export const GET = handle(undefined, (person) => readMyKeys(person))

export const POST = handle(enrolRequest, (person, request) => enrolPasskey(person, request), { status: 201 })
