import classes from './register.module.css'
import { scoreWord } from './words'

const COLOUR: Readonly<Record<string, string>> = { high: 'red', medium: 'orange', low: 'teal' }

/** A risk figure with its word; the colour comes second. */
export function ScoreCell({ score }: { score: number | undefined }) {
  const word = scoreWord(score)
  const colour = COLOUR[word]
  if (score === undefined || colour === undefined) return <span className={classes.quiet}>not rated</span>
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
