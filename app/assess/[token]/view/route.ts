import { viewBaselineByLink } from '@/server/commands/open-baseline-link'
import { linkRoute } from '@/server/http/link-route'

export const GET = linkRoute(viewBaselineByLink)
