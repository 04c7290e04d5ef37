import { dayWords } from '@/lib/agreement/instant'
import { type About, because, quote, type Sentence, word } from './phrases'

/** What the entries of a workshop say. */
export const WORKSHOP_SENTENCES: Readonly<Record<string, Sentence>> = {
  'workshop.opened': ({ body }) => `opened workshop ${word(body.workshop)}: ${quote(body.title)}`,
  'workshop.agenda': ({ body }) => `changed the agenda of workshop ${word(body.workshop)}.`,
  'workshop.joined': ({ body }) => `took part in workshop ${word(body.workshop)}.`,
  'workshop.led': ({ body }) => `let ${word(body.name)} lead workshop ${word(body.workshop)}.`,
  'workshop.begun': ({ body }) => `began a point on the agenda of workshop ${word(body.workshop)}.`,
  'workshop.ended': ({ body }) =>
    body.deferred === true
      ? `put off a point on the agenda of workshop ${word(body.workshop)}.`
      : `ended a point on the agenda of workshop ${word(body.workshop)}.`,
  'workshop.decided': (about) =>
    `noted a decision of workshop ${word(about.body.workshop)}${where(about)}: ${quote(about.body.text)}`,
  'workshop.action': (about) => {
    const { name, due, text } = about.body
    const who = word(name) === '' ? '' : ` for ${word(name)}`
    const by = word(due) === '' ? '' : ` by ${dayWords(word(due))}`
    return `noted something to be done${who}${by}${where(about)}: ${quote(text)}`
  },
  'workshop.parked': (about) => `put a point aside${where(about)}: ${quote(about.body.text)}`,
  'workshop.struck': ({ body }) => `struck a note of workshop ${word(body.workshop)} that was put down by mistake.`,
  'workshop.polled': (about) =>
    `asked everybody in workshop ${word(about.body.workshop)}${where(about)}: ${quote(about.body.question)}`,
  'workshop.answered': ({ body }) =>
    `${body.answer === 'agree' ? 'agreed' : 'answered “not yet”'} in workshop ${word(body.workshop)}${because(body.note)}`,
  'workshop.poll-closed': ({ body }) => `closed a question of workshop ${word(body.workshop)}.`,
  'workshop.closed': ({ body }) => `closed workshop ${word(body.workshop)}.`,
}

function where({ body, name }: About): string {
  return typeof body.element === 'string' ? ` about ${name(body.element)}` : ''
}
