import { isCapabilityCode } from './capability-codes'
import data from './mds2-questions.json'

/** A question of the manufacturer's disclosure statement, by what identifies it. */
export interface Mds2Question {
  /** Such as `AUDT-2.8.1`. */
  readonly id: string
  /** The section's code, such as `AUDT`; the same as the capability's code where it is one. */
  readonly section: string
  /** What it asks, in this project's own words. */
  readonly about: string
}

export const MDS2_SOURCE: string = data.source

const ABOUT = data.questions as Readonly<Record<string, string>>
const SECTIONS = data.sections as Readonly<Record<string, { name: string; capability: string | null }>>

/** All questions in the order of the form. */
export const MDS2_QUESTIONS: readonly Mds2Question[] = Object.entries(ABOUT).map(([id, about]) => {
  return { id, section: id.slice(0, id.indexOf('-')), about }
})

/** The question with this id; undefined for none. */
export function mds2Question(id: string): Mds2Question | undefined {
  const about = Object.hasOwn(ABOUT, id) ? ABOUT[id] : undefined
  return about === undefined ? undefined : { id, section: id.slice(0, id.indexOf('-')), about }
}

/** The codes of the form's sections. */
export const MDS2_SECTIONS: readonly string[] = Object.keys(SECTIONS)

/** The security capability that a section is about; undefined for sections that are about none of the 19. */
export function capabilityOfSection(section: string): string | undefined {
  const code = Object.hasOwn(SECTIONS, section) ? SECTIONS[section]?.capability : undefined
  return code !== null && code !== undefined && isCapabilityCode(code) ? code : undefined
}
