'use client'
import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useFollowing, useMe, usePeople } from '@/components/workspace/CaseContext'
import { useValue } from '@/components/workspace/use-store'
import { itemOf, openPoll, type Workshop } from '@/lib/workshop/workshop'
import { Elapsed } from './Elapsed'
import { useHands, useMyHand } from './hands'
import { PollButtons } from './PollBlock'
import { useAct, useMay } from './use-act'
import classes from './workshop.module.css'
import { panelOpen, useRunning } from './workshop-store'

/** [WSH8] One line while a workshop goes on: what is talked about now, and taking part without leaving one's work. */
export function WorkshopBar() {
  const workshop = useRunning()
  return workshop === undefined ? null : <Bar key={workshop.number} workshop={workshop} />
}

function Bar({ workshop }: { workshop: Workshop }) {
  const me = useMe()
  const may = useMay(workshop)
  const { act, busy } = useAct(workshop)
  const { hands, floor } = useHands(workshop)
  const { raised, raise } = useMyHand(workshop, floor)
  const shown = useValue(panelOpen)
  const current = itemOf(workshop, workshop.current)
  const poll = openPoll(workshop)
  const speaks = usePeople().find(({ user }) => user.id === floor?.person)?.user.name
  const present = workshop.present.has(me.id)
  return (
    <section className={classes.bar} aria-label="Workshop" data-keeps-following>
      <span className={classes.now} role="status">
        <strong className={classes.title}>{workshop.title}</strong>
        {current === undefined ? (
          <span className={classes.muted}>No point is being talked about.</span>
        ) : (
          <>
            <span className={classes.current}>Now: {current.title}</span>
            <Elapsed item={current} />
          </>
        )}
        {speaks !== undefined && <span className={classes.muted}>{speaks} has the floor</span>}
      </span>
      {poll !== undefined && may('answer') && <PollButtons workshop={workshop} poll={poll} brief />}
      {!present && (
        <Button size="compact-sm" loading={busy} onClick={() => void act({ act: 'join' })}>
          Join
        </Button>
      )}
      <FollowSwitch workshop={workshop} />
      {may('park') && (
        <Button
          size="compact-sm"
          variant={raised ? 'filled' : 'default'}
          aria-pressed={raised}
          onClick={() => raise(!raised)}
        >
          {raised ? 'Lower my hand' : 'Raise my hand'}
        </Button>
      )}
      <Button size="compact-sm" variant="default" aria-expanded={shown} onClick={() => panelOpen.set(!shown)}>
        {shown ? 'Hide the workshop' : 'Show the workshop'}
        {hands.length > 0 && (
          <span className={classes.count}>
            {hands.length} {hands.length === 1 ? 'hand' : 'hands'}
          </span>
        )}
      </Button>
    </section>
  )
}

/** Goes where the facilitator goes, or roams; when the lead changes hands, the new one is followed. */
function FollowSwitch({ workshop }: { workshop: Workshop }) {
  const { facilitator } = workshop
  const following = useFollowing()
  const me = useMe()
  const followed = useValue(following)?.id
  const before = useRef(facilitator.id)
  const people = usePeople()
  const there = people.some(({ user }) => user.id === facilitator.id)
  useEffect(() => {
    const last = before.current
    before.current = facilitator.id
    if (last !== facilitator.id && followed === last && facilitator.id !== me.id) following.follow(facilitator.id)
  }, [facilitator.id, followed, following, me.id])
  if (facilitator.id === me.id) return <span className={classes.lead}>You lead</span>
  const on = followed === facilitator.id
  return (
    <Button
      size="compact-sm"
      variant={on ? 'filled' : 'default'}
      aria-pressed={on}
      disabled={!on && !there}
      title={there ? undefined : `${facilitator.name} is not here at the moment`}
      onClick={() => (on ? following.stop() : following.follow(facilitator.id))}
    >
      {on ? 'Roam' : `Follow ${facilitator.name}`}
    </Button>
  )
}
