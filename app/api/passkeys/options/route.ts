import { handle } from '@/server/http/handle'
import { passkeyOptions } from '@/server/passkeys/enrol'

export const POST = handle(undefined, (person) => passkeyOptions(person))
