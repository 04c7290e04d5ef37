import { handleOpen } from '@/server/http/handle'
import { openApi } from '@/server/http/openapi'

export const GET = handleOpen(() => ({ status: 200, body: openApi() }))
