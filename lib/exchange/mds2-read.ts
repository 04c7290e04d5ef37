import { capabilityOfSection, MDS2_QUESTIONS, MDS2_SECTIONS, mds2Question } from '@/catalog/mds2-questions'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { Problems } from './argument-file'
import { DELIMITERS, type Line, readDelimited } from './delimited-text'
import { type AnswerSuggestion, FACTS_MAX, type FactsFile } from './facts-file'
import { isObject, notJson, objectsAt, parseJson, stringAt } from './json-walk'

const ID = /^\s*([A-Za-z]{3,5})[-\s](\d{1,2}(?:\.\d{1,2}){0,3})\s*$/
const ANSWERS: Readonly<Record<string, AnswerSuggestion['answer']>> = {
  yes: 'yes',
  y: 'yes',
  true: 'yes',
  no: 'no',
  n: 'no',
  false: 'no',
  'n/a': 'not-applicable',
  na: 'not-applicable',
  'not applicable': 'not-applicable',
  '': 'blank',
  blank: 'blank',
}

/** One answer as the form holds it. */
interface Given {
  readonly id: string
  readonly answer: string
  readonly note: string
  readonly line?: number
  readonly path: string
}

/**
 * [EXC9] Reads the answers of an MDS2-2019 form from the lines of a workbook or a table: wherever a cell holds a question's
 * id, the cells after it are its answer and note. Misprinted ids, blanks and contradictions are told and kept.
 * @returns refusal `file-empty`
 */
export function readMds2Lines(lines: readonly Line[]): Outcome<FactsFile> {
  const given: Given[] = []
  for (const { line, cells } of lines) {
    const at = cells.findIndex((cell) => ID.test(cell))
    if (at < 0) continue
    const { answer, note } = answerAmong(cells.slice(at + 1))
    given.push({ id: cells[at] ?? '', answer, note, line, path: `line ${line}` })
  }
  return given.length === 0 ? nothing() : ok(factsOf(given, ''))
}

/**
 * [EXC9] The same from JSON: a list `questions` of `{id, answer, note}`, or an object of answers by id.
 * @returns refusals `file-unreadable` and `file-empty`
 */
export function readMds2Json(text: string): Outcome<FactsFile> {
  const root = parseJson(text)
  if (!isObject(root)) return notJson(text, 'Bring the form as a workbook or as JSON.')
  const listed = objectsAt(root, 'questions').map(({ item, index }): Given => {
    const path = `questions[${index}]`
    return { id: stringAt(item, 'id'), answer: stringAt(item, 'answer'), note: stringAt(item, 'note'), path }
  })
  const keyed = Object.entries(root).flatMap(([id, answer]): Given[] => {
    return ID.test(id) && typeof answer === 'string' ? [{ id, answer, note: '', path: id }] : []
  })
  const given = listed.length > 0 ? listed : keyed
  return given.length === 0 ? nothing() : ok(factsOf(given, stringAt(root, 'meta', 'form')))
}

/** [EXC9] The same from delimited text. @returns refusal `file-empty` */
export function readMds2Text(text: string): Outcome<FactsFile> {
  const tries = DELIMITERS.map((delimiter) => readMds2Lines(readDelimited(text, delimiter)))
  const answers = (outcome: Outcome<FactsFile>) => (outcome.ok ? outcome.value.suggestions.length : 0)
  return tries.reduce((best, each) => (answers(each) > answers(best) ? each : best))
}

function nothing() {
  return refuse(
    'file-empty',
    'No cell holds a question of the form, such as ALOF-1. Bring the filled-in MDS2-2019 form.',
  )
}

/** A form has its question's text between id and answer: the first cell that is an answer counts. */
function answerAmong(cells: readonly string[]): { answer: string; note: string } {
  const at = cells.findIndex((cell) => {
    const word = cell.trim().toLowerCase()
    return word !== '' && Object.hasOwn(ANSWERS, word)
  })
  const rest = (from: number) =>
    cells
      .slice(from)
      .map((cell) => cell.trim())
      .filter(Boolean)
      .join(' ')
  if (at >= 0) return { answer: cells[at] ?? '', note: rest(at + 1) }
  // The questions about document and device are answered in words, which stand after the question's own.
  const filled = cells.map((cell) => cell.trim()).filter(Boolean)
  return filled.length > 1 ? { answer: filled[1] ?? '', note: filled.slice(2).join(' ') } : { answer: '', note: '' }
}

