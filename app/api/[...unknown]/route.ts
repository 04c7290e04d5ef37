import { refuse } from '@/lib/gsn/outcome'
import { refusalAnswer } from '@/server/http/answer'
import { handleOpen } from '@/server/http/handle'

const route = handleOpen(() => refusalAnswer(refuse('not-found', 'There is nothing at this address.').refusal))

export { route as DELETE, route as GET, route as PATCH, route as POST, route as PUT }
