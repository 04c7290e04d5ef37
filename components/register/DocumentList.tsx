'use client'
import { DOCUMENTS } from '@/lib/table/documents'
import { ReadingTable } from './ReadingTable'

/** The ten supporting documents with what fills each. */
export default function DocumentList() {
  return <ReadingTable table={DOCUMENTS} />
}
