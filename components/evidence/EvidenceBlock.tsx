'use client'
import type { ReactNode } from 'react'
import { FieldControl } from '@/components/element/FieldControl'
import { OneField } from '@/components/element/OneField'
import { useCanEdit, useGraph, useMe, useRoom, useRun, useSynced } from '@/components/workspace/CaseContext'
import { FACETS } from '@/lib/case/fields'
import { isStored, type Standing, standingOf } from '@/lib/evidence/standing'
import type { ElementId } from '@/lib/gsn/graph'
import classes from './evidence.module.css'
import { FileBox, tellAudience } from './FileBox'
import { Judgements } from './Judgements'

const STANDING: Readonly<Record<Standing, string>> = {
  current: 'holds',
  'review-soon': 'to be reviewed soon',
  expired: 'past its review date',
  future: 'not in effect yet',
}

/** The form of one item of evidence: what it is, the file or where it is kept, until when it holds, what each side thinks. */
export default function EvidenceBlock({ id }: { readonly id: ElementId }) {
  const standing = useGraph((graph) =>
    standingOf(graph.elements.get(id) ?? { fields: {} }, new Date().toISOString().slice(0, 10)),
  )
  return (
    <div className={classes.form}>
      <Part title="What it is">
        <div className={classes.pair}>
          <OneField id={id} name="evidenceKind" label="Kind" />
          <OneField id={id} name="side" />
        </div>
        <div className={classes.titled}>
          <OneField id={id} name="title" />
          <OneField id={id} name="version" />
        </div>
      </Part>
      <Part title="File">
        <FileBox id={id} />
        <OneField id={id} name="reference" />
        <Confidentiality id={id} />
      </Part>
      <Part title="Until when it holds" mark={STANDING[standing]} state={standing}>
        <div className={classes.pair}>
          <OneField id={id} name="effective" />
          <OneField id={id} name="reviewBy" />
        </div>
      </Part>
      <Part title="What each side thinks of it">
        <Judgements id={id} />
      </Part>
    </div>
  )
}

interface PartProps {
  readonly title: string
  readonly mark?: string
  readonly state?: string
  readonly children: ReactNode
}

function Part({ title, mark, state, children }: PartProps) {
  return (
    <section className={classes.part} aria-label={title}>
      <h3>
        {title}
        {mark !== undefined && (
          <span className={classes.mark} data-state={state}>
            {mark}
          </span>
        )}
      </h3>
      {children}
    </section>
  )
}

/** Who may see it. Where the file is stored, the server hears of it too: it alone gives out bytes. */
function Confidentiality({ id }: { readonly id: ElementId }) {
  const { caseId } = useRoom()
  const { side } = useMe()
  const fields = useGraph((graph) => graph.elements.get(id)?.fields)
  const canEdit = useCanEdit()
  const synced = useSynced()
  const readOnly = !canEdit || !synced
  const run = useRun()
  if (fields === undefined) return null
  const theirs = (fields.side === 'mdm' || fields.side === 'hdo') && fields.side !== side
  return (
    <>
      <FieldControl
        field={FACETS.evidence.confidentiality}
        value={fields.confidentiality}
        readOnly={readOnly || theirs}
        onSave={(value) => {
          void run('set-field', { element: id, field: 'confidentiality', value })
          if (isStored({ fields }) && value !== '') void tellAudience(caseId, String(fields.sha256), String(value))
        }}
      />
      {theirs && !readOnly && <p className={classes.quiet}>The side whose evidence it is decides this.</p>}
    </>
  )
}
