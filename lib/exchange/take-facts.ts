import type * as Y from 'yjs'
import { CAPABILITY_CODES } from '@/catalog/capability-codes'
import type { CommandContext } from '@/lib/case/command'
import { done } from '@/lib/case/command'
import { orderAfter } from '@/lib/case/names'
import { readCase } from '@/lib/case/read'
import { nodesOf } from '@/lib/case/ydoc'
import { digestOf } from '@/lib/gsn/digest'
import type { ElementId } from '@/lib/gsn/graph'
import { type Outcome, ok, type Refusal } from '@/lib/gsn/outcome'
import { runCommand } from '@/lib/pattern/registry'
import type { AnswerSuggestion, ControlSuggestion, FactsFile, RiskSuggestion, Suggestion } from './facts-file'

/** What a person accepted: a suggestion by its key, for a capability that they may have chosen otherwise. */
export interface Picked {
  readonly key: string
  readonly capability: string
  /** Whether the recommended controls are taken with it. */
  readonly controls: boolean
}

export interface TakenFacts {
  readonly created: readonly ElementId[]
  /** Keys that the case had taken before: nothing was done about them, also where people deleted what came of them. */
  readonly there: readonly string[]
  /** Keys that could not be taken, each with the reason. */
  readonly refused: readonly { readonly key: string; readonly refusal: Refusal }[]
}

/** Words of a recommendation that become the statement of its control. */
const STATEMENT_MAX = 300

/**
 * [EXC10] Takes accepted suggestions of a file into a case: a vulnerability grows a risk with its controls, answers on a
 * capability become one context of it. Each gets ids that its key and capability give, so that accepting it again, from
 * this file or a later one, adds nothing.
 * @param source the file's own identifier and name, for what is recorded with each element
 */
export function takeFacts(
  doc: Y.Doc,
  file: FactsFile,
  picked: readonly Picked[],
  source: string,
  context: CommandContext,
): Outcome<TakenFacts> {
  const created: ElementId[] = []
  const there: string[] = []
  const refused: { key: string; refusal: Refusal }[] = []
  const byKey = new Map(file.suggestions.map((suggestion) => [suggestion.key, suggestion]))
  const answers = new Map<string, AnswerSuggestion[]>()
  for (const { key, capability, controls } of picked) {
    const suggestion = byKey.get(key)
    if (suggestion === undefined) continue
    if (suggestion.kind === 'answer') {
      answers.set(capability, [...(answers.get(capability) ?? []), suggestion])
      continue
    }
    const taking = new Taking(doc, context, seedOf(suggestion, capability, source))
    if (taking.isThere()) {
      there.push(key)
      continue
    }
    const outcome = takeRisk(taking, suggestion, capability, controls, source)
    if (outcome.ok) created.push(...outcome.value)
    else refused.push({ key, refusal: outcome.refusal })
  }
  for (const [capability, all] of answers) {
    const taking = new Taking(doc, context, seedOf(all[0] as Suggestion, capability, source))
    if (taking.isThere()) there.push(...all.map(({ key }) => key))
    else {
      const outcome = takeAnswers(taking, all, capability, source)
      if (outcome.ok) created.push(...outcome.value)
      else refused.push(...all.map(({ key }) => ({ key, refusal: outcome.refusal })))
    }
  }
  return ok({ created, there, refused })
}

/** The capabilities for which the case has taken a suggestion already, also where people deleted what came of it. */
export function isTaken(doc: Y.Doc, suggestion: Suggestion, source: string): readonly string[] {
  const nodes = nodesOf(doc)
  const seed = (code: string) => seedOf(suggestion, code, source)
  return CAPABILITY_CODES.filter((code) => nodes.has(firstId(seed(code))))
}

function seedOf({ kind, key }: Suggestion, capability: string, source: string): readonly string[] {
  return kind === 'answer' ? ['taken', 'mds2', source, capability] : ['taken', key, capability]
}

function firstId(seed: readonly string[]): ElementId {
  return digestOf([...seed, 0]).slice(0, 24)
}

/** Ids that one accepted suggestion gives to what it grows. */
class Taking {
  private next = 0

  constructor(
    readonly doc: Y.Doc,
    private readonly base: CommandContext,
    private readonly seed: readonly string[],
  ) {}

