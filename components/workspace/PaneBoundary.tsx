'use client'
import { Button } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import classes from './shell.module.css'

interface Props {
  /** What failed, as the subject of a sentence. */
  readonly what: string
  readonly children: ReactNode
}

/** A fault in one pane stays in that pane: the rest of the workspace goes on, and one can try again. */
export class PaneBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <div className={classes.waiting} role="alert">
        <p>{this.props.what} could not be shown. Nothing you wrote is lost.</p>
        <Button variant="default" onClick={() => this.setState({ failed: false })}>
          Try again
        </Button>
      </div>
    )
  }
}
