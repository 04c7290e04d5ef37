'use client'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { InboxLink } from '@/components/inbox/InboxLink'
import { Logo } from '@/components/look/Logo'
import { SchemeSwitch } from '@/components/look/SchemeSwitch'
import { AccountMenu } from '@/components/workspace/AccountMenu'
import classes from './cases.module.css'

interface Props {
  readonly me: { readonly name: string; readonly email: string; readonly organisation?: string }
  readonly children: ReactNode
}

/** The frame of the pages outside of a case. */
export function PageFrame({ me, children }: Props) {
  return (
    <div className={classes.frame}>
      <header className={classes.header}>
        <Link href="/" className={classes.brand}>
          <Logo />
          Accord
        </Link>
        <span className={classes.spacer} />
        <InboxLink />
        <SchemeSwitch />
        <AccountMenu name={me.name} email={me.email} note={me.organisation} named />
      </header>
      <main className={classes.page}>{children}</main>
    </div>
  )
}
