'use client'
import { useEffect, useState } from 'react'
import { Logo } from '@/components/look/Logo'
import { CaseTitle } from '@/components/register/case-title'
import { CaseProvider } from './CaseContext'
import type { CaseInfo } from './Header'
import headerClasses from './header.module.css'
import { acquireRoom, type CaseRoom, type Me } from './room'
import { Shell } from './Shell'
import classes from './shell.module.css'

/** Opens the case's room and draws the workspace in it. The room outlives this component by a moment (StrictMode). */
export function Workspace({ info, me }: { info: CaseInfo; me: Me }) {
  const [room, setRoom] = useState<CaseRoom>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a person's rights reach an open room over its socket
  useEffect(() => {
    const { room: acquired, release } = acquireRoom(info.id, me)
    setRoom(acquired)
    return () => {
      setRoom(undefined)
      release()
    }
  }, [info.id, me.id])

  if (room === undefined) return <Opening info={info} />
  return (
    <CaseProvider key={info.id} room={room}>
      <CaseTitle value={info.title}>
        <Shell info={info} />
      </CaseTitle>
    </CaseProvider>
  )
}

function Opening({ info }: { info: CaseInfo }) {
  return (
    <div className={classes.workspace}>
      <header className={headerClasses.header}>
        <span className={headerClasses.home}>
          <Logo />
        </span>
        <div className={headerClasses.titles}>
          <h1 className={headerClasses.title}>{info.title}</h1>
          <span className={headerClasses.device}>{info.device}</span>
        </div>
      </header>
      <main className={classes.waiting}>
        <p role="status">Opening the case ...</p>
      </main>
    </div>
  )
}
