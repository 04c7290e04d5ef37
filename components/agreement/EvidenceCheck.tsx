'use client'
import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { partPath } from '@/lib/agreement/manifest'
import type { CanonicalElement } from '@/lib/case/canonical-case'
import { isStored, sizeInWords } from '@/lib/evidence/standing'
import { sha256Hex } from '@/lib/gsn/digest'
import classes from './agreement.module.css'
import { type CheckedView, checkPart } from './check-view'

interface Props {
  readonly caseId: string
  readonly checked: CheckedView
}

interface Found {
  readonly name: string
  readonly file: string
  readonly state: 'same' | 'differs' | 'closed' | 'reference'
}

const STATES: Readonly<Record<Found['state'], string>> = {
  same: 'This browser hashed the file: it is the one that the version names',
  differs: 'The file is missing or is not the one that the version names. Do not sign.',
  closed: 'Kept by the other side for itself: you sign its hash',
  reference: 'Stays with its owner: you sign its hash',
}

/** Files up to this many bytes together are hashed without being asked to. */
const SMALL = 20_000_000

/** Hashes the evidence files here: the server's word that they are the same is not taken for it. */
export function EvidenceCheck({ caseId, checked }: Props) {
  const [evidence, setEvidence] = useState<readonly CanonicalElement[]>()
  const [found, setFound] = useState<readonly Found[]>([])
  const [problem, setProblem] = useState('')
  const [asked, setAsked] = useState(false)
  const begun = useRef(false)
  useEffect(() => {
    void checkPart<readonly CanonicalElement[]>(caseId, checked.manifest, partPath('evidence')).then((part) => {
      if (part.ok) setEvidence(part.value)
      else setProblem(part.refusal.message)
    })
  }, [caseId, checked])
  const stored = evidence?.filter((element) => isStored(element)) ?? []
  const bytes = stored.reduce((sum, { fields }) => sum + Number(fields.fileSize ?? 0), 0)
  const go = evidence !== undefined && (asked || bytes <= SMALL)
  useEffect(() => {
    if (!go || begun.current || evidence === undefined) return
    begun.current = true
    void (async () => {
      // One after the other: they may be large, and a browser holds each of them whole.
      for (const element of evidence) {
        const one = await lookAt(caseId, element)
        if (one !== undefined) setFound((all) => [...all, one])
      }
    })()
  }, [go, caseId, evidence])

  if (problem !== '') {
    return (
      <p role="alert" className={classes.bad}>
        {problem}
      </p>
    )
  }
  if (evidence === undefined) return <p className={classes.muted}>Reading the list of evidence ...</p>
  const named = evidence.filter(({ fields }) => Boolean(fields.sha256))
  if (named.length === 0) return <p className={classes.muted}>No evidence of this version has a file or a hash.</p>
  const bad = found.filter(({ state }) => state === 'differs')
  return (
    <>
      {!go && (
        <Button variant="default" onClick={() => setAsked(true)}>
          Hash {stored.length} files here ({sizeInWords(bytes)})
        </Button>
      )}
      <p role={bad.length > 0 ? 'alert' : 'status'} className={bad.length > 0 ? classes.bad : classes.muted}>
        {found.filter(({ state }) => state === 'same').length} of {stored.length} files hashed in this browser and found
        right{bad.length > 0 ? `; ${bad.length} wrong or missing` : ''}.
      </p>
      <ul className={classes.items}>
        {found.map(({ name, file, state }) => (
          <li key={name} className={classes.item}>
            <span className={classes.where}>{name}</span>
            <span className={state === 'differs' ? classes.bad : undefined}>
              {file} <span className={classes.next}>{STATES[state]}</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

async function lookAt(caseId: string, element: CanonicalElement): Promise<Found | undefined> {
  const { sha256, fileName } = element.fields
  if (typeof sha256 !== 'string' || sha256 === '') return undefined
  const named = { name: element.name, file: String(fileName ?? element.statement) }
  if (!isStored(element)) return { ...named, state: 'reference' }
  try {
    const answer = await fetch(`/api/cases/${encodeURIComponent(caseId)}/files/${sha256}`)
    if (answer.status === 403 || answer.status === 404) return { ...named, state: 'closed' }
    const bytes = answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined
    return { ...named, state: bytes !== undefined && sha256Hex(bytes) === sha256 ? 'same' : 'differs' }
  } catch {
    return { ...named, state: 'differs' }
  }
}
