import { againRequest } from '@/lib/access/account-requests'
import { beginCodeApp } from '@/server/commands/second-factors'
import { handle } from '@/server/http/handle'

export const POST = handle(againRequest, (person, body) => beginCodeApp(person, body), {
  secret: true,
  enrolling: true,
})
