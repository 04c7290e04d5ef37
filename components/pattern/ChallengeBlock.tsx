'use client'
import { Button } from '@mantine/core'
import { useCanEdit, useGraph, useNavigate, useRun } from '@/components/workspace/CaseContext'
import { challengeStates, challengesAgainst, challengesFrom, readChallenges } from '@/lib/gsn/challenge'
import { type Challenge, challengeKey, targetName } from '@/lib/gsn/challenge-edges'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import classes from './pattern.module.css'

const WEIGHT_WORDS = {
  defeats: 'It counts: this is defeated.',
  doubts: 'It puts this in doubt until it is supported by evidence, or answered.',
  void: 'It does not count: it is defeated itself.',
} as const

interface Line {
  readonly key: string
  readonly other: ElementId
  readonly name: string
  readonly statement: string
  readonly about: string
  readonly weight: keyof typeof WEIGHT_WORDS
}

function nameOf(graph: CaseGraph, id: ElementId): string {
  return graph.elements.get(id)?.name ?? id
}

function aboutWords(graph: CaseGraph, { target }: Challenge): string {
  if ('element' in target) return ''
  const verb = target.relation.type === 'supportedBy' ? 'rests on' : 'stands in the context of'
  return `that ${nameOf(graph, target.relation.from)} ${verb} ${nameOf(graph, target.relation.to)}`
}

function lineOf(graph: CaseGraph, challenge: Challenge, other: ElementId): Line {
  const key = challengeKey(challenge)
  return {
    key,
    other,
    name: nameOf(graph, other),
    statement: graph.elements.get(other)?.statement ?? '',
    about: aboutWords(graph, challenge),
    weight: readChallenges(graph).weights.get(key) ?? 'doubts',
  }
}

function read(graph: CaseGraph, id: ElementId): string {
  if (graph.challenges.length === 0) return ''
  const own = challengeStates(graph).get(id)
  const against = challengesAgainst(graph, id).map((each) => lineOf(graph, each, each.from))
  const made = challengesFrom(graph, id).map((each) =>
    lineOf(graph, each, 'element' in each.target ? each.target.element : each.target.relation.from),
  )
  if (own === undefined && against.length === 0 && made.length === 0) return ''
  const by = own === undefined || own.direct ? [] : own.by.map((each) => ({ id: each, name: nameOf(graph, each) }))
  return JSON.stringify({ state: own?.state, direct: own?.direct, by, against, made })
}

interface Reading {
  readonly state?: 'in-doubt' | 'defeated'
  readonly direct?: boolean
  readonly by: readonly { readonly id: ElementId; readonly name: string }[]
  readonly against: readonly Line[]
  readonly made: readonly Line[]
}

/** [GSN14] What speaks against an element, how much it weighs, and what the element itself speaks against. */
export function ChallengeBlock({ id }: { readonly id: ElementId }) {
  const json = useGraph((graph) => read(graph, id))
  const { select } = useNavigate()
  if (json === '') return null
  const { state, direct, by, against, made } = JSON.parse(json) as Reading
  return (
    <section className={classes.block} data-state={state} aria-label="Challenges">
      <h3>
        {state === 'defeated' && <span className={classes.bad}>Defeated</span>}
        {state === 'in-doubt' && <span className={classes.warn}>In doubt</span>}
        {state === undefined && (made.length > 0 ? 'Challenge' : 'Challenges')}
      </h3>
      {state !== undefined && direct !== true && (
        <p className={classes.note}>
          It rests on what is challenged:{' '}
          {by.map((each, index) => (
            <span key={each.id}>
              {index > 0 && ', '}
              <button type="button" className={classes.link} onClick={() => select(each.id)}>
                {each.name}
              </button>
            </span>
          ))}
          .
        </p>
      )}
      <ul className={classes.list}>
        {against.map((line) => (
          <ChallengeLine key={line.key} line={line} by={line.other} head="Challenged by" />
        ))}
        {made.map((line) => (
          <ChallengeLine key={line.key} line={line} by={id} head="Challenges" />
        ))}
      </ul>
    </section>
  )
}

function ChallengeLine({ line, by, head }: { readonly line: Line; readonly by: ElementId; readonly head: string }) {
  const canEdit = useCanEdit()
  const run = useRun()
  const { select } = useNavigate()
  const isMade = head === 'Challenges'
  const target = useGraph((graph) => {
    const found = graph.challenges.find((each) => challengeKey(each) === line.key)
    return found === undefined ? undefined : targetName(found.target)
  })
  async function withdraw(): Promise<void> {
    const [from, type, to] = (target ?? '').split(':')
    const what = to === undefined ? { element: from } : { relation: { from, type, to } }
    await run('remove-challenge', { by, target: what })
  }
  return (
    <li>
      <span>
        {head}{' '}
        <button type="button" className={classes.link} onClick={() => select(line.other)}>
          {line.name}
        </button>
        {line.statement !== '' && <>: {line.statement}</>}
        {line.about !== '' && <> ({line.about})</>}. {!isMade && WEIGHT_WORDS[line.weight]}
      </span>
      {canEdit && (
        <Button variant="subtle" color="gray" size="compact-xs" onClick={() => void withdraw()}>
          Withdraw
        </Button>
      )}
    </li>
  )
}