  private idAt(n: number): ElementId {
    return digestOf([...this.seed, n]).slice(0, 24)
  }

  /** Also when everything it grew lies in the bin. */
  isThere(): boolean {
    return nodesOf(this.doc).has(this.idAt(0))
  }

  readonly ids = () => this.idAt(this.next++)

  get context(): CommandContext {
    return { ...this.base, ids: this.ids }
  }

  run(name: string, args: unknown): Outcome<readonly ElementId[]> {
    const outcome = runCommand(this.doc, name, args, this.context)
    return outcome.ok ? ok(outcome.value.created) : outcome
  }

  note(id: ElementId, lines: readonly string[]): void {
    done(this.doc, 'import-note', this.base, (writer) => writer.appendParagraphs(id, lines))
  }
}

function takeRisk(
  taking: Taking,
  risk: RiskSuggestion,
  capability: string,
  withControls: boolean,
  source: string,
): Outcome<readonly ElementId[]> {
  const { cve, cwe, cvss, cvss4, advisory, vulnerability, consequence } = risk
  const grown = taking.run('add-risk', {
    capability,
    values: {
      threat: risk.title,
      vulnerability,
      ...(cve === undefined ? {} : { cve }),
      ...(cwe.length === 0 ? {} : { cwe: cwe.join(', ') }),
      ...(cvss === undefined ? {} : { cvss }),
      ...(cvss4 === undefined ? {} : { cvss4 }),
      ...(advisory === undefined || advisory === '' ? {} : { advisory }),
    },
    scenario: consequence === undefined ? {} : { consequence },
  })
  if (!grown.ok) return grown
  const id = grown.value.find((each) => nodesOf(taking.doc).get(each)?.get('role') === 'C7')
  if (id === undefined) return grown
  const state = risk.stateReason === undefined ? [] : [`${risk.state}: ${risk.stateReason}`]
  taking.note(id, [...state, `Taken from ${source}, ${risk.path}.`])
  const created = [...grown.value]
  for (const control of withControls ? risk.controls : []) {
    const outcome = takeControl(taking, id, control, source)
    if (!outcome.ok) return outcome
    created.push(...outcome.value)
  }
  return ok(created)
}

function takeControl(
  taking: Taking,
  risk: ElementId,
  { side, statement, url, path }: ControlSuggestion,
  source: string,
) {
  const [line = ''] = statement.split('\n')
  const short = line.length > STATEMENT_MAX ? `${line.slice(0, STATEMENT_MAX - 1)}…` : line
  const duty = side === 'mdm' ? 'dutyMdm' : 'dutyHdo'
  const outcome = taking.run('add-control', {
    risk,
    statement: short,
    values: { responsible: side, basis: 'own', title: short.slice(0, 120), [duty]: statement },
  })
  const id = outcome.ok ? outcome.value[0] : undefined
  if (id !== undefined) taking.note(id, [...(url === undefined ? [] : [url]), `Taken from ${source}, ${path}.`])
  return outcome
}

/** All answers on one capability as one context of its decision: what the manufacturer discloses is not yet evidence. */
function takeAnswers(
  taking: Taking,
  answers: readonly AnswerSuggestion[],
  capability: string,
  source: string,
): Outcome<readonly ElementId[]> {
  const graph = readCase(taking.doc)
  const parent = graph.elements.get(`C2-${capability}`) ?? (graph.rootId && graph.elements.get(graph.rootId))
  if (!parent) return ok([])
  const id = taking.ids()
  const no = answers.filter(({ answer }) => answer === 'no').length
  const yes = answers.filter(({ answer }) => answer === 'yes').length
  const statement = `The manufacturer's disclosure on ${capability}: ${yes} answered Yes, ${no} No, of ${answers.length}`
  const lines = answers.map(({ question, about, text, note }) => {
    return `${question} ${about}: ${text || 'not answered'}${note === '' ? '' : ` (${note})`}`
  })
  const context = taking.context
  const written = done(taking.doc, 'import-answers', context, (writer) => {
    const scalars = { kind: 'context', name: `MDS2-${capability}`, capability }
    writer.create(id, scalars, statement)
    writer.relate(parent.id, 'inContextOf', id, orderAfter(graph, parent.id))
    writer.appendParagraphs(id, [...lines, `Taken from ${source}.`])
  })
  return written.ok ? ok(written.value.created) : written
}
