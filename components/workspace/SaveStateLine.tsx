'use client'
import { useSaveState } from './CaseContext'
import classes from './header.module.css'
import { saveWords } from './save-words'

/** Where my changes are, in words. Spoken politely when it changes to something that matters. */
export function SaveStateLine() {
  const state = useSaveState()
  const { text, tone } = saveWords(state)
  return (
    <span className={classes.save} data-tone={tone} title={text}>
      <span className={classes.saveDot} aria-hidden />
      <span role="status" className={classes.saveText}>
        {text}
      </span>
    </span>
  )
}
