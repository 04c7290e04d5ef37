'use client'
import { type ReactNode, useSyncExternalStore } from 'react'
import { Logo } from '@/components/look/Logo'
import { SchemeSwitch } from '@/components/look/SchemeSwitch'
import classes from './frame.module.css'

interface Props {
  readonly me: { readonly name: string; readonly email: string }
  /** The case whose pages these are; absent outside of a case. */
  readonly caseId?: string
  readonly children: ReactNode
}

const never = () => () => {}

/**
 * The frame of the strict pages. It is drawn after hydration, because the policy forbids style attributes in what the
 * server sends, and it links by whole page loads, so that each page gets a document and a policy of its own.
 */
export function StrictFrame({ me, caseId, children }: Props) {
  const here = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  if (!here) return <p className={classes.loading}>Loading ...</p>
  const base = caseId === undefined ? undefined : `/cases/${encodeURIComponent(caseId)}`
  return (
    <div className={classes.frame}>
      <header className={classes.header}>
        <a href="/" className={classes.brand}>
          <Logo />
          Accord
        </a>
        {base !== undefined && (
          <nav className={classes.nav} aria-label="The agreement">
            <a href={base}>Case</a>
            {PAGES.map(({ path, words }) => (
              <a
                key={path}
                href={`${base}/agreement${path}`}
                aria-current={window.location.pathname === `${base}/agreement${path}` ? 'page' : undefined}
              >
                {words}
              </a>
            ))}
          </nav>
        )}
        <span className={classes.spacer} />
        <SchemeSwitch />
        <a href="/account" className={classes.me} title={`${me.email}: my account`}>
          {me.name}
        </a>
      </header>
      <main className={classes.page}>{children}</main>
    </div>
  )
}

const PAGES = [
  { path: '', words: 'Agreement' },
  { path: '/since', words: 'Since the baseline' },
  { path: '/charter', words: 'Charter' },
  { path: '/signatories', words: 'Signatories' },
  { path: '/audit', words: 'History' },
] as const
