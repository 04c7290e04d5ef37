'use client'
import { Button } from '@mantine/core'
import { useMe, usePeople } from '@/components/workspace/CaseContext'
import { SIDE_CLASS, sideWord } from '@/components/workspace/people'
import type { Workshop } from '@/lib/workshop/workshop'
import { useHands } from './hands'
import { useMay } from './use-act'
import classes from './workshop.module.css'

/** [WSH7] Who wishes to speak, in the order in which they raised their hands, and who takes part. */
export function PeopleBlock({ workshop }: { workshop: Workshop }) {
  const me = useMe()
  const may = useMay(workshop)
  const { hands, floor, give } = useHands(workshop)
  const speaks = usePeople().find(({ user }) => user.id === floor?.person)?.user.name
  return (
    <section className={classes.section} aria-label="People">
      <h3>People</h3>
      {hands.length > 0 && (
        <ol className={classes.agenda} aria-label="Raised hands">
          {hands.map((hand) => (
            <li key={hand.id} className={classes.row}>
              <span className={`${classes.side} ${SIDE_CLASS[hand.side ?? 'none']}`}>{sideWord(hand.side)}</span>
              <span>{hand.id === me.id ? 'You wish to speak' : `${hand.name} wishes to speak`}</span>
              {may('close') && hand.id !== me.id && (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`Give ${hand.name} the floor`}
                  onClick={() => give(hand.id)}
                >
                  Give the floor
                </Button>
              )}
            </li>
          ))}
        </ol>
      )}
      {speaks !== undefined && may('close') && (
        <p className={classes.row}>
          {speaks} has the floor.
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => give(undefined)}>
            Take it back
          </Button>
        </p>
      )}
      <p className={classes.muted}>
        {[...workshop.present.values()].map(({ by }) => `${by.name} (${sideWord(by.side)})`).join(', ')}
      </p>
    </section>
  )
}
