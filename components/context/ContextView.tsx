'use client'
import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { SharedTextArea } from '@/components/element/SharedTextArea'
import { EmptyView } from '@/components/look/EmptyView'
import { FirstElement } from '@/components/outline/FirstElement'
import { useGraph, useNavigate } from '@/components/workspace/CaseContext'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import classes from './context.module.css'
import DeviceBlock from './DeviceBlock'
import { DocumentsView, useFilledDocuments } from './DocumentsView'
import SystemBlock from './SystemBlock'

type Part = 'device' | 'system' | 'documents'

// The choice outlives the view, which is gone while another one is open.
let last: Part = 'device'

function idOf(graph: CaseGraph, role: string): ElementId | undefined {
  if (graph.elements.get(role)?.role === role) return role
  for (const element of graph.elements.values()) if (element.role === role) return element.id
  return undefined
}

/** What the case is about, on one page: the device, the system with its lists, and the supporting documents. */
export default function ContextView() {
  const [part, setPart] = useState<Part>(last)
  const filled = useFilledDocuments()
  const device = useGraph((graph) => idOf(graph, 'CTXT1'))
  const system = useGraph((graph) => idOf(graph, 'CTXT2'))
  const choose = (next: Part) => {
    last = next
    setPart(next)
  }
  return (
    <div className={classes.view}>
      <div className={classes.bar}>
        <h2>Context</h2>
        <SegmentedControl
          size="xs"
          aria-label="Part of the context"
          value={part}
          onChange={(value) => choose(value as Part)}
          data={[
            { value: 'device', label: 'Device and use' },
            { value: 'system', label: 'System, assets, interfaces' },
            { value: 'documents', label: `Supporting documents (${filled} of 10)` },
          ]}
        />
      </div>
      {/* Each part begins at its top. */}
      <div className={classes.scroll} key={part}>
        {part === 'device' && <Statement id={device} what="the device" />}
        {part === 'device' && device !== undefined && <DeviceBlock id={device} />}
        {part === 'system' && <Statement id={system} what="the system" />}
        {part === 'system' && system !== undefined && <SystemBlock id={system} />}
        {part === 'documents' && <DocumentsView />}
      </div>
    </div>
  )
}

/** The context in one sentence, as the argument shows it. */
function Statement({ id, what }: { id: ElementId | undefined; what: string }) {
  const name = useGraph((graph) => (id === undefined ? '' : (graph.elements.get(id)?.name ?? '')))
  const empty = useGraph((graph) => graph.elements.size === 0)
  const { select } = useNavigate()
  if (id === undefined) {
    return (
      <EmptyView title={`This case has no context for ${what}`} acts={empty ? <FirstElement /> : undefined}>
        What everything else is about stands here once, and claims refer to it. It comes with the security capabilities;
        in a case of your own, add a context beside the top claim.
      </EmptyView>
    )
  }
  return (
    <section className={classes.section} aria-label={`In one sentence (${name})`}>
      <h3>
        In one sentence
        <span className={classes.where}>
          as the argument shows it in{' '}
          <button type="button" onClick={() => select(id)}>
            {name}
          </button>
        </span>
      </h3>
      <SharedTextArea element={id} field="statement" label={`Statement of ${name}`} rows={2} />
    </section>
  )
}
