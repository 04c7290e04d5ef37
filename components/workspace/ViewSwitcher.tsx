'use client'
import { type MouseEvent, useMemo } from 'react'
import { useCaseFindings, useNavigate, useRoom, useSelection } from './CaseContext'
import { countsInWords } from './findings-index'
import { formatPlace, VIEWS, type View } from './selection'
import classes from './shell.module.css'

/** The readings of the case. Each is a link, so that it can be opened in another tab and shared. */
export function ViewSwitcher() {
  const { view, selected, open, tab } = useSelection()
  const { setView } = useNavigate()
  const { caseId } = useRoom()
  const base = useMemo(() => `/cases/${encodeURIComponent(caseId)}`, [caseId])

  function onClick(event: MouseEvent, to: View): void {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    setView(to)
  }

  return (
    <nav className={classes.views} aria-label="Views of the case">
      {(Object.keys(VIEWS) as View[]).map((name) => (
        <a
          key={name}
          className={classes.view}
          href={`${base}${formatPlace({ view: name, element: selected, open, tab })}`}
          aria-current={view === name ? 'page' : undefined}
          onClick={(event) => onClick(event, name)}
        >
          {VIEWS[name].word}
          {name === 'findings' && <FindingsBadge />}
        </a>
      ))}
      <a className={classes.view} href={`${base}/agreement`}>
        Agreement
      </a>
    </nav>
  )
}

function FindingsBadge() {
  const counts = useCaseFindings((findings) => findings.counts)
  const pressing = counts.red + counts.amber
  if (pressing + counts.grey === 0) return null
  const severity = counts.red > 0 ? 'red' : counts.amber > 0 ? 'amber' : 'grey'
  return (
    <span className={classes.badge} data-severity={severity} title={countsInWords(counts)}>
      {pressing > 0 ? pressing : counts.grey}
      <span className="visually-hidden">: {countsInWords(counts)}</span>
    </span>
  )
}
