import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SignInAttempts, signInAttempts } from '@/server/auth/attempts'
import { isBreached, listComplaint } from '@/server/auth/breached'
import { passwordComplaint } from '@/server/auth/passwords'
import { Jar } from '../../support/jar'
import { PASSWORD, startServer } from '../../support/startServer'

const ADA = 'ada@mdm.example'

describe('who guesses', () => {
  it('[AUTH3] waits longer each time up to a minute, and is forgiven with time', () => {
    let now = 0
    const attempts = new SignInAttempts(() => now)
    for (let n = 0; n < 5; n++) {
      expect(attempts.wait(ADA, '10.0.0.1')).toBe(0)
      attempts.failed(ADA, '10.0.0.1')
    }
    expect(attempts.wait(ADA, '10.0.0.1')).toBe(1_000)
    expect(attempts.wait(ADA, '10.0.0.2'), 'the owner, elsewhere').toBe(0)
    for (let n = 0; n < 40; n++) attempts.failed(ADA, '10.0.0.1')
    expect(attempts.wait(ADA, '10.0.0.1')).toBe(60_000)
    now += 60_000
    expect(attempts.wait(ADA, '10.0.0.1')).toBe(0)
    now += 60 * 60_000
    attempts.failed(ADA, '10.0.0.1')
    expect(attempts.wait(ADA, '10.0.0.1'), 'an hour later it begins anew').toBe(0)
  })

  it('[AUTH3] under an attack from everywhere a stranger has one try and then waits, for a minute at most', () => {
    let now = 0
    const attempts = new SignInAttempts(() => now)
    for (let n = 0; n < 2_000; n++) attempts.failed(ADA, `10.0.${n % 250}.${n % 199}`)
    // The owner on a new device, in a network of their own: looked at, at once.
    expect(attempts.wait(ADA, '192.0.2.7')).toBe(0)
    attempts.failed(ADA, '192.0.2.7')
    expect(attempts.wait(ADA, '192.0.2.7')).toBeGreaterThan(0)
    for (let n = 0; n < 100; n++) {
      now += 60_000
      for (let m = 0; m < 50; m++) attempts.failed(ADA, `10.0.${m}.1`)
      expect(attempts.wait(ADA, '192.0.2.7'), 'never for ever').toBe(0)
    }
    // A browser in which they signed in before counts for itself, whatever strangers do.
    attempts.failed(ADA, '10.0.0.1', 'their-own')
    expect(attempts.wait(ADA, '10.0.0.1', 'their-own')).toBe(0)
  })

  it('[AUTH3] one network that tries many names waits a little', () => {
    const attempts = new SignInAttempts(() => 0)
    for (let n = 0; n < 200; n++) attempts.failed(`p${n}@mdm.example`, '10.0.0.1')
    expect(attempts.wait('fresh@mdm.example', '10.0.0.1')).toBe(10_000)
    expect(attempts.wait('fresh@mdm.example', '10.0.0.2')).toBe(0)
  })

  it('[AUTH3] strangers in the same network do not shut out a person in a browser they used before', async () => {
    const server = await startServer()
    await server.person(ADA)
    const own = new Jar(server.url)
    expect(await own.signIn(ADA, PASSWORD)).toBeUndefined()
    await own.signOut()
    const stranger = new Jar(server.url)
    await stranger.signIn(ADA, 'a first guess')
    // As many more as nobody waits for in a test.
    for (let n = 0; n < 20; n++) signInAttempts().failed(ADA, '127.0.0.1')
    expect(await stranger.signIn(ADA, PASSWORD), 'even the right one').toBe('too-many-attempts')
    expect(await own.signIn(ADA, PASSWORD), 'the owner').toBeUndefined()
    // The mark is bound to the person: it helps nobody to try another name.
    await server.person('bo@mdm.example')
    for (let n = 0; n < 20; n++) signInAttempts().failed('bo@mdm.example', '127.0.0.1')
    expect(await own.signIn('bo@mdm.example', PASSWORD)).toBe('too-many-attempts')
  })

  it('[AUTH1] [AUTH2] learns nothing from the answers: the same for unknown, wrong and closed', async () => {
    const server = await startServer()
    await server.person('quiet@mdm.example')
    const raw = async (email: string) => {
      const jar = new Jar(server.url)
      const { csrfToken } = (await (await jar.get('/api/auth/csrf')).json()) as { csrfToken: string }
      const answer = await jar.fetch('/api/auth/callback/credentials', {
        method: 'POST',
        headers: { origin: server.url, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ csrfToken, email, password: 'not the one', json: 'true' }),
      })
      const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split('=')[0])
      return [answer.status, await answer.text(), cookies, [...answer.headers.keys()]]
    }
    expect(await raw('quiet@mdm.example')).toEqual(await raw('nobody@mdm.example'))
  })
})

