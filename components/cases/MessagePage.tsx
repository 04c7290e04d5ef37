import Link from 'next/link'
import type { ReactNode } from 'react'
import { Logo } from '@/components/look/Logo'
import classes from './cases.module.css'

interface Props {
  readonly title: string
  readonly children: ReactNode
  readonly action?: ReactNode
}

/** A page that says one thing and the way on. */
export function MessagePage({ title, children, action }: Props) {
  return (
    <main className={classes.message}>
      <Logo size={32} />
      <h1>{title}</h1>
      <p>{children}</p>
      <div className={classes.messageActions}>
        {action}
        <Link href="/" className={classes.link}>
          Go to my cases
        </Link>
      </div>
    </main>
  )
}
