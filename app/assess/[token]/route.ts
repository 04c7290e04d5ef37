import { showBaselineByLink } from '@/server/commands/open-baseline-link'
import { linkRoute } from '@/server/http/link-route'

/** A baseline for somebody with a link and without an account. */
export const GET = linkRoute(showBaselineByLink)
