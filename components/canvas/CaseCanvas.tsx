'use client'

/** The diagram of the case: the overview of capabilities, or the argument of the open one. */
export default function CaseCanvas() {
  return <div role="application" aria-label="Argument diagram" />
}
