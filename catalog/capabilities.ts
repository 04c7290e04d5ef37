import data from './capabilities.json'
import type { CapabilityCode } from './capability-codes'

/** A public advisory that shows the capability missing somewhere; identifiers only. */
export interface AdvisoryExample {
  /** CISA advisory, such as `ICSMA-18-025-01`. */
  readonly id: string
  readonly cves: readonly string[]
  /** CWE identifiers, such as `CWE-613`. */
  readonly weaknesses: readonly string[]
}

/** One security capability. Code and name come from IEC TR 80001-2-2:2012; every other text is the project's own. */
export interface Capability {
  readonly code: CapabilityCode
  readonly name: string
  /** What the capability is for, in one sentence. */
  readonly goal: string
  /** What a site needs to see before it calls the capability established. */
  readonly need: string
  /** The assets it protects. */
  readonly protects: readonly string[]
  readonly typicalThreats: readonly string[]
  readonly typicalEvidence: { readonly mdm: readonly string[]; readonly hdo: readonly string[] }
  /** Sections of the MDS2-2019 form with answers about it; none means that 2019 has no section of that name. */
  readonly mds2Sections: readonly string[]
  readonly advisories: readonly AdvisoryExample[]
}

/** A section that MDS2-2019 adds beside the 19 capabilities. Never part of a case's 19. */
export interface Mds2Addition {
  readonly code: string
  readonly name: string
  readonly about: string
}

export const CAPABILITY_EDITION: string = data.edition

export const CAPABILITIES: readonly Capability[] = data.capabilities as readonly Capability[]

export const MDS2_ADDITIONS: readonly Mds2Addition[] = data.mds2Additions

const BY_CODE: ReadonlyMap<string, Capability> = new Map(
  CAPABILITIES.map((capability) => [capability.code, capability]),
)

/** The capability of a code. Total over the 19 codes, so a miss is damaged data and throws. */
export function capabilityByCode(code: CapabilityCode): Capability {
  const capability = BY_CODE.get(code)
  if (capability === undefined) throw new Error(`The catalogue has no security capability ${code}.`)
  return capability
}
