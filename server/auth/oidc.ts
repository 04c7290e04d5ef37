import type { OAuthConfig } from 'next-auth/providers/oauth'
import type { Env } from '../env'
import { runtime } from '../runtime'
import { afterFirstStep, type Entrance } from './begin-session'
import { type Claims, oidcPerson } from './oidc-person'
import { keepStep } from './steps'

/**
 * [AUTH16] The organisation's sign-in service, any that speaks OpenID Connect: authorization code with PKCE, state and nonce.
 * Signature, issuer, audience and times of its token are checked by openid-client beneath next-auth.
 */
export function oidcProvider({ issuer, clientId, clientSecret }: NonNullable<Env['oidc']>): OAuthConfig<Claims> {
  return {
    id: 'oidc',
    name: 'Sign-in service',
    type: 'oauth',
    wellKnown: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    authorization: { params: { scope: 'openid email profile' } },
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    httpOptions: { timeout: 8_000 },
    userinfo: {
      // A provider that keeps to the standard leaves name and address out of the token: they are asked for.
      async request({ client, tokens }) {
        const claims = (tokens as unknown as { claims(): Claims }).claims()
        const told =
          client.issuer.metadata.userinfo_endpoint === undefined ? {} : await client.userinfo(tokens as never)
        return { ...told, ...claims }
      },
    },
    profile: (claims) => ({ id: claims.sub, email: typeof claims.email === 'string' ? claims.email : '' }),
  }
}

/**
 * What follows from the service's answer.
 * @returns the new session's secret, or the page to go to instead
 */
export async function enterByService(
  claims: Claims,
  at: Entrance,
  target: string,
): Promise<{ readonly secret: string } | { readonly goTo: string }> {
  const { env, log } = runtime()
  const issuer = env.oidc?.issuer ?? ''
  const refused = (code: string) => {
    log.info('auth.service-refused', { code })
    return { goTo: `/sign-in?error=${code}&callbackUrl=${encodeURIComponent(target)}` }
  }
  // The document that was discovered might speak for another issuer than the one that was set.
  if (String(claims.iss).replace(/\/$/, '') !== issuer.replace(/\/$/, '')) return refused('oidc-issuer')
  const found = await oidcPerson(issuer, claims)
  if (!found.ok) return refused(found.refusal.code)
  const { link, ...person } = found.value
  if (link?.needsPassword) {
    const { issuer, subject } = link
    await keepStep({ personId: person.id, kind: 'link', how: 'service', issuer, subject }, at.set)
    return { goTo: `/sign-in?link=1&callbackUrl=${encodeURIComponent(target)}` }
  }
  const opened = await afterFirstStep(person, 'service', at, link)
  if (opened.ok) return { secret: opened.value }
  return { goTo: `/sign-in/second-step?callbackUrl=${encodeURIComponent(target)}` }
}
