import { describe, expect, it } from 'vitest'
import type { CaseGraph } from '@/lib/gsn/graph'
import { must } from '@/lib/gsn/outcome'
import { indexWatchList } from '@/lib/monitor/match'
import { type Notice, readNotice } from '@/lib/monitor/notice'
import { newAgainst, offeredReplies, raiseAlert, replyEntry } from '@/lib/monitor/raise'
import { type CaseTouch, touchedBy } from '@/lib/monitor/touched'
import { tidyWatched, type Watched, watchKey } from '@/lib/monitor/watch'
import { type Alerts, addToAlerts, NO_ALERTS } from '@/lib/review/alerts'
import type { ReviewEntry } from '@/lib/review/entries'
import { addToThreads, NO_THREADS } from '@/lib/review/threads'
import type { NewEntry } from '@/lib/wire/ledger'
import { hasSharedData, sharedFiles, sharedText } from '../../support/shared-data'
import { draw, edit, graphOf, PEOPLE } from '../review/picture'

const watching = (...lines: Partial<Watched>[]) =>
  indexWatchList(
    lines.map((line) => ({
      ...tidyWatched({ name: 'x', ...line }),
      key: watchKey(tidyWatched({ name: 'x', ...line })),
    })),
  )

/** A case with a risk that names a CVE, its control with evidence, and the claim that all threats are known. */
function caseOf(): CaseGraph {
  const base = draw(`
C1
  C4-PAUT
    C5-PAUT
    C7-PAUT-1
      S2-PAUT-1
        C8-PAUT-1-1
          Sn-PAUT-1-1
    C8-PAUT-2
      Sn-PAUT-2
`)
  const risk = edit(base, 'C7-PAUT-1', {
    facet: 'risk',
    capability: 'PAUT',
    fields: { cve: 'CVE-2026-1111, CVE-2026-2222' },
  })
  const control = edit(risk, 'C8-PAUT-1-1', { facet: 'control' })
  const other = edit(control, 'C8-PAUT-2', { facet: 'control', statement: 'Messages are signed' })
  return graphOf(edit(other, 'Sn-PAUT-2', { facet: 'evidence', fields: { title: 'Test of libcrux-sign 2.1' } }))
}

const csaf = (vulnerabilities: unknown[], more: object = {}) =>
  must(
    readNotice(
      JSON.stringify({
        document: { csaf_version: '2.0', title: 'Pump', tracking: { id: 'ADV-1', version: '1', ...more } },
        product_tree: {
          branches: [
            {
              category: 'vendor',
              name: 'Acme',
              branches: [
                {
                  category: 'product_name',
                  name: 'Pump One',
                  branches: [
                    {
                      category: 'product_version_range',
                      name: '<= 4.2',
                      product: { product_id: 'P1', name: 'Pump One' },
                    },
                  ],
                },
                {
                  category: 'product_name',
                  name: 'libcrux-sign',
                  product: {
                    product_id: 'P2',
                    name: 'libcrux-sign',
                    product_identification_helper: { purl: 'pkg:generic/libcrux-sign' },
                  },
                },
              ],
            },
          ],
        },
        vulnerabilities,
      }),
    ),
  )

const cve = (number: string, status: object, more: object = {}) => ({
  cve: number,
  cwe: { id: 'CWE-287', name: 'Auth' },
  product_status: status,
  ...more,
})
const claims = ({ claims: all }: Pick<CaseTouch, 'claims'>) =>
  Object.fromEntries(all.map(({ claim, by }) => [claim, by.map(({ vulnerability }) => vulnerability)]))

