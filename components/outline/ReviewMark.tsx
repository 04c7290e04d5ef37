'use client'
import { ChatIcon } from '@/components/look/icons'
import { useClaimStatus, useOpenThreads } from '@/components/review/use-review'
import { CLAIM_STATUSES, type ClaimStatus } from '@/lib/review/state'
import classes from './outline.module.css'

const GLYPHS: Readonly<
  Partial<Record<ClaimStatus, { readonly glyph: string; readonly className: string | undefined }>>
> = {
  challenged: { glyph: '✕', className: classes.red },
  stale: { glyph: '↻', className: classes.amber },
  half: { glyph: '◐', className: classes.grey },
  agreed: { glyph: '✓', className: classes.agreed },
}

/** Where a claim stands with both sides, and whether people talk about it. Nothing for what nobody has judged yet. */
export function ReviewMark({ id }: { id: string }) {
  const status = useClaimStatus(id)
  const threads = useOpenThreads(id)
  const mark = status === undefined ? undefined : GLYPHS[status]
  const talk = threads === 1 ? '1 open thread' : `${threads} open threads`
  return (
    <>
      {threads > 0 && (
        <span className={classes.talk} title={talk}>
          <ChatIcon />
          {threads > 1 && threads}
          <span className="visually-hidden"> {talk}</span>
        </span>
      )}
      {mark !== undefined && status !== undefined && (
        <span className={`${classes.mark} ${mark.className}`} title={CLAIM_STATUSES[status].help}>
          <span aria-hidden>{mark.glyph}</span>
          <span className="visually-hidden">{CLAIM_STATUSES[status].word}</span>
        </span>
      )}
    </>
  )
}
