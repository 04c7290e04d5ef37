import { NextRequest } from 'next/server'
import { describe, expect, it } from 'vitest'
import { proxy } from '@/proxy'
// @ts-expect-error a plain script without types
import nextConfig from '../../../next.config.mjs'
import { PASSWORD, startServer } from '../../support/startServer'

const policyOf = (path: string) =>
  new Map(
    (proxy(new NextRequest(`http://localhost${path}`)).headers.get('content-security-policy') ?? '')
      .split('; ')
      .map((part) => [part.split(' ')[0] ?? '', part.split(' ').slice(1)] as const),
  )

describe('the person in front of the browser, against scripts that somebody put into a text', () => {
  it('[SEC1] every page runs our own scripts by a number used once, and none that stands in its markup', () => {
    for (const path of ['/', '/sign-in', '/cases/c1', '/cases/c1/agreement/1/sign', '/account', '/inbox', '/nothing']) {
      const policy = policyOf(path)
      const scripts = policy.get('script-src') ?? []
      expect(scripts.filter((source) => source.startsWith("'nonce-"))).toHaveLength(1)
      expect(scripts).not.toContain("'unsafe-inline'")
      expect(scripts).not.toContain("'unsafe-eval'")
      expect(scripts.some((source) => /^(https?:|data:|blob:|\*)/.test(source))).toBe(false)
      expect(policy.get('object-src') ?? policy.get('default-src')).toEqual(["'none'"])
      expect(policy.get('base-uri')).toEqual(["'none'"])
      expect(policy.get('frame-ancestors')).toEqual(["'none'"])
      expect(policy.get('connect-src')).toEqual(["'self'"])
      expect(policyOf(path).get('script-src')).not.toEqual(scripts)
    }
  })

  it('[SEC1] where something is signed, nothing is allowed but what is named, and no style or script in an attribute', () => {
    for (const path of ['/cases/c1/agreement', '/cases/c1/agreement/1/sign', '/account/passkeys', '/check']) {
      const policy = policyOf(path)
      expect(policy.get('default-src')).toEqual(["'none'"])
      expect(policy.get('script-src-attr')).toEqual(["'none'"])
      expect(policy.get('style-src-attr')).toEqual(["'none'"])
    }
  })

  it('[SEC1] every answer tells the browser to guess no type, to be in no frame, to name nobody and to use no device', async () => {
    const rows = (await nextConfig.headers()) as { source: string; headers: { key: string; value: string }[] }[]
    const everywhere = new Map(rows[0]?.headers.map(({ key, value }) => [key, value]))
    expect(rows[0]?.source).toBe('/:path*')
    expect(everywhere.get('x-content-type-options')).toBe('nosniff')
    expect(everywhere.get('x-frame-options')).toBe('DENY')
    expect(everywhere.get('referrer-policy')).toBe('same-origin')
    expect(everywhere.get('permissions-policy')).toMatch(/camera=\(\), microphone=\(\), geolocation=\(\)/)
    expect(rows.find(({ source }) => source === '/api/:path*')?.headers).toContainEqual({
      key: 'content-security-policy',
      value: "default-src 'none'; frame-ancestors 'none'",
    })
  })

  it('[SEC1] by TLS the browser comes by nothing else any more, and keeps cookies to this host, out of reach of scripts', async () => {
    const server = await startServer({ env: { PUBLIC_URL: 'https://accord.example' } })
    const local = `http://127.0.0.1:${server.port}`
    await server.person('mara@mdm.example')
    const origin = 'https://accord.example'
    const csrf = await fetch(`${local}/api/auth/csrf`)
    expect(csrf.headers.get('strict-transport-security')).toBe('max-age=63072000')
    const jar = csrf.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
    const { csrfToken } = (await csrf.json()) as { csrfToken: string }
    const form = new URLSearchParams({ csrfToken, email: 'mara@mdm.example', password: PASSWORD, json: 'true' })
    const entered = await fetch(`${local}/api/auth/callback/credentials`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin, cookie: jar.join('; '), 'content-type': 'application/x-www-form-urlencoded' },
      body: form,
    })
    const cookies = [...csrf.headers.getSetCookie(), ...entered.headers.getSetCookie()]
    const session = cookies.find((cookie) => cookie.startsWith('__Host-next-auth.session-token='))
    expect(session, cookies.join('\n')).toBeDefined()
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__(Host|Secure)-/)
      expect(cookie).toMatch(/; Path=\//)
      expect(cookie).toMatch(/; Secure/i)
      expect(cookie).toMatch(/; HttpOnly/i)
      expect(cookie).toMatch(/; SameSite=Lax/i)
      expect(cookie).not.toMatch(/; Domain=/i)
    }
    const me = await fetch(`${local}/api/me`, { headers: { cookie: session?.split(';')[0] ?? '' } })
    expect(me.status).toBe(200)
  })
})
