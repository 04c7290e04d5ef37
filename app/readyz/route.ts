import { handleOpen } from '@/server/http/handle'
import { readiness } from '@/server/http/readiness'

export const dynamic = 'force-dynamic'

export const GET = handleOpen(readiness)
