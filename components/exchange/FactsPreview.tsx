'use client'
import { Alert, Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import classes from './exchange.module.css'
import { FactLine } from './FactLine'
import { countFacts, type FactItem, factItems, LENS_WORDS, LENSES, type Lens } from './fact-items'
import { type FactsAnswer, inWords, sendFile, type TakenAnswer } from './import-answers'
import {
  acceptWords,
  capabilityOf,
  choosable,
  choose,
  NO_PICKS,
  type Picks,
  suggestedKeys,
  whyNotChoose,
} from './picks'
import { TakenNote, type Told } from './TakenNote'
import { VirtualList } from './VirtualList'

interface Props {
  readonly caseId: string
  readonly file: File
  readonly answer: FactsAnswer
}

/** Things that are sent at once: between two sendings it is told how far it is. */
const AT_ONCE = 200
const HEIGHTS = { group: 36, risk: 104, control: 66, answer: 66, product: 54, text: 84 } as const

const idOf = (item: FactItem) => item.id
const heightOf = (item: FactItem) => HEIGHTS[item.kind]

/** [EXC17] What a file says about the device, to be chosen one by one, by group or all, and then taken. */
export function FactsPreview({ caseId, file, answer }: Props) {
  const [here, setHere] = useState({ held: answer.held, open: answer.open })
  const [picks, setPicks] = useState<Picks>(NO_PICKS)
  const [lens, setLens] = useState<Lens>('all')
  const [query, setQuery] = useState('')
  const [progress, setProgress] = useState<string>()
  const [told, setTold] = useState<Told>()
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map())
  const words = useDeferredValue(query)
  const counts = useMemo(() => countFacts(answer), [answer])
  const suggested = useMemo(() => suggestedKeys(answer), [answer])
  const items = useMemo(() => factItems(answer, lens, words), [answer, lens, words])
  const all = useMemo(() => choosable(answer, here.open), [answer, here.open])
  const pick = useCallback(
    (keys: readonly string[], on: boolean) => setPicks((now) => choose(keys, on, all, now, here)),
    [all, here],
  )
  const setCapability = useCallback(
    (key: string, code: string) => {
      setPicks((now) => {
        const next = { ...now, capability: new Map(now.capability).set(key, code) }
        // What was chosen for another capability may not fit this one.
        const own = [key, ...(all.get(key)?.controls ?? [])]
        const kept = own.filter((each) => now.chosen.has(each))
        return choose(kept, true, all, choose(own, false, all, next, here), here)
      })
    },
    [all, here],
  )

  async function take(): Promise<void> {
    const wanted = acceptWords(all, picks)
    const sum = { created: [] as string[], there: 0, refused: new Map<string, string>() }
    setTold(undefined)
    for (let at = 0; at < wanted.length; at += AT_ONCE) {
      setProgress(wanted.length <= AT_ONCE ? 'Taking ...' : `Taking ${at + 1} of ${wanted.length} ...`)
      const fields = { accept: wanted.slice(at, at + AT_ONCE).join('\n') }
      const query = { brief: 'true', controls: 'false' }
      const path = `/api/cases/${encodeURIComponent(caseId)}/import`
      const outcome = await sendFile<TakenAnswer>(path, file, { format: answer.format, query, fields })
      if (!outcome.ok) {
        setProgress(undefined)
        return setTold({
          problem: outcome.refusal.message,
          created: sum.created,
          there: sum.there,
          refused: sum.refused.size,
        })
      }
      const { created = [], there, refused: not = [], held = {}, open = [] } = outcome.value
      sum.created.push(...created)
      sum.there += typeof there === 'number' ? there : (there?.length ?? 0)
      for (const { key, refusal } of not) sum.refused.set(key, refusal.message)
      setHere({ held, open })
      setRefused(new Map(sum.refused))
    }
    setProgress(undefined)
    setPicks((now) => ({ ...now, chosen: new Set() }))
    setTold({ created: sum.created, there: sum.there, refused: sum.refused.size })
  }

  const count = picks.chosen.size
  return (
    <>
      {here.open.length === 0 && counts.risk > 0 && (
        <Alert color="orange" title="No capability takes risks yet">
          Vulnerabilities and controls stand below a security capability. Decide in the case which capabilities are
          required, then come back: nothing of the file is lost.
        </Alert>
      )}
      <div className={classes.tools}>
        <NativeSelect
          aria-label="What is listed"
          value={lens}
          onChange={(event) => setLens(event.currentTarget.value as Lens)}
          data={LENSES.filter((each) => each === 'all' || counts[each] > 0).map((each) => ({
            value: each,
            label: `${LENS_WORDS[each]} (${counts[each].toLocaleString('en')})`,
          }))}
        />
        <TextInput
          className={classes.search}
          placeholder="Find in the file"
          aria-label="Find in the file"
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        {answer.mayTake && suggested.length > 0 && (
          <Button variant="default" onClick={() => pick(suggested, true)}>
            Choose all that is suggested
          </Button>
        )}
      </div>
      <VirtualList
        label="What the file offers"
        items={items}
        idOf={idOf}
        height={heightOf}
        draw={(item) =>
          item.kind === 'group' ? (
            <GroupLine item={item} picks={picks} mayTake={answer.mayTake} state={stateOf(item.keys)} onChoose={pick} />
          ) : (
            <FactLine
              item={item}
              chosen={picks.chosen.has(item.key)}
              why={whyNotChoose(item.key, all, picks, here)}
              capability={capabilityOf(item.key, all, picks)}
              held={here.held[item.key] ?? []}
              open={here.open}
              refused={refused.get(item.key)}
              mayTake={answer.mayTake}
              onChoose={(key, on) => pick([key], on)}
              onCapability={setCapability}
            />
          )
        }
      />
      {items.length === 0 && <p className={classes.quiet}>Nothing in the file has these words.</p>}
      {told !== undefined && <TakenNote caseId={caseId} told={told} />}
      {answer.mayTake && (
        <div className={classes.bar}>
          <span role="status">{progress ?? `${inWords(count, 'thing')} chosen`}</span>
          <Button variant="default" disabled={count === 0 || progress !== undefined} onClick={() => setPicks(NO_PICKS)}>
            Choose none
          </Button>
          <Button loading={progress !== undefined} disabled={count === 0} onClick={() => void take()}>
            Take {count === 0 ? 'what is chosen' : inWords(count, 'thing')} into the case
          </Button>
        </div>
      )}
    </>
  )

  function stateOf(keys: readonly string[]): 'none' | 'some' | 'all' | 'nothing' {
    let [on, can] = [0, 0]
    for (const key of keys) {
      if (picks.chosen.has(key)) on++
      if (picks.chosen.has(key) || whyNotChoose(key, all, picks, here) === undefined) can++
    }
    if (can === 0) return 'nothing'
    return on === 0 ? 'none' : on === can ? 'all' : 'some'
  }
}

interface GroupProps {
  readonly item: Extract<FactItem, { kind: 'group' }>
  readonly picks: Picks
  readonly mayTake: boolean
  readonly state: 'none' | 'some' | 'all' | 'nothing'
  readonly onChoose: (keys: readonly string[], on: boolean) => void
}

function GroupLine({ item, mayTake, state, onChoose }: GroupProps) {
  return (
    <div className={classes.group}>
      <Checkbox
        size="xs"
        aria-label={`Choose all: ${item.label}`}
        checked={state === 'all'}
        indeterminate={state === 'some'}
        disabled={!mayTake || state === 'nothing'}
        onChange={() => onChoose(item.keys, state !== 'all')}
      />
      <h3>
        {item.label} <span className={classes.quiet}>{item.keys.length.toLocaleString('en')}</span>
      </h3>
    </div>
  )
}