describe('what an advisory touches in a case', () => {
  const graph = caseOf()
  const pump = watching({ name: 'Pump One', vendor: 'Acme', version: '4.1' })

  it('[MON6] is the risk that names its CVE number and the controls against it, watched or not', () => {
    const touch = touchedBy(graph, watching(), csaf([cve('CVE-2026-1111', { known_affected: ['P1'] })]))
    expect(claims(touch)).toEqual({ 'C7-PAUT-1': ['CVE-2026-1111'], 'C8-PAUT-1-1': ['CVE-2026-1111'] })
    expect(touch.claims[0]?.by[0]?.because).toBe('C7-PAUT-1 names CVE-2026-1111.')
    expect(touch.met).toEqual([])
  })

  it('[MON6] is, for a vulnerability that no risk names, the claim that all threats of its capability are known', () => {
    const touch = touchedBy(graph, pump, csaf([cve('CVE-2026-3333', { known_affected: ['P1'] })]))
    expect(claims(touch)).toEqual({ 'C5-PAUT': ['CVE-2026-3333'] })
    expect(touch.claims[0]?.by[0]?.because).toBe('Pump One 4.1 is watched, and no risk of PAUT names CVE-2026-3333.')
    expect(touch.met).toMatchObject([{ how: 'perhaps', name: 'Pump One 4.1' }])
    const nowhere = csaf([{ cve: 'CVE-2026-3334', product_status: { known_affected: ['P1'] } }])
    expect(claims(touchedBy(graph, pump, nowhere))).toEqual({ C1: ['CVE-2026-3334'] })
  })

  it('[MON6] is the claim whose evidence names a watched component that is affected', () => {
    const index = watching({ name: 'libcrux-sign', purl: 'pkg:generic/libcrux-sign@2.1' })
    const touch = touchedBy(graph, index, csaf([cve('CVE-2026-3333', { known_affected: ['P2'] })]))
    expect(claims(touch)).toEqual({ 'C5-PAUT': ['CVE-2026-3333'], 'C8-PAUT-2': ['CVE-2026-3333'] })
    expect(touch.claims.find(({ claim }) => claim === 'C8-PAUT-2')?.by[0]?.because).toBe(
      'C8-PAUT-2 rests on Sn-PAUT-2 names libcrux-sign.',
    )
  })

  it('[MON6] is nothing where another version is watched, or nothing at all', () => {
    const later = watching({ name: 'Pump One', vendor: 'Acme', version: '5.0' })
    const notice = csaf([cve('CVE-2026-3333', { known_affected: ['P1'] })])
    expect(touchedBy(graph, later, notice)).toEqual({ met: [], claims: [], unaffected: [] })
    expect(touchedBy(graph, watching(), notice)).toEqual({ met: [], claims: [], unaffected: [] })
  })

  it('[MON9] tells what is fixed or not affected with its reason, and touches no claim by it', () => {
    const flags = [{ label: 'vulnerable_code_not_present', product_ids: ['P1'] }]
    const notice = csaf([
      cve('CVE-2026-1111', { known_not_affected: ['P1'] }, { flags }),
      cve('CVE-2026-3333', { fixed: ['P1'], known_affected: ['P2'] }),
    ])
    const touch = touchedBy(graph, pump, notice)
    expect(touch.claims).toEqual([])
    expect(touch.unaffected).toEqual([
      {
        vulnerability: 'CVE-2026-1111',
        state: 'not-affected',
        reason: 'vulnerable code not present',
        product: 'Pump One 4.1',
        controls: [{ claim: 'C8-PAUT-1-1', name: 'C8-PAUT-1-1' }],
      },
      { vulnerability: 'CVE-2026-3333', state: 'fixed', reason: '', product: 'Pump One 4.1', controls: [] },
    ])
  })
})

/** Entries as the server would write them. */
function written(drafts: readonly NewEntry[], from = 0): ReviewEntry[] {
  return drafts.map((draft, at) => ({
    chain: 'shared',
    seq: from + at + 1,
    at: `2026-01-01T00:00:${String(from + at).padStart(2, '0')}.000Z`,
    actor: PEOPLE.mia,
    kind: draft.kind,
    body: draft.body,
  }))
}

describe('accepting a check', () => {
  const graph = caseOf()
  const index = watching({ name: 'Pump One', vendor: 'Acme', version: '4.1' })
  const accept = (notice: Notice, alerts: Alerts, id: string) =>
    raiseAlert(notice, touchedBy(graph, index, notice), alerts, id)

  it('[MON7] records one alert and a thread on each touched claim; the same file again records nothing', () => {
    const notice = csaf([cve('CVE-2026-1111', { known_affected: ['P1'] })])
    const { entries, claims: told } = accept(notice, NO_ALERTS, 'a1')
    expect(entries.map(({ kind }) => kind)).toEqual(['alert.raised', 'thread.opened', 'thread.opened'])
    expect(told).toEqual(['C7-PAUT-1', 'C8-PAUT-1-1'])
    const after = addToAlerts(NO_ALERTS, written(entries))
    expect(accept(notice, after, 'a2').entries).toEqual([])
    const threads = addToThreads(NO_THREADS, written(entries))
    expect([...threads.values()][0]?.text).toContain('Why here: C7-PAUT-1 names CVE-2026-1111.')
  })

  it('[MON7] takes of a newer revision only what is new', () => {
    const first = csaf([cve('CVE-2026-1111', { known_affected: ['P1'] })])
    const after = addToAlerts(NO_ALERTS, written(accept(first, NO_ALERTS, 'a1').entries))
    const second = csaf(
      [cve('CVE-2026-1111', { known_affected: ['P1'] }), cve('CVE-2026-2222', { known_affected: ['P1'] })],
      { version: '2' },
    )
    const fresh = newAgainst(touchedBy(graph, index, second), after)
    expect(claims({ claims: fresh })).toEqual({ 'C7-PAUT-1': ['CVE-2026-2222'], 'C8-PAUT-1-1': ['CVE-2026-2222'] })
  })

  it('[MON7] takes only the claims that a person chose', () => {
    const notice = csaf([cve('CVE-2026-1111', { known_affected: ['P1'] })])
    const chosen = raiseAlert(notice, touchedBy(graph, index, notice), NO_ALERTS, 'a1', new Set(['C7-PAUT-1']))
    expect(chosen.claims).toEqual(['C7-PAUT-1'])
  })

  it('[MON9] offers what is not affected as a reply to the thread about it, once, and closes nothing', () => {
    const raised = written(accept(csaf([cve('CVE-2026-1111', { known_affected: ['P1'] })]), NO_ALERTS, 'a1').entries)
    const vex = csaf(
      [cve('CVE-2026-1111', { known_not_affected: ['P1'] }, { flags: [{ label: 'component_not_present' }] })],
      { id: 'VEX-7' },
    )
    const touch = touchedBy(graph, index, vex)
    const alerts = addToAlerts(NO_ALERTS, raised)
    const threads = addToThreads(NO_THREADS, raised)
    const offered = offeredReplies(vex, touch, alerts, threads)
    expect(offered.map(({ element }) => element).sort()).toEqual(['C7-PAUT-1', 'C8-PAUT-1-1'])
    expect(offered[0]?.text).toContain('not affected by CVE-2026-1111. Its reason: component not present')
    const replied = addToThreads(threads, written(offered.map(replyEntry), raised.length))
    expect([...replied.values()].map(({ resolved, replies }) => [resolved, replies.length])).toEqual([
      [undefined, 1],
      [undefined, 1],
    ])
    expect(offeredReplies(vex, touch, alerts, replied)).toEqual([])
  })
})

