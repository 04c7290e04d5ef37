import type { ReactNode } from 'react'
import classes from './empty-view.module.css'

interface Props {
  readonly title: string
  /** What will stand here and where it comes from. */
  readonly children: ReactNode
  /** The next step, as buttons. */
  readonly acts?: ReactNode
}

/** [UI15] A view in which nothing stands yet: what it is for, and the one thing to do next. */
export function EmptyView({ title, children, acts }: Props) {
  return (
    <section className={classes.empty} aria-label={title} data-empty-view>
      <h3>{title}</h3>
      <p>{children}</p>
      {acts !== undefined && <div className={classes.acts}>{acts}</div>}
    </section>
  )
}
