'use client'
import { ActionIcon, Popover } from '@mantine/core'
import { CAPABILITIES } from '@/catalog/capabilities'
import { InfoIcon } from '@/components/look/icons'
import { kindWord } from '@/components/workspace/kind-words'
import type { Element } from '@/lib/gsn/graph'
import { KINDS } from '@/lib/gsn/kinds'
import classes from './element.module.css'
import { stepHelp } from './step-help'

type About = Pick<Element, 'kind' | 'role' | 'capability' | 'name'>

/** [FST2] What the words over an element mean, in plain sentences: its kind, its step of the pattern, its capability. */
export function termsOf({
  kind,
  role,
  capability,
}: About): readonly { readonly term: string; readonly text: string }[] {
  const known = CAPABILITIES.find(({ code }) => code === capability)
  const step = role === undefined ? undefined : stepHelp({ kind, role })
  return [
    { term: kindWord(kind), text: KINDS[kind].form },
    ...(step === undefined || step === KINDS[kind].form ? [] : [{ term: 'This step of the pattern', text: step }]),
    ...(known === undefined
      ? []
      : [
          { term: `${known.code} · ${known.name}`, text: known.goal },
          { term: 'What a site needs to see', text: known.need },
        ]),
  ]
}

export function TermHelp({ about }: { about: About }) {
  return (
    <Popover width={320} position="bottom-end" withArrow trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon size={22} aria-label={`What ${about.name} is`} title="What is this?">
          <InfoIcon />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={`What ${about.name} is`} tabIndex={-1} data-autofocus>
        <dl className={classes.terms}>
          {termsOf(about).map(({ term, text }) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </Popover.Dropdown>
    </Popover>
  )
}
