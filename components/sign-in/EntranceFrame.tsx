import type { ReactNode } from 'react'
import classes from '@/components/cases/cases.module.css'
import { Logo } from '@/components/look/Logo'
import { SchemeSwitch } from '@/components/look/SchemeSwitch'

/** The frame of the pages before one is signed in. */
export function EntranceFrame({
  title,
  wide = false,
  children,
}: {
  title: string
  wide?: boolean
  children: ReactNode
}) {
  return (
    <main className={classes.signIn}>
      <div className={classes.signInCorner}>
        <SchemeSwitch />
      </div>
      <div className={`${classes.signInBox} ${wide ? classes.signInWide : ''}`}>
        <Logo size={36} />
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  )
}
