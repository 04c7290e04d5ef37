import { againRequest } from '@/lib/access/account-requests'
import { renewBackupCodes } from '@/server/commands/second-factors'
import { handle } from '@/server/http/handle'

export const POST = handle(againRequest, (person, body) => renewBackupCodes(person, body), { secret: true })
