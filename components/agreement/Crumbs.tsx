import classes from './agreement.module.css'

/** The way back: the case, the list of its versions, and where one is. By whole page loads, as the policy needs. */
export function Crumbs({ caseId, title, here }: { caseId: string; title: string; here?: string }) {
  const base = `/cases/${encodeURIComponent(caseId)}`
  return (
    <nav className={classes.crumbs} aria-label="Where you are">
      <a href={base}>{title}</a>
      <span aria-hidden>/</span>
      {here === undefined ? <span>Agreement</span> : <a href={`${base}/agreement`}>Agreement</a>}
      {here !== undefined && (
        <>
          <span aria-hidden>/</span>
          <span>{here}</span>
        </>
      )}
    </nav>
  )
}
