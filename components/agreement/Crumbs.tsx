import Link from 'next/link'
import classes from './agreement.module.css'

/** The way back: the case, the list of its versions, and where one is. */
export function Crumbs({ caseId, title, here }: { caseId: string; title: string; here?: string }) {
  const base = `/cases/${encodeURIComponent(caseId)}`
  return (
    <nav className={classes.crumbs} aria-label="Where you are">
      <Link href={base}>{title}</Link>
      <span aria-hidden>/</span>
      {here === undefined ? <span>Agreement</span> : <Link href={`${base}/agreement`}>Agreement</Link>}
      {here !== undefined && (
        <>
          <span aria-hidden>/</span>
          <span>{here}</span>
        </>
      )}
    </nav>
  )
}
