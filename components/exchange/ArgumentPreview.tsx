'use client'
import { Button, Radio, Select, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import { KIND_CLASS, kindWord } from '@/components/workspace/kind-words'
import { isKind, type Kind } from '@/lib/gsn/kinds'
import classes from './exchange.module.css'
import { type ArgumentAnswer, inWords, sendFile, type TakenAnswer } from './import-answers'
import { TakenNote, type Told } from './TakenNote'
import { VirtualList } from './VirtualList'

interface Props {
  readonly caseId: string
  readonly file: File
  readonly answer: ArgumentAnswer
  /** Under which name the file is known in the case. */
  readonly source: string
  readonly onSource: (source: string) => void
  /** Asks again what the case has of it. */
  readonly onTaken: () => void
}

type Listed = NonNullable<ArgumentAnswer['list']>[number]
interface Claim {
  readonly value: string
  readonly label: string
}

const idOf = ({ id }: Listed) => id
const heightOf = () => 44

/** An argument of another tool: what it holds, what of it does not count, where it is to stand, and then taking it. */
export function ArgumentPreview({ caseId, file, answer, source, onSource, onTaken }: Props) {
  const [place, setPlace] = useState('beside')
  const [under, setUnder] = useState<string | null>(null)
  const [claims, setClaims] = useState<readonly Claim[]>()
  const [name, setName] = useState(source)
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<Told>()
  const { list = [] } = answer
  const fresh = useMemo(() => list.filter(({ there }) => !there).length, [list])

  async function choosePlace(chosen: string): Promise<void> {
    setPlace(chosen)
    if (chosen === 'below' && claims === undefined) setClaims(await claimsOf(caseId))
  }

  async function take(): Promise<void> {
    setBusy(true)
    const query = {
      ...(place === 'below' && under !== null ? { under } : {}),
      ...(place === 'module' ? { place: 'module' } : {}),
    }
    const path = `/api/cases/${encodeURIComponent(caseId)}/import`
    const outcome = await sendFile<TakenAnswer>(path, file, { format: answer.format, name: source, query })
    setBusy(false)
    if (!outcome.ok) return setTold({ problem: outcome.refusal.message, created: [], there: 0, refused: 0 })
    const { created = [], there = 0, differing = [] } = outcome.value
    const more = differing
      .slice(0, 20)
      .map(
        ({ name: own, inFile }) => `${own} says something else than the file ("${inFile.slice(0, 120)}") and was left.`,
      )
    setTold({ created, there: typeof there === 'number' ? there : there.length, refused: 0, more })
    onTaken()
  }

  return (
    <>
      <Illegal illegal={answer.illegal} />
      {answer.mayTake && (
        <div className={classes.target}>
          <Radio.Group label="Where is it to stand?" value={place} onChange={(next) => void choosePlace(next)}>
            <div className={classes.radios}>
              <Radio size="xs" value="beside" label="Beside the argument, to be connected by hand" />
              <Radio size="xs" value="below" label="Below a claim of the case" />
              <Radio
                size="xs"
                value="module"
                label="As a module: beside the argument, its top claims offered to be cited"
              />
            </div>
          </Radio.Group>
          {place === 'below' && (
            <Select
              label="Claim"
              placeholder={claims === undefined ? 'Reading the claims ...' : 'Find a claim or strategy'}
              data={claims ?? []}
              value={under}
              onChange={setUnder}
              searchable
              limit={50}
              nothingFoundMessage="No claim has these words."
            />
          )}
          <TextInput
            label="Known in this case as"
            description="A file that is imported again under this name adds only what is new."
            value={name}
            maxLength={120}
            onChange={(event) => setName(event.currentTarget.value)}
            onBlur={() => name.trim() !== '' && name !== source && onSource(name.trim())}
          />
        </div>
      )}
      <VirtualList
        label="Elements of the file"
        items={list}
        idOf={idOf}
        height={heightOf}
        draw={(each) => (
          <div className={classes.element}>
            <span className={KIND_CLASS[each.kind]} aria-hidden="true" />
            <strong className={classes.name}>{each.name}</strong>
            <span className="visually-hidden">{kindWord(each.kind)}</span>
            <span className={classes.statement}>{each.statement || 'No words'}</span>
            <span className={classes.quiet}>{each.line === undefined ? '' : `Line ${each.line}`}</span>
            {each.there && <span className={classes.there}>Already in the case</span>}
          </div>
        )}
      />
      {told !== undefined && <TakenNote caseId={caseId} told={told} />}
      {answer.mayTake && (
        <div className={classes.bar}>
          <span role="status">
            {inWords(fresh, 'new element')}
            {list.length > fresh ? `, ${(list.length - fresh).toLocaleString('en')} in the case already` : ''}
          </span>
          <Button
            loading={busy}
            disabled={fresh === 0 || (place === 'below' && under === null)}
            onClick={() => void take()}
          >
            Take {inWords(fresh, 'element')} into the case
          </Button>
        </div>
      )}
    </>
  )
}

const REASONS: Readonly<Record<string, string>> = {
  illegal: 'GSN does not allow it between these two',
  cycle: 'the argument would rest on itself',
  dangling: 'one of the two is not in the file',
}

function Illegal({ illegal }: Pick<ArgumentAnswer, 'illegal'>) {
  if (illegal.length === 0) return null
  return (
    <details className={classes.problems} open={illegal.length <= 8}>
      <summary>{inWords(illegal.length, 'relation')} will be taken, shown as a finding, and not counted</summary>
      <ul>
        {illegal.slice(0, 500).map(({ from, type, to, reason }) => (
          <li key={`${from} ${type} ${to}`}>
            <span className={classes.place}>
              {from} to {to}
            </span>
            <span>
              {type === 'inContextOf' ? 'In the context of' : type === 'challenges' ? 'Challenges' : 'Supported by'}:{' '}
              {REASONS[reason] ?? reason}.
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

async function claimsOf(caseId: string): Promise<readonly Claim[]> {
  type Read = { elements: readonly { id: string; kind: Kind; name: string; statement: string }[] }
  const graph = await callApi<Read>(`/api/cases/${encodeURIComponent(caseId)}/graph`)
  if (!graph.ok) return []
  return graph.value.elements.flatMap(({ id, kind, name, statement }) =>
    kind === 'goal' || kind === 'strategy' ? [{ value: id, label: `${name} ${statement}`.slice(0, 120) }] : [],
  )
}

/** "3 claims, 1 strategy": what a file holds by kind. */
export function kindsInWords(elements: Readonly<Record<string, number>>): string {
  return Object.entries(elements)
    .flatMap(([kind, count]) => (isKind(kind) ? [inWords(count, ...oneAndMany(kind))] : []))
    .join(', ')
}

function oneAndMany(kind: Kind): [one: string, many: string] {
  if (kind === 'solution') return ['piece of evidence', 'pieces of evidence']
  const word = kindWord(kind).toLowerCase()
  return [word, word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`]
}
