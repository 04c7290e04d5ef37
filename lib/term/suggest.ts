import { phaseById } from '@/catalog/life-cycle'
import { topicById } from '@/catalog/terms/topics'
import type { CaseGraph, Element } from '@/lib/gsn/graph'

/** What of a case decides which topics matter. */
export interface TermFacts {
  /** CTXT1, when the case has one. */
  readonly device: Element | undefined
  /** Codes of the capabilities that are required. */
  readonly required: ReadonlySet<string>
  /** Some risk is transferred to the other side. */
  readonly transfers: boolean
}

export interface Suggestion {
  readonly topic: string
  /** Why, as words after "because". */
  readonly because: string
}

/** Topics that a required capability brings along; a proposal of this project. */
const BY_CAPABILITY: Readonly<Record<string, readonly string[]>> = {
  AUDT: ['RA-24'],
  CNFS: ['RA-17'],
  CSUP: ['RA-35', 'RA-36'],
  DIDT: ['RA-31'],
  DTBK: ['RA-26'],
  EMRG: ['RA-27'],
  MLDP: ['RA-25'],
  NAUT: ['RA-12'],
  PAUT: ['RA-19', 'RA-21'],
  PLOK: ['RA-23'],
  RDMP: ['RA-18', 'RA-43'],
  SAHD: ['RA-17'],
  SGUD: ['RA-11'],
}

/**
 * [TRM10] Which topics matter in a case, each once with the first reason: its life-cycle stage, how it is connected, its
 * dates, what is transferred, and the capabilities that it requires.
 */
export function suggestTopics({ device, required, transfers }: TermFacts): Suggestion[] {
  const found = new Map<string, string>()
  const take = (topics: readonly string[], because: string) => {
    for (const topic of topics) if (!found.has(topic) && topicById(topic) !== undefined) found.set(topic, because)
  }
  for (const [topic, because] of factTopics(device, transfers)) take([topic], because)
  const phase = phaseById(device?.fields.lifeCycle)
  if (phase !== undefined) take(phase.topics, `the device is in the stage "${phase.name.toLowerCase()}"`)
  for (const code of [...required].sort()) take(BY_CAPABILITY[code] ?? [], `${code} is required`)
  return [...found].map(([topic, because]) => ({ topic, because }))
}

/** Topics that a fact of the case makes necessary: dropping one of them contradicts the case. */
export function factTopics(device: Element | undefined, transfers: boolean): [topic: string, because: string][] {
  const topics: [string, string][] = []
  const fields = device?.fields ?? {}
  if (fields.remoteAccess === 'on-request' || fields.remoteAccess === 'permanent') {
    topics.push(['RA-29', 'somebody reaches the device from afar'])
  }
  if (fields.wired === true || fields.wireless === true) topics.push(['RA-22', 'the device is on a network'])
  if (typeof fields.endOfSupport === 'string') topics.push(['RA-42', 'the end of support is known'])
  if (fields.lifeCycle === 'end-of-support') topics.push(['RA-45', 'support has ended or is ending'])
  if (fields.lifeCycle === 'retirement') topics.push(['RA-46', 'the device leaves clinical use'])
  if (transfers) topics.push(['RA-08', 'a risk is transferred'])
  return topics
}

/** The facts of a case, read from its whole graph. */
export function termFacts(graph: CaseGraph): TermFacts {
  let device: Element | undefined
  const required = new Set<string>()
  let transfers = false
  for (const element of graph.elements.values()) {
    if (!graph.reachable.has(element.id)) continue
    if (element.facet === 'device') device ??= element
    if (element.role === 'C2' && element.fields.decision === 'required') required.add(element.capability ?? '')
    if (element.facet === 'risk' && element.fields.treatment === 'transfer') transfers = true
  }
  return { device, required, transfers }
}
