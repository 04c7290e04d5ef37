import type { Side } from '@/lib/access/policy'
import type { FileProblem } from './argument-file'

/**
 * [EXC6] What a file about a device says that a case can use: never the truth of the case, always suggestions, each with
 * where it stands in the file, for people to accept or not.
 */
export interface FactsFile {
  readonly title: string
  /** The identifier that the file gives itself, such as `ICSMA-22-151-02`; empty when it has none. */
  readonly document: string
  /** The moment that the file speaks of, as it stands there; empty when it says none. */
  readonly at: string
  /** Who says it: publisher, supplier or manufacturer; empty when nobody is named. */
  readonly by: string
  readonly products: readonly FileProduct[]
  readonly suggestions: readonly Suggestion[]
  /** Texts that name no vulnerability of their own, offered as they stand. */
  readonly texts: readonly OfferedText[]
  readonly problems: readonly FileProblem[]
}

/** A product or component that a file names. */
export interface FileProduct {
  /** Unique in the file. */
  readonly id: string
  /** Where it stands in the file. */
  readonly path: string
  readonly name: string
  readonly vendor?: string
  readonly version?: string
  /** Package URL, where there is one. */
  readonly purl?: string
  readonly cpe?: string
}

export interface OfferedText {
  readonly key: string
  readonly title: string
  readonly text: string
  /** Where it stands, such as `document.notes[3]`. */
  readonly path: string
}

/** Something that a case could take in. */
export type Suggestion = RiskSuggestion | AnswerSuggestion

interface SuggestionBase {
  /** The same for the same thing in every later file, so that importing again finds what was accepted before. */
  readonly key: string
  /** Codes of the security capabilities that it may touch, the likeliest first; empty when nothing suggests one. */
  readonly capabilities: readonly string[]
  /** Why it is suggested, in one sentence. */
  readonly because: string
  readonly path: string
}

/** A vulnerability: a risk of the case, with what is recommended against it. */
export interface RiskSuggestion extends SuggestionBase {
  readonly kind: 'risk'
  readonly title: string
  readonly cve?: string
  /** Weaknesses such as `CWE-613`. */
  readonly cwe: readonly string[]
  readonly vulnerability: string
  readonly consequence?: string
  /** A CVSS 3.1 or 4.0 vector that can be computed. */
  readonly cvss?: string
  readonly cvss4?: string
  readonly advisory?: string
  /** Ids of FileProduct. */
  readonly products: readonly string[]
  /** What the file says about the products: some are affected, all are fixed, none is affected, or it is not known yet. */
  readonly state: 'affected' | 'fixed' | 'not-affected' | 'investigated'
  readonly stateReason?: string
  readonly controls: readonly ControlSuggestion[]
}

/** A vendor fix suggests a control of the manufacturer, a mitigation one of the hospital. */
export interface ControlSuggestion {
  readonly key: string
  readonly side: Side
  readonly statement: string
  readonly url?: string
  readonly path: string
}

/** An answer of the manufacturer's disclosure: evidence, or the want of it, for a capability. */
export interface AnswerSuggestion extends SuggestionBase {
  readonly kind: 'answer'
  /** Such as `AUDT-2.1`. */
  readonly question: string
  readonly about: string
  readonly answer: 'yes' | 'no' | 'not-applicable' | 'text' | 'blank'
  readonly text: string
  readonly note: string
}

/** How much one file may hold. */
export const FACTS_MAX = { products: 20_000, suggestions: 5_000, text: 20_000 } as const
