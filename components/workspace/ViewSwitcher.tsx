'use client'
import { Menu } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { type MouseEvent, useMemo } from 'react'
import { ChevronDownIcon } from '@/components/look/icons'
import { useCaseFindings, useNavigate, useRoom, useSelection } from './CaseContext'
import { countsInWords } from './findings-index'
import { formatPlace, VIEWS, type View } from './selection'
import classes from './shell.module.css'
import { viewsThatFit } from './views-that-fit'

/**
 * The readings of the case. Each is a link, so that it can be opened in another tab and shared; what does not fit beside
 * the others stands in a menu, never outside the window.
 */
export function ViewSwitcher() {
  const { view, selected, open, tab } = useSelection()
  const { setView } = useNavigate()
  const { caseId } = useRoom()
  const { ref, width } = useElementSize<HTMLElement>()
  const base = useMemo(() => `/cases/${encodeURIComponent(caseId)}`, [caseId])
  const { shown, rest } = useMemo(() => viewsThatFit(width), [width])
  const hidden = rest.includes(view)
  const href = (name: View) => `${base}${formatPlace({ view: name, element: selected, open, tab })}`

  function onClick(event: MouseEvent, to: View): void {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    setView(to)
  }

  return (
    <nav ref={ref} className={classes.views} aria-label="Views of the case">
      {shown.map((name) => (
        <a
          key={name}
          className={classes.view}
          href={href(name)}
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
      {rest.length > 0 && (
        <Menu position="bottom-end" width={200} withinPortal>
          <Menu.Target>
            <button type="button" className={classes.view} aria-current={hidden ? 'page' : undefined}>
              {hidden ? VIEWS[view].word : 'More'}
              <ChevronDownIcon aria-hidden />
              {hidden && <span className="visually-hidden">, more views</span>}
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map((name) => (
              <Menu.Item
                key={name}
                component="a"
                href={href(name)}
                aria-current={view === name ? 'page' : undefined}
                onClick={(event: MouseEvent) => onClick(event, name)}
              >
                {VIEWS[name].word}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
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