describe('a new bill of materials', () => {
  const bill = (version: string) =>
    must(
      readNotice(
        JSON.stringify({
          bomFormat: 'CycloneDX',
          specVersion: '1.5',
          metadata: { component: { name: 'Pump', version: '5' } },
          components: [{ name: 'libcrux-sign', version, purl: `pkg:generic/libcrux-sign@${version}` }],
        }),
      ),
    )
  const index = watching({ name: 'libcrux-sign', purl: 'pkg:generic/libcrux-sign@2.1' })

  it('[MON6] touches claims that name a watched package of which it holds another version, and says so once', () => {
    const touch = touchedBy(caseOf(), index, bill('3.0'))
    expect(touch.met).toMatchObject([{ how: 'package', name: 'libcrux-sign', said: 'libcrux-sign 3.0' }])
    expect(claims(touch)).toEqual({ 'C8-PAUT-2': ['libcrux-sign 3.0'] })
    const { entries } = raiseAlert(bill('3.0'), touch, NO_ALERTS, 'a1')
    expect(entries[1]?.body).toMatchObject({ text: expect.stringContaining('Version 2.1 is watched.') })
    expect(newAgainst(touch, addToAlerts(NO_ALERTS, written(entries)))).toEqual([])
  })

  it('[MON6] touches nothing where the versions are those that are watched', () => {
    const touch = touchedBy(caseOf(), index, bill('2.1'))
    expect(touch.claims).toEqual([])
    expect(touch.met).toHaveLength(1)
  })
})

describe.skipIf(!hasSharedData)('real advisories, VEX and bills of materials', () => {
  const files = [
    ...sharedFiles('csaf', '.json').filter((name) => name.includes('icsma')),
    ...sharedFiles('sbom-vex', '.json'),
  ]
  it.each(files)('[MON2] %s is read, with each product under what is said of it', (name) => {
    const notice = must(readNotice(sharedText(name)))
    for (const { statuses } of notice.vulnerabilities) {
      for (const { products } of statuses) for (const id of products) expect(notice.products.has(id), id).toBe(true)
    }
    const index = indexWatchList(
      [...notice.products.values()].map((product) => {
        const line = tidyWatched({
          name: product.name,
          vendor: product.vendor,
          version: product.version,
          purl: product.purl,
          cpe: product.cpe,
        })
        return { ...line, key: watchKey(line) }
      }),
    )
    const met = touchedBy(graphOf(draw('C1')), index, notice).met
    expect(new Set(met.map(({ product }) => product)).size, 'every product finds itself').toBe(notice.products.size)
  })

  it('[MON9] the VEX on jackson-databind says why a watched component is not affected', () => {
    const notice = must(readNotice(sharedText('sbom-vex/cyclonedx-vex.json')))
    const index = watching({
      name: 'jackson-databind',
      purl: 'pkg:maven/com.fasterxml.jackson.core/jackson-databind@2.10.0',
    })
    const { claims: none, unaffected } = touchedBy(graphOf(draw('C1')), index, notice)
    expect(none).toEqual([])
    expect(unaffected).toMatchObject([{ vulnerability: 'CVE-2020-25649', state: 'not-affected' }])
    expect(unaffected[0]?.reason).toMatch(/^code not reachable: Automated dataflow analysis/)
  })

  it('[MON5] the advisory on infusion pumps meets the pump that a hospital wrote down in its own words', () => {
    const notice = must(readNotice(sharedText('csaf/icsma-17-017-02.json')))
    const index = watching({ name: 'Alaris PC Unit 8015', vendor: 'BD', version: '9.33' })
    expect(touchedBy(graphOf(draw('C1')), index, notice).claims.map(({ claim }) => claim)).toEqual(['C1'])
  })
})

describe('files that are no notice', () => {
  it.each(['', '[]', '{}', '{"document":1}', 'PK\u0003', '{"bomFormat":"CycloneDX"}', `${'['.repeat(50_000)}`])(
    '[MON2] %j is refused with a sentence',
    (text) => {
      const read = readNotice(text)
      expect(read.ok).toBe(false)
      expect(!read.ok && read.refusal.message).toMatch(/\.$/)
    },
  )
})