function factsOf(given: readonly Given[], title: string): FactsFile {
  const problems = new Problems()
  const answers = new Map<string, AnswerSuggestion>()
  for (const each of given) {
    const where = each.line === undefined ? { path: each.path } : { line: each.line, path: each.path }
    const id = knownId(each.id, (message) => problems.changed(message, where))
    if (id === undefined) {
      problems.leftOut(`${each.id.slice(0, 40)} is no question of MDS2-2019.`, where)
      continue
    }
    if (answers.has(id)) {
      problems.leftOut(`${id} is answered already; this second answer is left out.`, where)
      continue
    }
    const answer = answerOf(id, each, problems, where)
    answers.set(id, answer)
  }
  for (const { id } of MDS2_QUESTIONS) if (!answers.has(id)) problems.leftOut(`${id} is not in the file.`, { path: id })
  contradictions(answers, problems)
  const all = [...answers.values()]
  const [maker, device, model] = ['DOC-1', 'DOC-2', 'DOC-3'].map((id) => answers.get(id)?.text ?? '')
  return {
    title: title || [maker, device].filter(Boolean).join(': ') || 'MDS2',
    document: answers.get('DOC-4')?.text ?? '',
    at: answers.get('DOC-7')?.text ?? '',
    by: maker ?? '',
    products: model
      ? [{ id: 'device', path: 'DOC-3', name: device || model, version: model, ...(maker ? { vendor: maker } : {}) }]
      : [],
    suggestions: all,
    texts: [],
    problems: problems.list(),
  }
}

function answerOf(
  id: string,
  { answer, note, path }: Given,
  problems: Problems,
  where: { line?: number; path: string },
): AnswerSuggestion {
  const { about = '', section = '' } = mds2Question(id) ?? {}
  const word = answer.trim().toLowerCase()
  const read = Object.hasOwn(ANSWERS, word) ? (ANSWERS[word] ?? 'blank') : 'text'
  if (read === 'blank') problems.changed(`${id} is not answered.`, where)
  if (read === 'text' && section !== 'DOC') problems.changed(`${id} is answered neither Yes, No nor N/A.`, where)
  const capability = capabilityOfSection(section)
  return {
    kind: 'answer',
    key: `mds2:${id}`,
    capabilities: capability === undefined ? [] : [capability],
    because:
      capability === undefined
        ? `Section ${section} is about no capability of its own.`
        : `Section ${section} of the form.`,
    path,
    question: id,
    about,
    answer: read,
    text: answer.trim().slice(0, FACTS_MAX.text),
    note: note.slice(0, FACTS_MAX.text),
  }
}

/** An id as the form prints it; one with two letters of its section changed over, or one of them wrong, is put right. */
function knownId(printed: string, told: (message: string) => void): string | undefined {
  const match = ID.exec(printed)
  if (match === null) return undefined
  const [section, number] = [(match[1] ?? '').toUpperCase(), match[2] ?? '']
  const id = `${section}-${number}`
  if (mds2Question(id) !== undefined) return id
  const meant = MDS2_SECTIONS.filter((each) => near(each, section) && mds2Question(`${each}-${number}`) !== undefined)
  const [only] = meant
  if (only === undefined || meant.length > 1) return undefined
  told(`${id} is no question; it is taken for ${only}-${number}.`)
  return `${only}-${number}`
}

/** The same letters in another order, or all but one the same. */
function near(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  if ([...a].sort().join('') === [...b].sort().join('')) return true
  return [...a].filter((letter, index) => letter !== b[index]).length === 1
}

/** A question that only arises when the one above it is answered Yes, answered Yes while that one says No. */
function contradictions(answers: ReadonlyMap<string, AnswerSuggestion>, problems: Problems): void {
  for (const { question, answer, path } of answers.values()) {
    const dot = question.lastIndexOf('.')
    const above = dot < 0 ? undefined : answers.get(question.slice(0, dot))
    if (answer === 'yes' && above?.answer === 'no') {
      problems.changed(`${question} says Yes, but ${above.question} says No. Both are kept; ask the manufacturer.`, {
        path,
      })
    }
  }
}
