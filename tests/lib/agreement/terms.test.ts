import { describe, expect, it } from 'vitest'
import { defaultCharter } from '@/lib/agreement/charter'
import { casePart } from '@/lib/agreement/content'
import { differenceOf } from '@/lib/agreement/difference'
import { dutiesOf } from '@/lib/agreement/duties'
import { readPart } from '@/lib/agreement/manifest'
import { preflight } from '@/lib/agreement/preflight'
import { termsOf } from '@/lib/agreement/terms'
import { canonicalCase } from '@/lib/case/canonical-case'
import { allFindings } from '@/lib/findings/all-findings'
import { readTerms } from '@/lib/term/read'
import { ROSTER, Story, testKey } from '../../support/agreement'
import { grownCase, type Peer } from '../../support/case'

function caseWithTerms(): Peer {
  const peer = grownCase()
  peer.do('add-terms', {
    topics: ['RA-33', 'RA-26', 'RA-29'],
    own: [{ title: 'Loan <pumps>', shareMdm: 'Sends <b>one</b> within {hours}.', shareHdo: '' }],
  })
  peer.do('set-parameter', { term: 'R-RA-33', key: 'notice-business-days', value: 3 })
  peer.do('set-field', { element: 'R-RA-33', field: 'personMdm', value: 'Ingrid Halvorsen' })
  peer.do('drop-term', { term: 'R-RA-29', reason: 'There is <no> remote access.' })
  return peer
}

const partOf = (peer: Peer) => casePart(canonicalCase(peer.doc))

describe('terms in an agreement', () => {
  it('[TRM13] the terms of a frozen version are the terms of its case, sentence by sentence', () => {
    const story = new Story(testKey('service'), caseWithTerms())
    const frozen = story.propose()
    const terms = readPart(frozen.files, 'terms')
    expect(terms).toEqual(termsOf(readPart(frozen.files, 'case')))
    expect(terms.map(({ term, shares, state }) => [term, shares.mdm, shares.hdo, state])).toEqual(
      readTerms(story.peer.graph).map(({ id, mdm, hdo, dropped }) => [id, mdm, hdo, dropped ? 'dropped' : 'chosen']),
    )
    expect(terms.map(({ name }) => name)).toEqual(['R-RA-26', 'R-RA-29', 'R-RA-33', 'R-OWN-1'])
    expect(terms[2]).toMatchObject({
      shares: { mdm: expect.stringContaining('within 3 business days of') },
      persons: { mdm: 'Ingrid Halvorsen', hdo: '' },
      parameters: [{ key: 'notice-business-days', value: '3' }],
      open: [],
    })
    expect(terms[1]).toMatchObject({ state: 'dropped', reason: 'There is <no> remote access.' })
  })

  it('[TRM13] each side owes its share of each chosen term, and nothing of a dropped or unwritten one', () => {
    const duties = dutiesOf(partOf(caseWithTerms())).filter(({ term }) => term)
    expect(duties.map(({ name, side }) => `${name} ${side}`)).toEqual([
      'R-RA-26 mdm',
      'R-RA-26 hdo',
      'R-RA-33 mdm',
      'R-RA-33 hdo',
      'R-OWN-1 mdm',
    ])
    expect(duties.at(-1)).toMatchObject({ shared: false, duty: 'Sends <b>one</b> within {hours}.' })
  })

  it('[TRM13] the page that is signed shows both shares, the persons and what was dropped, escaped', () => {
    const frozen = new Story(testKey('service'), caseWithTerms()).propose()
    const page = new TextDecoder().decode(frozen.files.find(({ path }) => path === 'view/agreement.html')?.bytes)
    expect(page).toContain('Notifies the named contact within 3 business days of')
    expect(page).toContain('Sends &lt;b&gt;one&lt;/b&gt; within {hours}.')
    expect(page).toContain('There is &lt;no&gt; remote access.')
    expect(page).toContain('What each named person takes on')
    expect(page).toMatch(/Ingrid Halvorsen<\/td>/)
    expect(page).not.toContain('<b>one')
  })

  it('[TRM13] a version without terms says so, and freezes an empty list', () => {
    const frozen = new Story().propose()
    expect(readPart(frozen.files, 'terms')).toEqual([])
  })

  it('[TRM13] a changed parameter, share or drop is told in the words of the term', () => {
    const peer = caseWithTerms()
    const before = partOf(peer)
    peer.do('set-parameter', { term: 'R-RA-33', key: 'notice-business-days', value: 5 })
    peer.do('set-text', { element: 'R-RA-26', field: 'shareHdo', text: 'Runs the backups.' })
    peer.do('restore-term', { term: 'R-RA-29' })
    expect(
      differenceOf(before, partOf(peer)).map(({ name, label, before: was, after }) => [name, label, was, after]),
    ).toEqual([
      ['R-RA-26', "The hospital's share", expect.stringContaining('{restore-hours}'), 'Runs the backups.'],
      ['R-RA-29', 'Dropped from the agreement', 'Yes', ''],
      ['R-RA-33', 'Business days of notice', '3', '5'],
    ])
  })

  it('[TRM14] a version with an open parameter, an unapproved term or a drop without reason says so beforehand', () => {
    const peer = caseWithTerms()
    peer.do('add-terms', { topics: ['RA-31'] })
    peer.do('set-field', { element: 'R-RA-31', field: 'dropped', value: true })
    const part = partOf(peer)
    const { amber } = preflight({
      charter: defaultCharter(
        { mdm: 'M', hdo: 'H' },
        { origin: 'https://a.example', servicePublicKey: '0'.repeat(64) },
      ),
      today: '2026-11-22',
      title: 'Pump',
      case: part,
      findings: allFindings(peer.graph),
      threads: [],
      approvals: [
        { claim: 'R-RA-33', name: 'R-RA-33', mdm: 'approved', hdo: 'none' },
        { claim: 'C1', name: 'C1', mdm: 'approved', hdo: 'none' },
      ],
      roster: ROSTER,
    })
    const messages = amber.map(({ message }) => message)
    expect(messages).toContain('The Hospital has not approved 1 responsibility term: R-RA-33.')
    expect(messages).toContain('The Hospital has not approved 1 claim: C1.')
    expect(messages.join('\n')).toMatch(/R-RA-26 \(Backup and restore\) is not filled in: "Hours within which/)
    expect(messages.join('\n')).toMatch(/R-RA-31 .* was dropped without a reason/)
    expect(messages.join('\n')).not.toMatch(/R-RA-33 rests on nothing/)
  })
})
