'use client'
import { Button } from '@mantine/core'
import { PageFrame } from '@/components/cases/PageFrame'
import type { PagedDocument } from '@/lib/document/document'
import { DocumentBlocks } from './DocumentBlocks'
import classes from './workshop.module.css'

interface Props {
  readonly me: { readonly name: string; readonly email: string; readonly organisation?: string }
  readonly caseId: string
  readonly number: number
  readonly document: PagedDocument
}

/** [WSH6] The minutes of a workshop, to be read, printed and taken along. */
export function MinutesPage({ me, caseId, number, document }: Props) {
  const base = `/cases/${encodeURIComponent(caseId)}`
  const file = (format: string) =>
    `/api/cases/${encodeURIComponent(caseId)}/workshops/${number}/minutes?format=${format}`
  return (
    <PageFrame me={me}>
      <article className={classes.page}>
        <div className={classes.tools}>
          <a href={base}>Back to the case</a>
          <Button component="a" size="compact-sm" variant="default" href={file('pdf')}>
            PDF
          </Button>
          <Button component="a" size="compact-sm" variant="default" href={file('docx')}>
            DOCX
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => window.print()}>
            Print
          </Button>
        </div>
        <h1>{document.title}</h1>
        <p className={classes.muted}>{document.subtitle}</p>
        <DocumentBlocks document={document} />
      </article>
    </PageFrame>
  )
}
