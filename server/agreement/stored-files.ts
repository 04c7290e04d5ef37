import type { CaseFinding } from '@/lib/agreement/preflight'
import { facetOf } from '@/lib/case/fields'
import { isStored } from '@/lib/evidence/standing'
import type { CaseGraph, Element } from '@/lib/gsn/graph'
import { conditionOf } from '../files/check-files'
import { filesOf } from '../files/file-rows'
import type { Condition } from '../files/file-store'
import { runtime } from '../runtime'

/** How long a file that was found intact is taken as such where nothing is frozen, in milliseconds. */
const TRUSTED = 10 * 60 * 1000
const found = new Map<string, number>()

/**
 * [FIL7] Reads every file that the argued evidence says is kept with the case and compares it with its hash. What is missing,
 * damaged or not the file that the case speaks of stands in the way of a version.
 * @param anew reads all of them again, however lately they were read: for freezing
 */
export async function storedFileFindings(graph: CaseGraph, caseId: string, anew: boolean): Promise<CaseFinding[]> {
  const evidence = [...graph.elements.values()].filter(
    (element) => graph.reachable.has(element.id) && facetOf(element) === 'evidence' && isStored(element),
  )
  if (evidence.length === 0) return []
  const rows = new Map((await filesOf(runtime().db, caseId)).map((row) => [row.sha256, row]))
  const conditions = new Map<string, Condition>()
  const findings: CaseFinding[] = []
  for (const element of evidence) {
    const sha256 = String(element.fields.sha256)
    const row = rows.get(sha256)
    if (row === undefined || row.size !== element.fields.fileSize) {
      findings.push(finding(element, 'names a file that is not kept with the case.', 'Attach the file again.'))
      continue
    }
    const condition = conditions.get(sha256) ?? (await look(sha256, anew))
    conditions.set(sha256, condition)
    if (condition === 'intact') continue
    const what = condition === 'missing' ? 'is missing from the server' : 'is damaged: it no longer has its hash'
    findings.push(
      finding(element, `rests on a file that ${what}.`, 'Upload the same file again; the server puts it right.'),
    )
  }
  return findings
}

async function look(sha256: string, anew: boolean): Promise<Condition> {
  const now = Date.parse(runtime().clock())
  if (!anew && now - (found.get(sha256) ?? Number.NEGATIVE_INFINITY) < TRUSTED) return 'intact'
  const condition = await conditionOf(runtime().files, sha256)
  if (condition === 'intact') found.set(sha256, now)
  else found.delete(sha256)
  return condition
}

function finding(element: Element, what: string, nextStep: string): CaseFinding {
  return { rule: 'FIL7', severity: 'red', element: element.id, message: `${element.name} ${what}`, nextStep }
}

/** Hashes of files that their side keeps back: no row of them opens them to the other side. */
export async function closedFiles(caseId: string): Promise<ReadonlySet<string>> {
  const rows = await filesOf(runtime().db, caseId)
  const open = new Set(rows.filter((row) => row.audience !== 'own-side').map((row) => row.sha256))
  return new Set(rows.flatMap(({ sha256 }) => (open.has(sha256) ? [] : [sha256])))
}
