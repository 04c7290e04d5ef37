'use client'
import { REGISTER } from '@/lib/table/register'
import { ReadingTable } from './ReadingTable'

/** Every risk that the case argues, with its rating before and after treatment. */
export default function RiskRegister() {
  return <ReadingTable table={REGISTER} />
}
