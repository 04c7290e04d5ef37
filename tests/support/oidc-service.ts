import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

export interface Account {
  readonly sub: string
  readonly [claim: string]: unknown
}

export interface OidcService {
  readonly issuer: string
  readonly port: number
  readonly accounts: Map<string, Account>
  /** Who signs in next there. */
  who: string
  /** What was asked for at its authorisation address, newest last. */
  readonly asked: URLSearchParams[]
  close(): Promise<void>
}

export const CLIENT = { id: 'accord', secret: 'a-secret-of-the-test-only' }

/** A sign-in service of the test's own on loopback, conforming: name and address are told at the userinfo address alone. */
export async function startOidcService(redirect: () => string): Promise<OidcService> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const issuer = `http://127.0.0.1:${port}`
  const accounts = new Map<string, Account>()
  const service: OidcService = { issuer, port, accounts, who: '', asked: [], close: () => closed(server) }
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [redirect()],
        grant_types: ['authorization_code'],
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified', 'work'], profile: ['name'] },
    conformIdTokenClaims: true,
    features: { devInteractions: { enabled: false } },
    findAccount: (_context, sub) => ({ accountId: sub, claims: async () => accounts.get(sub) ?? { sub } }),
    interactions: { url: (_context, interaction) => `/there/${interaction.uid}` },
    cookies: { keys: ['only for a test'] },
    ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Interaction: 600, Session: 600, Grant: 600 },
  })
  const callback = provider.callback()
  server.on('request', (request, response) => {
    const url = new URL(request.url ?? '/', issuer)
    if (url.pathname === '/auth') service.asked.push(url.searchParams)
    if (!url.pathname.startsWith('/there/')) return void callback(request, response)
    // Whoever is set signs in and agrees, without a page.
    const agree = async () => {
      const { params } = await provider.interactionDetails(request, response)
      const grant = new provider.Grant({ accountId: service.who, clientId: String(params.client_id) })
      grant.addOIDCScope('openid email profile')
      const consent = { grantId: await grant.save() }
      await provider.interactionFinished(request, response, { login: { accountId: service.who }, consent })
    }
    agree().catch((error) => response.writeHead(500).end(String(error)))
  })
  return service
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
