import { scoreWord } from '@/lib/table/register'
import classes from './register.module.css'

const COLOUR: Readonly<Record<string, string>> = { high: 'red', medium: 'orange', low: 'teal' }

/** A risk figure with its word; the colour comes second. */
export function ScoreCell({ score }: { score: number | undefined }) {
  if (score === undefined) return <span className={classes.quiet}>not rated</span>
  const word = scoreWord(score)
  const colour = COLOUR[word] ?? 'gray'
  const style = {
    background: `var(--mantine-color-${colour}-light)`,
    color: `var(--mantine-color-${colour}-light-color)`,
  }
  return (
    <span className={classes.score} style={style}>
      {score} {word}
    </span>
  )
}
