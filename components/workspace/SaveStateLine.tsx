'use client'
import { useRoom, useSaveState } from './CaseContext'
import classes from './header.module.css'
import { saveWords } from './save-words'

/** Where my changes are, in words. Spoken politely when it changes to something that matters. */
export function SaveStateLine() {
  const { past } = useRoom()
  const state = useSaveState()
  const { text, tone } = past === undefined ? saveWords(state) : { text: 'Read only', tone: 'good' }
  return (
    <span className={classes.save} data-tone={tone} title={text}>
      <span className={classes.saveDot} aria-hidden />
      <span role="status" className={classes.saveText}>
        {text}
      </span>
    </span>
  )
}
