import type { CapabilityCode } from '../capability-codes'
import type { ControlStandard } from '../controls/standards'
import type { ExampleSurroundings } from './surroundings'
import type { ExampleTerm } from './terms'

/** The demo people who may write; their rights are those of the demo mode. */
export type ExampleAuthor =
  | 'admin@mdm.example'
  | 'editor@mdm.example'
  | 'admin@hdo.example'
  | 'editor@hdo.example'
  | 'reviewer@hdo.example'

/** Likelihood (1 very unlikely, 5 expected) or severity (1 negligible, 5 catastrophic). */
export type Level = 1 | 2 | 3 | 4 | 5

export type SecurityProperty = 'confidentiality' | 'integrity' | 'availability' | 'accountability'

/** One evidence item. Dates are calendar days, `YYYY-MM-DD`. */
export interface ExampleEvidence {
  /** A noun phrase: the statement of the evidence element. */
  readonly title: string
  readonly kind: 'test' | 'analysis' | 'history' | 'policy' | 'training' | 'configuration' | 'review' | 'certificate'
  readonly side: 'mdm' | 'hdo'
  readonly version: string
  readonly effective: string
  readonly reviewBy?: string
  /** Document number in its owner's filing. */
  readonly reference?: string
  /** Absent means both sides. */
  readonly confidentiality?: 'both' | 'own-side' | 'public'
}

/** One side's part in a control. */
export interface ExamplePart {
  readonly person: string
  readonly due?: string
  readonly state: 'proposed' | 'started' | 'implemented' | 'verified'
  /** Absent while the side has not answered. */
  readonly answer?: 'accepted' | 'refused'
  readonly note?: string
}

export interface ExampleControl {
  /** `ALOF-1-2`: the second control of the first risk of ALOF. The element's name is `C8-` and the key. */
  readonly key: string
  readonly standard: ControlStandard
  readonly ref: string
  /** As the list of the standard prints it. */
  readonly title: string
  /** The claim: noun phrase and verb phrase. */
  readonly statement: string
  readonly type: 'technical' | 'administrative' | 'operational' | 'management'
  readonly responsible: 'mdm' | 'hdo' | 'shared'
  readonly dutyMdm?: string
  readonly dutyHdo?: string
  /** The parts of the responsible sides. */
  readonly partMdm?: ExamplePart
  readonly partHdo?: ExamplePart
  /** The two sides have not checked yet that it fits the capability. */
  readonly unchecked?: true
  readonly evidence: readonly ExampleEvidence[]
  readonly narrative?: string
}

export interface ExampleRisk {
  /** `ALOF-1`: the first risk of ALOF. The element's name is `C7-` and the key. */
  readonly key: string
  /** The claim of C7. */
  readonly statement: string
  readonly threat: string
  readonly vulnerability: string
  readonly cause: string
  readonly scenario: string
  readonly consequence: string
  readonly properties: readonly SecurityProperty[]
  readonly likelihoodBefore: Level
  readonly severityBefore: Level
  readonly likelihoodAfter: Level
  readonly severityAfter: Level
  readonly treatment: 'mitigate' | 'transfer' | 'avoid' | 'accept'
  /** Facts of the advisory: a weakness published for another product, taken as a precedent. */
  readonly cve?: string
  readonly cwe?: string
  readonly cvss?: string
  readonly cvssScore?: string
  readonly advisory?: string
  readonly hazard?: string
  /** What could happen to somebody, in the words of the safety risk file. */
  readonly harm?: string
  readonly exploitability?: 'theoretical' | 'proof' | 'functional' | 'exploited'
  /** Why it is rated as it is, where that needs a word. */
  readonly ratingReason?: string
  /** Why a side bears what its policy does not simply accept. */
  readonly residualReasonMdm?: string
  readonly residualReasonHdo?: string
  /** For a risk that the hospital takes over: what it was told, and with what it can bear it. It has confirmed that. */
  readonly transferDisclosed?: string
  readonly transferCapacity?: string
  readonly controls: readonly ExampleControl[]
}

export interface ExampleCapability {
  readonly code: CapabilityCode
  readonly decision: 'required' | 'not-required'
  /** J1; only where the capability is not required. */
  readonly justification?: string
  /** CTXT3. */
  readonly assets?: string
  /** CTXT4. */
  readonly identified?: string
  /** J2 of this capability, where it differs from the policy of the case. */
  readonly policyNote?: string
  /** Evidence of C5. */
  readonly identificationEvidence?: readonly ExampleEvidence[]
  /** Sn1, when no risk needs treatment. */
  readonly logEvidence?: ExampleEvidence
  readonly risks: readonly ExampleRisk[]
}

export interface ExampleThread {
  /** Name of the element, such as `C7-ALOF-1`. */
  readonly on: string
  readonly author: ExampleAuthor
  readonly text: string
  readonly replies: readonly { readonly author: ExampleAuthor; readonly text: string }[]
  readonly resolved?: boolean
}

export interface ExampleReview {
  readonly approvals: readonly { readonly claim: string; readonly by: ExampleAuthor }[]
  readonly objection: { readonly claim: string; readonly by: ExampleAuthor; readonly note: string }
  /** Approved by both sides and reworded afterwards, so that its approvals are out of date. */
  readonly thenEdited: { readonly claim: string; readonly statement: string }
}

export interface ExamplePerson {
  readonly email: string
  readonly name: string
  readonly title: string
  /** Absent for people outside both sides. */
  readonly side?: 'mdm' | 'hdo'
}

/** One side's risk acceptability matrix. Levels are [word, meaning], lowest first. */
export interface ExampleMatrix {
  readonly likelihood: readonly (readonly [string, string])[]
  readonly severity: readonly (readonly [string, string])[]
  /** One string per likelihood, one letter per severity: a accepted, t tolerated with a reason, n not accepted. */
  readonly cells: readonly string[]
}

/** A whole worked example. A player turns it into commands in the order of its members. */
export interface Example {
  readonly title: string
  readonly device: {
    readonly manufacturer: string
    readonly product: string
    readonly model: string
    readonly version: string
    readonly intendedUse: string
    readonly environment: string
    readonly network: string
  }
  readonly system: {
    readonly assets: string
    readonly description: string
    readonly interfaces: string
    readonly boundaries: string
  }
  readonly mdm: { readonly organisation: string }
  readonly hdo: { readonly organisation: string }
  readonly people: readonly ExamplePerson[]
  readonly context: {
    /** Statement of CTXT1. */
    readonly CTXT1: string
    /** Statement of CTXT2. */
    readonly CTXT2: string
    /** J2 of each side, in words. */
    readonly policyMdm: string
    readonly policyHdo: string
    /** The same policies as matrices. */
    readonly matrixMdm: ExampleMatrix
    readonly matrixHdo: ExampleMatrix
  }
  /** Device and system contexts in full, with the lists of assets and interfaces. */
  readonly surroundings: ExampleSurroundings
  /** What both sides agreed beyond the controls. */
  readonly terms: readonly ExampleTerm[]
  /** Paragraphs of the narrative on C1. */
  readonly narrative: readonly string[]
  /** All 19, in the order of the technical report. */
  readonly capabilities: readonly ExampleCapability[]
  readonly threads: readonly ExampleThread[]
  readonly review: ExampleReview
}
