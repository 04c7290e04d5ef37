import { SIDES } from '@/lib/agreement/charter'
import type { CharterStatement } from '@/lib/agreement/charter-statement'
import { charterStatementBytes } from '@/lib/agreement/charter-statement'
import { Story } from '../agreement'
import { SoftPasskey } from '../soft-passkey'
import { exportedAnew } from './history'
import type { Keys, Tampering } from './tampering'

type Predicate = CharterStatement['predicate']
type Keyed = Parameters<Story['adoptSigned']>[0]

/** A baseline under a charter that both administrators signed; `adopt` is what is bent. */
export function adoptedStory(keys: Keys, adopt: (story: Story, own: NonNullable<Keyed>) => void) {
  const own = { mdm: new SoftPasskey('EdDSA'), hdo: new SoftPasskey('RS256') }
  const story = new Story()
  story.add('case.created', { title: 'Infusion pump', template: 'blank' })
  for (const side of SIDES) story.enrolAdministrator(side, own[side])
  adopt(story, own)
  for (const side of SIDES) story.enrol(side, keys[side])
  const frozen = story.propose()
  for (const side of SIDES) story.signByKey(frozen, side, keys[side])
  story.inForce(frozen)
  return { story, frozen }
}

/** What can be done to the adoption of a charter by somebody who holds the service's key. */
export function adoptionTamperings(keys: Keys): Tampering[] {
  const bent = (name: string, says: RegExp, change: Partial<Predicate>): Tampering =>
    forged(name, says, (story, own) => story.adoptSigned(own, { change }))
  const forged = (name: string, says: RegExp, adopt: Parameters<typeof adoptedStory>[1]): Tampering => {
    const { story, frozen } = adoptedStory(keys, adopt)
    return { name, code: 'adoption', says, bytes: story.bundle(frozen) }
  }
  const { story, frozen } = adoptedStory(keys, (it, own) => it.adoptSigned(own))
  const stranger = new SoftPasskey('ES256')
  return [
    {
      name: 'the envelope of an adopted charter missing',
      code: 'adoption-missing',
      says: /Adam Moor adopted the charter is missing/,
      bytes: exportedAnew(story.bundle(frozen), story.key, { envelopes: story.envelopes.slice(1) }),
    },
    forged('a charter adopted with a passkey that nobody had enrolled', /not one that this version names/, (it) =>
      it.adoptSigned({ mdm: stranger, hdo: stranger }),
    ),
    forged('an adoption that is signed over another statement', /signed another statement/, (it, own) =>
      it.adoptSigned(own, { signed: charterStatementBytes({} as CharterStatement) }),
    ),
    forged('an adoption of another charter', /about another charter/, (it, own) =>
      it.adoptSigned(own, { digest: 'e'.repeat(64) }),
    ),
    bent('an adoption in another case', /another case/, { case: 'case-2' }),
    bent('an adoption in the place of another charter', /another charter as the one before/, {
      supersedes: 'e'.repeat(64),
    }),
    bent('an adoption by somebody else', /names another person/, { signer: { id: 'eve', name: 'Eve', title: 'x' } }),
    bent('an adoption that ran out', /in the time it was valid for/, { expires: '2026-11-21T09:00:00.000Z' }),
    bent('an adoption that saw another history', /witnesses another history/, {
      ledger: { size: 1, head: 'f'.repeat(64) },
    }),
    bent('an adoption with other words of meaning', /no statement about a charter/, { meaning: 'I have seen it.' }),
    bent('an adoption by passkey that says it was by password', /no statement about a charter/, { method: 'password' }),
  ]
}
