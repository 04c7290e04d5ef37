'use client'
import { Button } from '@mantine/core'
import { Component, lazy, type ReactNode, Suspense, useState } from 'react'
import classes from './Narrative.module.css'
import type { NarrativeProps } from './NarrativeEditor'

const load = () => import('./NarrativeEditor')

/** The narrative of an element. The editor is large and loaded when the first narrative is opened. */
export function Narrative(props: NarrativeProps) {
  const [attempt, setAttempt] = useState(0)
  return (
    <LoadBoundary key={attempt} retry={() => setAttempt(attempt + 1)}>
      <Loaded key={attempt} {...props} />
    </LoadBoundary>
  )
}

function Loaded(props: NarrativeProps) {
  const [Editor] = useState(() => lazy(load))
  return (
    <Suspense fallback={<p className={classes.note}>Opening the narrative…</p>}>
      <Editor key={props.element} {...props} />
    </Suspense>
  )
}

/** Shows what to do when the editor could not be fetched or failed. */
class LoadBoundary extends Component<{ retry: () => void; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <div className={classes.note} role="alert">
        <p>The editor could not be opened. Nothing you wrote is lost.</p>
        <Button variant="default" onClick={this.props.retry}>
          Try again
        </Button>
      </div>
    )
  }
}
