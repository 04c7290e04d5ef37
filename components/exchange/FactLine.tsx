'use client'
import { Badge, Checkbox, NativeSelect } from '@mantine/core'
import { SIDE_CLASS, sideWord } from '@/components/workspace/people'
import type { ShownAnswer, ShownRisk } from '@/lib/exchange/shown-facts'
import { capabilityName } from '@/lib/reading/capability-names'
import classes from './exchange.module.css'
import type { FactItem } from './fact-items'
import type { whyNotChoose } from './picks'

type Thing = Exclude<FactItem, { kind: 'group' }>

interface Props {
  readonly item: Thing
  readonly chosen: boolean
  readonly why: ReturnType<typeof whyNotChoose>
  readonly capability: string
  /** Where the case has it already. */
  readonly held: readonly string[]
  /** Capabilities that take risks now. */
  readonly open: readonly string[]
  /** Why it could not be taken. */
  readonly refused: string | undefined
  readonly mayTake: boolean
  readonly onChoose: (key: string, on: boolean) => void
  readonly onCapability: (key: string, code: string) => void
}

/** One thing that a file offers: what it is, where it stands, for which capability, and whether the case has it. */
export function FactLine({
  item,
  chosen,
  why,
  capability,
  held,
  open,
  refused,
  mayTake,
  onChoose,
  onCapability,
}: Props) {
  const words = wordsOf(item)
  return (
    <div className={classes.fact} data-kind={item.kind} data-there={why === 'there' || undefined}>
      <Checkbox
        size="xs"
        aria-label={`Take ${words.title}`}
        checked={chosen || why === 'there'}
        disabled={!mayTake || why !== undefined}
        onChange={(event) => onChoose(item.key, event.currentTarget.checked)}
      />
      <div className={classes.said}>
        <p className={classes.factTitle}>
          {item.kind === 'control' && (
            <span className={`${classes.pill} ${SIDE_CLASS[item.control.side]}`}>{sideWord(item.control.side)}</span>
          )}
          <span>{words.title}</span>
          {item.kind === 'risk' && <StateBadge risk={item.risk} />}
          {item.kind === 'answer' && <AnswerBadge answer={item.answer} />}
        </p>
        {words.text !== '' && <p className={classes.excerpt}>{words.text}</p>}
        {item.kind === 'answer' && item.remark !== undefined && <p className={classes.flag}>{item.remark}</p>}
        {item.kind === 'answer' && item.answer.before !== undefined && (
          <p className={classes.flag}>The case says that the form answered {item.answer.before}.</p>
        )}
        <p className={classes.quiet}>
          {item.kind === 'risk' && `${item.risk.because} `}
          <span className={classes.path}>{words.path}</span>
        </p>
        {refused !== undefined && (
          <p className={classes.bad} role="alert">
            Not taken: {refused}
          </p>
        )}
      </div>
      <div className={classes.where}>
        {(item.kind === 'risk' || item.kind === 'text') && (
          <NativeSelect
            size="xs"
            aria-label={`Capability for ${words.title}`}
            value={capability}
            disabled={!mayTake}
            onChange={(event) => onCapability(item.key, event.currentTarget.value)}
            data={codesFor(item, open)}
          />
        )}
        {why === 'there' && <span className={classes.there}>Already in the case</span>}
        {why !== 'there' && held.length > 0 && (
          <span className={classes.quiet}>
            In the case for {held.map((code) => code || 'the whole case').join(', ')}
          </span>
        )}
        {why === 'not-open' && item.kind === 'risk' && (
          <span className={classes.hint}>{capability} is not decided as required in this case.</span>
        )}
        {why === 'no-capability' && item.kind === 'risk' && open.length > 0 && (
          <span className={classes.hint}>Choose the capability that it touches.</span>
        )}
      </div>
    </div>
  )
}

function wordsOf(item: Thing): { title: string; text: string; path: string } {
  switch (item.kind) {
    case 'risk': {
      const { title, cve, vulnerability, path } = item.risk
      const name = cve === undefined || title.includes(cve) ? title : `${cve} ${title}`
      return { title: name, text: vulnerability === title ? '' : vulnerability, path }
    }
    case 'control':
      return { title: item.control.statement, text: item.control.url ?? '', path: item.control.path }
    case 'answer':
      return { title: `${item.answer.question} ${item.answer.about}`, text: item.answer.note, path: item.answer.path }
    case 'product': {
      const { vendor, name, version, purl, cpe, path } = item.product
      const words = [vendor, name, version].filter((each, index, all) => each && all.indexOf(each) === index)
      return { title: words.join(' '), text: [purl, cpe].filter(Boolean).join(' '), path }
    }
    case 'text':
      return { title: item.text.title, text: item.text.text, path: item.text.path }
  }
}

const STATES = {
  affected: ['Affected', 'orange'],
  fixed: ['Fixed', 'teal'],
  'not-affected': ['Not affected', 'gray'],
  investigated: ['Not known yet', 'gray'],
} as const

function StateBadge({ risk }: { risk: ShownRisk }) {
  const [word, colour] = STATES[risk.state]
  return (
    <>
      <Badge color={colour}>{word}</Badge>
      {risk.cwe.length > 0 && <span className={classes.quiet}>{risk.cwe.join(', ')}</span>}
    </>
  )
}

const ANSWERS = {
  yes: ['Yes', 'teal'],
  no: ['No', 'orange'],
  'not-applicable': ['N/A', 'gray'],
  text: ['In words', 'blue'],
  blank: ['Not answered', 'red'],
} as const

function AnswerBadge({ answer }: { answer: ShownAnswer }) {
  const [word, colour] = ANSWERS[answer.answer]
  return (
    <>
      <Badge color={colour}>{word}</Badge>
      {answer.answer === 'text' && <span>{answer.text}</span>}
    </>
  )
}

function codesFor(item: Thing, open: readonly string[]): { value: string; label: string }[] {
  const suggested = item.kind === 'risk' ? item.risk.capabilities : []
  const none = { value: '', label: item.kind === 'text' ? 'The whole case' : 'Choose a capability' }
  const option = (code: string, note = '') => ({ value: code, label: `${code}${note} ${capabilityName(code)}` })
  return [
    none,
    ...suggested.map((code) => option(code, open.includes(code) ? ' (suggested)' : ' (suggested, not required yet)')),
    ...open.filter((code) => !suggested.includes(code)).map((code) => option(code)),
  ]
}
