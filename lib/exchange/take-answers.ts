import { orderAfter } from '@/lib/case/names'
import { readCase } from '@/lib/case/read'
import { nodesOf, readText } from '@/lib/case/ydoc'
import type { ElementId } from '@/lib/gsn/graph'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { FileProblem } from './argument-file'
import type { AnswerSuggestion } from './facts-file'
import { contextHolder } from './take-surroundings'
import { answersTaken, takenIndex } from './taken'
import type { Taking } from './taking'

/** Characters of the list of answers that a context keeps. */
const LIST_MAX = 4000
const WORD = { yes: 'Yes', no: 'No', 'not-applicable': 'N/A', blank: 'blank' } as const

/** What a form says to a question, in the word that a case keeps of it. */
export function answerWord({ answer, text }: Pick<AnswerSuggestion, 'answer' | 'text'>): string {
  return answer === 'text' ? text.replaceAll(',', ';').replaceAll(/\s+/g, ' ').slice(0, 40) : WORD[answer]
}

/**
 * [EXC10] Answers on one capability as one context of its decision: what the manufacturer discloses is not yet evidence.
 * Answers that are accepted later are added to it; what people wrote in it since stays.
 * @param problems what the reader told about the form: what is wrong with an answer is kept beside it
 */
export function takeAnswers(
  taking: Taking,
  answers: readonly AnswerSuggestion[],
  capability: string,
  problems: readonly FileProblem[],
): Outcome<{ readonly created: readonly ElementId[]; readonly there: readonly string[] }> {
  const { doc, origin } = taking
  const id = taking.firstId
  const before = answersTaken(takenIndex(doc), origin.key, capability)
  const fresh = answers.filter(({ question }) => !before.has(question))
  const there = answers.filter(({ question }) => before.has(question)).map(({ key }) => key)
  if (fresh.length === 0) return ok({ created: [], there })
  const graph = readCase(doc)
  const parent = contextHolder(taking, capability)
  if (parent === undefined) return refuse('case-empty', 'The case has no claim that this could stand beside yet.')
  const all = new Map([...before, ...fresh.map((each) => [each.question, answerWord(each)] as const)])
  const told = new Map(problems.map(({ path = '', message }) => [path, message]))
  const lines = fresh.map(({ question, about, text, note, path }) => {
    const remark = told.get(path)
    const words = `${question} ${about}: ${text || 'not answered'}${note === '' ? '' : ` (${note})`}`
    return remark === undefined ? words : `${words} [${remark}]`
  })
  const isNew = !nodesOf(doc).has(id)
  const old = isNew ? '' : readText(doc, id, 'statement')
  const written = taking.write((writer) => {
    const statement = statementOf(capability, [...all.values()])
    if (isNew) {
      writer.create(id, { kind: 'context', name: nameOf(graph.elements.values(), capability), capability }, statement)
      writer.relate(parent, 'inContextOf', id, orderAfter(graph, parent))
    } else if (old === statementOf(capability, [...before.values()])) writer.setText(id, 'statement', statement)
    writer.appendParagraphs(id, lines)
    taking.stamp(writer, id, true)
    writer.set(
      id,
      'takenAt',
      [...all]
        .map(([question, word]) => `${question} ${word}`)
        .join(', ')
        .slice(0, LIST_MAX),
    )
  })
  return written.ok ? ok({ created: written.value, there }) : written
}

function statementOf(capability: string, words: readonly string[]): string {
  const count = (word: string) => words.filter((each) => each === word).length
  const about = capability === '' ? 'the device' : capability
  return `The manufacturer's disclosure on ${about}: ${count('Yes')} answered Yes, ${count('No')} No, of ${words.length}`
}

function nameOf(elements: Iterable<{ readonly name: string }>, capability: string): string {
  const names = new Set([...elements].map(({ name }) => name))
  const base = capability === '' ? 'MDS2' : `MDS2-${capability}`
  let own = base
  for (let n = 2; names.has(own); n++) own = `${base}-${n}`
  return own
}
