import { authRoute } from '@/server/auth/next-auth'

type Context = { params: Promise<{ nextauth: string[] }> }

const route = async (request: Request, { params }: Context) => authRoute(request, (await params).nextauth)

export { route as GET, route as POST }
