import Link from 'next/link'
import classes from '@/components/cases/cases.module.css'
import { CheckNotice } from './CheckNotice'
import own from './monitor.module.css'

/** [MON6] Checks a file against all cases of its reader. */
export function AdvisoriesPage() {
  return (
    <>
      <p className={classes.crumb}>
        <Link className={classes.link} href="/">
          My cases
        </Link>
      </p>
      <div className={classes.pageHead}>
        <h1>Check an advisory</h1>
      </div>
      <p className={own.lead}>
        Bring a new advisory, VEX or bill of materials. It is held against the watch lists and the risks of your cases,
        and you see which claims and agreements it touches. Only what you accept is recorded: a thread on each claim,
        and the mark that approvals given before are challenged. Both sides of that case see it.
      </p>
      <CheckNotice />
    </>
  )
}
