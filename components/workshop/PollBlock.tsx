'use client'
import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useMe } from '@/components/workspace/CaseContext'
import { SIDE_CLASS, sideWord } from '@/components/workspace/people'
import { SIDES } from '@/lib/access/policy'
import { answersOf, STANDING_WORDS, standingOf } from '@/lib/workshop/poll'
import { ANSWER_WORDS, type Answer, openPoll, type Poll, type Workshop } from '@/lib/workshop/workshop'
import { AboutLine, useAbout } from './About'
import { useAct, useMay } from './use-act'
import classes from './workshop.module.css'

/** [WSH4] The question that is open, and those that were asked, side by side. */
export function PollBlock({ workshop }: { workshop: Workshop }) {
  const may = useMay(workshop)
  const open = openPoll(workshop)
  const closed = workshop.polls.filter((poll) => poll.closed !== undefined).reverse()
  if (open === undefined && closed.length === 0 && !may('ask')) return null
  return (
    <section className={classes.section} aria-label="Questions">
      <h3>Agree, or not yet</h3>
      {open !== undefined && <OpenPoll workshop={workshop} poll={open} />}
      {open === undefined && may('ask') && <AskForm workshop={workshop} />}
      {closed.map((poll) => (
        <article key={poll.id} className={classes.note}>
          <p className={classes.words}>{poll.question}</p>
          <Standings poll={poll} />
        </article>
      ))}
    </section>
  )
}

function OpenPoll({ workshop, poll }: { workshop: Workshop; poll: Poll }) {
  const may = useMay(workshop)
  const { act, busy } = useAct(workshop)
  return (
    <article className={classes.open}>
      <p className={classes.words}>{poll.question}</p>
      <AboutLine element={poll.element} />
      {may('answer') ? (
        <PollButtons workshop={workshop} poll={poll} />
      ) : (
        <p className={classes.muted}>Those who approve for a side answer.</p>
      )}
      <Standings poll={poll} />
      {may('close-poll') && (
        <Button
          size="compact-sm"
          variant="default"
          loading={busy}
          onClick={() => void act({ act: 'close-poll', poll: poll.id })}
        >
          Close the question
        </Button>
      )}
    </article>
  )
}

/** My answer for my side; it can be changed until the question is closed. */
export function PollButtons({ workshop, poll, brief }: { workshop: Workshop; poll: Poll; brief?: boolean }) {
  const me = useMe()
  const { act, busy } = useAct(workshop)
  const mine = poll.answers.get(me.id)?.answer
  return (
    <fieldset className={classes.answers}>
      <legend className={brief ? classes.briefQuestion : 'visually-hidden'}>{poll.question}</legend>
      {(['agree', 'not-yet'] as const satisfies readonly Answer[]).map((answer) => (
        <Button
          key={answer}
          size="compact-sm"
          color={answer === 'agree' ? 'teal' : 'orange'}
          variant={mine === answer ? 'filled' : 'default'}
          aria-pressed={mine === answer}
          disabled={busy}
          onClick={() => void act({ act: 'answer', poll: poll.id, answer })}
        >
          {ANSWER_WORDS[answer]}
        </Button>
      ))}
    </fieldset>
  )
}

function Standings({ poll }: { poll: Poll }) {
  return (
    <ul className={classes.standings}>
      {SIDES.map((side) => (
        <li key={side}>
          <span className={`${classes.side} ${SIDE_CLASS[side]}`}>{sideWord(side)}</span>{' '}
          {STANDING_WORDS[standingOf(poll, side)]}
          <span className={classes.muted}>
            {answersOf(poll, side)
              .map(({ by, answer }) => ` · ${by.name}: ${ANSWER_WORDS[answer].toLowerCase()}`)
              .join('')}
          </span>
        </li>
      ))}
    </ul>
  )
}

function AskForm({ workshop }: { workshop: Workshop }) {
  const [question, setQuestion] = useState('')
  const about = useAbout()
  const { act, busy } = useAct(workshop)
  async function ask() {
    if (await act({ act: 'ask', question, ...about.where })) setQuestion('')
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        void ask()
      }}
    >
      <Textarea
        size="xs"
        label="Question to both sides"
        placeholder="Is this claim good as it stands?"
        autosize
        minRows={1}
        maxRows={6}
        value={question}
        onChange={(event) => setQuestion(event.currentTarget.value)}
      />
      {about.control}
      <Button type="submit" size="compact-sm" loading={busy} disabled={question.trim() === ''}>
        Ask
      </Button>
    </form>
  )
}
