import { mailWishesRequest } from '@/lib/mail/requests'
import { readMailSettings, setMailSettings } from '@/server/commands/mail-wishes'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person) => readMailSettings(person))

export const POST = handle(mailWishesRequest, (person, request) => setMailSettings(person, request))
