'use client'
import { useMemo } from 'react'
import { wordRuns } from '@/components/history/words'
import classes from './review.module.css'

/** Two wordings as one text: what goes is struck out, what comes is underlined; both are said in words too. */
export function WordDifference({ before, after }: { before: string; after: string }) {
  const runs = useMemo(() => wordRuns(before, after), [before, after])
  const parts = runs ?? [
    { text: before, kind: 'removed' as const },
    { text: after, kind: 'added' as const },
  ]
  return (
    <p className={classes.difference}>
      {parts.map(({ text, kind }, index) => {
        // Parts have no other identity than their place.
        const key = index
        if (text === '') return null
        if (kind === 'same') return <span key={key}>{text}</span>
        const Tag = kind === 'added' ? 'ins' : 'del'
        return (
          <Tag key={key}>
            <span className="visually-hidden">{kind === 'added' ? ' added: ' : ' taken away: '}</span>
            {text}
          </Tag>
        )
      })}
    </p>
  )
}
