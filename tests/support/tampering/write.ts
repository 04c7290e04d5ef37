import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Tampering, tamperings } from './tampering'

export interface WrittenTampering extends Omit<Tampering, 'bytes'> {
  readonly file: string
}

/** Writes every tampered bundle, and the true one as `good.rab`, into a folder: what a browser picks them from. */
export function writeTamperings(folder: string): readonly WrittenTampering[] {
  mkdirSync(folder, { recursive: true })
  const { good, all } = tamperings()
  writeFileSync(join(folder, 'good.rab'), good)
  return all.map(({ bytes, ...about }, i) => {
    const file = join(folder, `tampered-${String(i + 1).padStart(2, '0')}.rab`)
    writeFileSync(file, bytes)
    return { ...about, file }
  })
}
