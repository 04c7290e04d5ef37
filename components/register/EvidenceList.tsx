'use client'
import { EVIDENCE } from '@/lib/table/evidence'
import { ReadingTable } from './ReadingTable'

/** Every piece of evidence that the case argues with, and what rests on it. */
export default function EvidenceList() {
  return <ReadingTable table={EVIDENCE} />
}
