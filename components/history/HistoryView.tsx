'use client'
import { Badge, Button, Group, Modal, Select, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useCanEdit, useLedger, useRoom } from '@/components/workspace/CaseContext'
import { sideWord } from '@/components/workspace/people'
import { Differences } from './Differences'
import classes from './history.module.css'
import { putBack } from './put-back'
import { type HistorySession, useComparison, useTimeline } from './use-history'

interface Chosen {
  readonly from: string
  readonly to: string
}

/** The past of the case: who worked on it when, what they changed, and the way back. */
export default function HistoryView() {
  const { caseId } = useRoom()
  const timeline = useTimeline(caseId)
  const [chosen, setChosen] = useState<Chosen>()
  const newest = timeline.sessions[0]
  const shown = chosen ?? (newest === undefined ? undefined : spanOf(newest))
  return (
    <div className={classes.view}>
      <section className={classes.timeline} aria-label="Working sessions">
        <div className={classes.timelineHead}>
          <h2>History</h2>
          <Button variant="subtle" size="compact-sm" loading={timeline.busy} onClick={timeline.again}>
            Look again
          </Button>
        </div>
        {timeline.refusal !== undefined && (
          <p className={classes.note} role="alert">
            {timeline.refusal.message}
          </p>
        )}
        {!timeline.busy && timeline.refusal === undefined && timeline.sessions.length === 0 && (
          <p className={classes.note}>Nobody has changed this case yet. What people do will stand here.</p>
        )}
        <Days sessions={timeline.sessions} chosen={shown} onChoose={setChosen} />
        {timeline.next !== undefined && (
          <Button variant="default" size="xs" fullWidth loading={timeline.busy} onClick={timeline.more}>
            Show earlier
          </Button>
        )}
      </section>
      <section className={classes.detail} aria-label="What changed">
        {shown !== undefined && <Detail shown={shown} sessions={timeline.sessions} onChoose={setChosen} />}
      </section>
    </div>
  )
}

function spanOf({ from, to }: HistorySession): Chosen {
  return { from: String(from - 1), to: String(to) }
}

const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: 'full' })
const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' })
const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

interface DaysProps {
  readonly sessions: readonly HistorySession[]
  readonly chosen: Chosen | undefined
  readonly onChoose: (chosen: Chosen) => void
}