describe('which passwords will do', () => {
  it('[AUTH10] long ones of any characters, and no rules beyond', () => {
    for (const good of [
      'correct horse battery',
      '            ab cd',
      'пароль из четырёх слов',
      '🐎🔋🧷📎🐎🔋🧷📎🐎🔋🧷📎🐎🔋🧷',
      'x1'.repeat(512).replace('x', 'yz').slice(0, 1_024),
    ]) {
      expect(passwordComplaint(good), good.slice(0, 20)).toBeUndefined()
    }
    expect(passwordComplaint('14 characters!')).toContain('at least 15')
    expect(passwordComplaint('abcd'.repeat(257))).toContain('at most 1024')
    expect(passwordComplaint('ababababababababab')).toContain('different')
    expect(passwordComplaint('Ada@Mdm.Example.org', ['ada@mdm.example.org'])).toContain('own address')
  })

  it('[AUTH10] none that stands in the list of breached ones, found by reading a few lines of it', async () => {
    const sha1 = (word: string) => createHash('sha1').update(word).digest('hex').toUpperCase()
    const words = Array.from({ length: 3_000 }, (_, n) => `breached password ${n}`)
    const lines = words.map((word, n) => `${sha1(word)}:${n + 1}`).sort()
    const folder = mkdtempSync(join(tmpdir(), 'accord-breached-'))
    for (const [name, end] of [
      ['unix', '\n'],
      ['dos', '\r\n'],
    ] as const) {
      const file = join(folder, name)
      writeFileSync(file, lines.join(end) + (name === 'unix' ? end : ''))
      expect(await listComplaint(file)).toBeUndefined()
      const places = [0, 1, 2, 1_499, 2_997, 2_998, 2_999].map((n) =>
        words.find((word) => lines[n]?.startsWith(sha1(word))),
      )
      for (const word of [...places, ...words.slice(0, 60)]) expect(await isBreached(file, word ?? ''), word).toBe(true)
      for (let n = 0; n < 60; n++) expect(await isBreached(file, `sound password ${n}`)).toBe(false)
    }
    writeFileSync(join(folder, 'empty'), '')
    expect(await isBreached(join(folder, 'empty'), 'x')).toBe(false)
    expect(await listComplaint(join(folder, 'empty'))).toContain('no list')
    expect(await listComplaint(join(folder, 'absent'))).toContain('cannot be read')
    await expect(startServer({ env: { BREACHED_PASSWORDS: join(folder, 'absent') } })).rejects.toThrow('cannot be read')

    const server = await startServer({ env: { BREACHED_PASSWORDS: join(folder, 'unix') } })
    const ada = await server.person(ADA)
    const change = async (password: string) =>
      (await ada.post('/api/account/password', { current: PASSWORD, password })).json()
    expect(await change('breached password 17')).toMatchObject({
      error: { message: expect.stringContaining('break-in') },
    })
    expect(await change('sound password 17')).toEqual({ changed: true })
  })
})
