import { ALOF } from './capabilities/alof'
import { AUDT } from './capabilities/audt'
import { AUTH } from './capabilities/auth'
import { CNFS } from './capabilities/cnfs'
import { CSUP } from './capabilities/csup'
import { DIDT } from './capabilities/didt'
import { DTBK } from './capabilities/dtbk'
import { EMRG } from './capabilities/emrg'
import { IGAU } from './capabilities/igau'
import { MLDP } from './capabilities/mldp'
import { NAUT } from './capabilities/naut'
import { PAUT } from './capabilities/paut'
import { PLOK } from './capabilities/plok'
import { RDMP } from './capabilities/rdmp'
import { SAHD } from './capabilities/sahd'
import { SGUD } from './capabilities/sgud'
import { STCF } from './capabilities/stcf'
import { TXCF } from './capabilities/txcf'
import { TXIG } from './capabilities/txig'
import { REVIEW, THREADS } from './conversation'
import { FRAME } from './device'
import type { Example } from './example'
import { SURROUNDINGS } from './surroundings'
import { EXAMPLE_TERMS, TERM_APPROVALS, TERM_THREADS } from './terms'

/**
 * The worked example: a networked infusion pump at a hospital. Organisations, people, products and documents are
 * invented. Advisory, CVE, CWE and CVSS entries are real: public facts about other products, used as precedents.
 * Some gaps are left on purpose, so that there is something to find: tests/catalog/example.test.ts names them.
 */
export const EXAMPLE: Example = {
  ...FRAME,
  capabilities: [
    ALOF,
    AUDT,
    AUTH,
    CNFS,
    CSUP,
    DIDT,
    DTBK,
    EMRG,
    IGAU,
    MLDP,
    NAUT,
    PAUT,
    PLOK,
    RDMP,
    SAHD,
    SGUD,
    STCF,
    TXCF,
    TXIG,
  ],
  surroundings: SURROUNDINGS,
  terms: EXAMPLE_TERMS,
  threads: [...THREADS, ...TERM_THREADS],
  review: { ...REVIEW, approvals: [...REVIEW.approvals, ...TERM_APPROVALS] },
}