function Days({ sessions, chosen, onChoose }: DaysProps) {
  const days = useMemo(() => {
    const groups: { day: string; own: HistorySession[] }[] = []
    for (const session of sessions) {
      const day = DAY.format(new Date(session.end))
      const last = groups.at(-1)
      if (last?.day === day) last.own.push(session)
      else groups.push({ day, own: [session] })
    }
    return groups
  }, [sessions])
  return days.map(({ day, own }) => (
    <div key={day}>
      <h3 className={classes.day}>{day}</h3>
      <ul className={classes.sessions}>
        {own.map((session) => {
          const span = spanOf(session)
          const total = session.people.reduce((sum, each) => sum + each.changes, 0)
          return (
            <li key={session.from}>
              <button
                type="button"
                className={classes.session}
                aria-pressed={chosen?.from === span.from && chosen.to === span.to}
                onClick={() => onChoose(span)}
              >
                <span className={classes.time}>
                  {TIME.format(new Date(session.start))} to {TIME.format(new Date(session.end))}
                  <span className={classes.total}>{total === 1 ? '1 change' : `${total} changes`}</span>
                </span>
                <span className={classes.people}>
                  {session.people.map((each) => (
                    <Badge
                      key={each.personId}
                      color={each.side === 'hdo' ? 'orange' : each.side === 'mdm' ? 'blue' : 'gray'}
                    >
                      {each.name}
                      {each.side === undefined ? '' : `, ${sideWord(each.side)}`}
                    </Badge>
                  ))}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  ))
}

interface DetailProps {
  readonly shown: Chosen
  readonly sessions: readonly HistorySession[]
  readonly onChoose: (chosen: Chosen) => void
}

function Detail({ shown, sessions, onChoose }: DetailProps) {
  const { caseId } = useRoom()
  const canEdit = useCanEdit()
  const outcome = useComparison(caseId, shown.from, shown.to)
  const states = useStates(sessions, shown)
  const [asking, setAsking] = useState<string>()
  const isSeq = (name: string) => /^\d+$/.test(name)
  return (
    <>
      <Group gap="sm" align="end" mb="sm">
        <Select
          label="From"
          size="xs"
          w={230}
          allowDeselect={false}
          data={states}
          value={shown.from}
          onChange={(from) => from !== null && onChoose({ ...shown, from })}
        />
        <Select
          label="To"
          size="xs"
          w={230}
          allowDeselect={false}
          data={states}
          value={shown.to}
          onChange={(to) => to !== null && onChoose({ ...shown, to })}
        />
        {isSeq(shown.to) && (
          <Button
            component="a"
            variant="default"
            size="xs"
            href={`/cases/${encodeURIComponent(caseId)}/history/${shown.to}`}
          >
            Read the case as it was then
          </Button>
        )}
        {canEdit && isSeq(shown.to) && (
          <Button variant="default" size="xs" onClick={() => setAsking(shown.to)}>
            Put this state back
          </Button>
        )}
      </Group>
      <div role="status" className={classes.note}>
        {comparisonWords(outcome)}
      </div>
      {outcome?.changes !== undefined && (
        <Differences
          key={`${shown.from} ${shown.to}`}
          changes={outcome.changes}
          actions={(element, name) =>
            canEdit &&
            isSeq(shown.from) &&
            shown.from !== '0' && (
              <Button
                variant="subtle"
                size="compact-xs"
                title={`Put ${name} back as it was before these changes`}
                onClick={() => void putBack(caseId, shown.from, element)}
              >
                Put {name} back as it was
              </Button>
            )
          }
        />
      )}
      <Modal opened={asking !== undefined} onClose={() => setAsking(undefined)} title="Put this state back">
        <Text mb="md">
          The case will say what it said then, as a new edit in your name. Nothing is lost: what was made since goes
          into the bin, and the state before this step stays in the history.
        </Text>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={() => setAsking(undefined)}>
            Cancel
          </Button>
          <Button
            data-autofocus
            onClick={() => {
              if (asking !== undefined) void putBack(caseId, asking, undefined)
              setAsking(undefined)
            }}
          >
            Put it back
          </Button>
        </Group>
      </Modal>
    </>
  )
}

function comparisonWords(outcome: ReturnType<typeof useComparison>): string {
  if (outcome === undefined) return 'Comparing ...'
  if (outcome.changes === undefined) return outcome.refusal.message
  return outcome.changes.length === 1 ? '1 difference' : `${outcome.changes.length} differences`
}

/** The states one can compare: now, the baselines, and the end of each working session. */
function useStates(sessions: readonly HistorySession[], shown: Chosen): { value: string; label: string }[] {
  const entries = useLedger()
  return useMemo(() => {
    const states = new Map<string, string>([['now', 'Now']])
    let baselines = 0
    for (const { kind } of entries)
      if (kind === 'baseline.in-force') states.set(`baseline:${++baselines}`, `Baseline ${baselines}`)
    for (const session of sessions) states.set(String(session.to), `After ${MOMENT.format(new Date(session.end))}`)
    states.set('0', 'Before the first change')
    for (const name of [shown.from, shown.to]) {
      if (states.has(name)) continue
      const next = sessions.find(({ from }) => from === Number(name) + 1)
      states.set(name, next === undefined ? `Change ${name}` : `Before ${MOMENT.format(new Date(next.start))}`)
    }
    return [...states].map(([value, label]) => ({ value, label }))
  }, [entries, sessions, shown])
}
