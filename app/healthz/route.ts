import { handleOpen } from '@/server/http/handle'

export const dynamic = 'force-dynamic'

export const GET = handleOpen(() => ({ status: 200, body: { status: 'alive' } }))
