import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { createLog } from '@/server/log'
import { AgreementCase, ALL } from '../../support/agreement-case'
import { PASSWORD, startServer, type TestPerson } from '../../support/startServer'

describe('everybody who signs in, against whoever reads the log', () => {
  it('[SEC6] the log of a day with everything secret in it holds none of it, at its most talkative', async () => {
    const lines: string[] = []
    const log = createLog(
      'debug',
      () => new Date().toISOString(),
      (line) => lines.push(line),
    )
    const server = await startServer({ log })
    const secrets = new Map<string, string>([['password', PASSWORD]])
    const keep = (name: string, value: unknown) => {
      if (typeof value === 'string' && value.length >= 8) secrets.set(name, value)
    }
    const mara = await server.person('mara@mdm.example', {
      name: 'Mara Keller',
      organisation: 'Pump Works',
      side: 'mdm',
    })
    const hana = await server.person('hana@hdo.example', {
      name: 'Hana Novak',
      organisation: 'St. Brigid',
      side: 'hdo',
    })
    for (const { cookie } of [mara, hana]) keep('session cookie', cookie.split('=')[1])
    for (const file of ['auth-secret', 'service-key']) {
      if (readdirSync(server.dataDir).includes(file))
        keep(file, readFileSync(join(server.dataDir, file), 'utf8').trim())
    }

    // Signing in by the form, wrongly and rightly.
    const enter = async (password: string) => {
      const csrf = await server.fetch('/api/auth/csrf')
      const { csrfToken } = (await csrf.json()) as { csrfToken: string }
      keep('csrf', csrfToken)
      const cookie = csrf.headers.getSetCookie().map((one) => one.split(';')[0])
      const body = new URLSearchParams({ csrfToken, email: 'mara@mdm.example', password, json: 'true' })
      const headers = {
        origin: server.url,
        cookie: cookie.join('; '),
        'content-type': 'application/x-www-form-urlencoded',
      }
      const answer = await server.fetch('/api/auth/callback/credentials', { method: 'POST', headers, body })
      for (const set of answer.headers.getSetCookie()) keep(`cookie ${secrets.size}`, /=([^;]{20,})/.exec(set)?.[1])
    }
    secrets.set('a wrong password', 'hunter2-but-longer-than-that')
    await enter('hunter2-but-longer-than-that')
    await enter(PASSWORD)

    // Words of a case, a charter, a signature with the password, a link, an invitation, a token.
    const WORDS = 'The override code of the pumps is 4711-0815'
    secrets.set('words of a case', '4711-0815')
    const it_ = new AgreementCase(server, await server.newCase(mara, { title: WORDS }), mara)
    await server.seat(it_.id, mara, 'mdm', ALL)
    await server.seat(it_.id, hana, 'hdo', ALL)
    await it_.edit(WORDS)
    await server.adoptCharter(it_.id, mara, hana)
    await it_.enrol(mara)
    await it_.propose(mara)
    await it_.act(mara, 1, 'sign')
    await it_.act(hana, 1, 'sign')
    const post = async (by: TestPerson, path: string, body: object) => (await it_.post(by, path, body)).body
    const link = await post(mara, it_.api('/baseline-links'), { baseline: 1, label: 'For the notified body' })
    keep('link', new URL(String(link.url ?? 'http://none/x/y')).pathname.split('/')[2])
    const seat = { email: 'new@mdm.example', side: 'mdm', rights: ['read'] }
    const invitation = await post(mara, it_.api('/invitations'), seat)
    keep(
      'invitation',
      String(invitation.url ?? '')
        .split('/')
        .at(-1),
    )
    const token = await post(mara, '/api/me/tokens', { name: 'Robot', scope: 'read', days: 30, password: PASSWORD })
    keep('token', token.token)
    await server.fetch(`/api/cases/${it_.id}/graph`, { headers: { authorization: `Bearer ${String(token.token)}` } })
    for (const path of [`/assess/${secrets.get('link')}`, `/api/invitations/${secrets.get('invitation')}`]) {
      await server.fetch(path)
    }
    await server.fetch(`/api/cases?password=${encodeURIComponent(PASSWORD)}&token=${String(token.token)}`)
    await server.fetch('/api/cases', {
      method: 'POST',
      headers: { cookie: mara.cookie, origin: server.url },
      body: WORDS,
    })

    // A second factor, and a new password.
    const app = await post(mara, '/api/account/code-app', { password: PASSWORD })
    keep('secret of the code app', app.secret)
    if (typeof app.secret === 'string') {
      const code = new TOTP({ secret: app.secret }).generate()
      const confirmed = await post(mara, '/api/account/code-app/confirm', { code })
      for (const backup of (confirmed.codes as string[] | undefined) ?? []) keep(`backup ${backup}`, backup)
    }
    secrets.set('a new password', 'another correct horse battery')
    await post(hana, '/api/account/password', { password: PASSWORD, next: 'another correct horse battery' })
    await server.fetch('/api/password-reset', {
      method: 'POST',
      headers: { origin: server.url, 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'mara@mdm.example' }),
    })
    await server.close()

    const log_ = lines.join('')
    expect(lines.length).toBeGreaterThan(20)
    const told = [...secrets].filter(([, secret]) => log_.includes(secret) || log_.includes(encodeURIComponent(secret)))
    expect(told.map(([name]) => name)).toEqual([])
    expect([...secrets.keys()]).toEqual(expect.arrayContaining(['password', 'csrf', 'link', 'invitation', 'token']))
    // Nobody is named either: who did what stands in the case.
    expect(log_).not.toMatch(/mara@|hana@|Mara Keller|Hana Novak/)
  }, 60_000)
})
