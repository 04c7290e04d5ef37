import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Thread } from '@/lib/review/threads'
import { AgreementCase, ALL, buildVerifier } from '../../support/agreement-case'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'

let server: TestServer
let mara: TestPerson
let hana: TestPerson
let reader: TestPerson
let agreement: AgreementCase

beforeAll(async () => {
  await buildVerifier()
  server = await startServer()
  mara = await server.person('mara@mdm.example', { organisation: 'Pumps', side: 'mdm' })
  hana = await server.person('hana@hdo.example', { organisation: 'Clinic', side: 'hdo' })
  reader = await server.person('reader@assessor.example')
  agreement = new AgreementCase(server, await server.newCase(mara), mara)
  await server.seat(agreement.id, mara, 'mdm', ALL)
  await server.seat(agreement.id, hana, 'hdo', ALL)
  await server.seat(agreement.id, reader, undefined, ['read'])
  await server.adoptCharter(agreement.id, mara, hana)
  await agreement.edit('The pump is acceptably secure')
  const proposed = await agreement.propose()
  expect(proposed.status, JSON.stringify(proposed.body)).toBe(201)
}, 120_000)
afterAll(() => server.close())

const threads = async (who: TestPerson) =>
  (await agreement.get<{ threads: Thread[] }>(who, agreement.api('/threads?proposal=1'))).threads

describe('a comment on a frozen version', () => {
  it('[REV26] stands with the version, is answered there, and stays when the case moves on', async () => {
    const asked = await agreement.post(hana, agreement.api('/threads'), {
      proposal: 1,
      audience: 'all',
      text: 'Who pays for the renewal?',
    })
    expect(asked.status).toBe(201)
    const among = { proposal: 1, audience: 'side', text: 'We should not pay' }
    expect((await agreement.post(hana, agreement.api('/threads'), among)).status).toBe(201)
    const [thread] = await threads(mara)
    expect(await threads(mara)).toHaveLength(1)
    expect(await threads(hana)).toHaveLength(2)
    expect(thread).toMatchObject({ proposal: 1, text: 'Who pays for the renewal?', by: { id: hana.id } })
    const reply = await agreement.post(mara, agreement.api(`/threads/${thread?.id}/replies`), { text: 'The maker.' })
    expect(reply.status).toBe(201)
    await agreement.edit('Another claim, later')
    expect((await threads(reader))[0]?.replies.map(({ text }) => text)).toEqual(['The maker.'])
  })

  it('[REV26] [ACC1] is for those who may comment, about a version that is there, and suggests no wording', async () => {
    const say = async (who: TestPerson, body: object) => {
      const { status, body: answer } = await agreement.post(who, agreement.api('/threads'), {
        audience: 'all',
        text: 'Why?',
        ...body,
      })
      return `${status} ${answer.error?.code ?? ''}`.trim()
    }
    expect(await say(reader, { proposal: 1 })).toBe('403 not-allowed')
    expect(await say(hana, { proposal: 2 })).toBe('404 proposal-not-found')
    expect(await say(hana, { proposal: 1, suggestion: 'Other words' })).toBe('422 invalid')
    expect(await say(hana, { proposal: 0 })).toBe('422 invalid')
    expect(await say(hana, { proposal: 1, element: 'nowhere' })).toBe('404 element-not-found')
  })
})
