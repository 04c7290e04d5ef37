import { expect, it } from 'vitest'
import { bundleProgram, startProgram } from '../../support/program'

interface Line {
  readonly name: string
  readonly reader: string
  readonly came?: string
  readonly peak: number
}

/** What reading any one hostile file may add to the memory of a process, in MB: far below what a server has. */
const BOUND = 900

it('[EXC20] files of twenty MB and bombs, through every way in: refused or read in bounded memory, in one process', async () => {
  const { file, remove } = await bundleProgram('tests/support/hostile/swallow.ts')
  try {
    const program = startProgram(file, [], { NODE_OPTIONS: '--max-old-space-size=1024' })
    expect(await program.ended, program.err().slice(0, 2000)).toBe(0)
    const lines = program
      .out()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line)
    const read = lines.filter(({ came }) => came !== undefined)
    expect(read.length).toBeGreaterThan(60)
    expect(read.filter(({ came }) => came?.startsWith('thrown'))).toEqual([])
    const grown = lines.flatMap((line, n) => {
      const by = line.peak - (lines[n - 1]?.peak ?? line.peak)
      return line.came !== undefined && by > BOUND ? [`${line.name} as ${line.reader}: ${by} MB`] : []
    })
    expect(grown).toEqual([])
    expect((lines.at(-1)?.peak ?? 0) - (lines[0]?.peak ?? 0), 'MB in all').toBeLessThan(1500)
  } finally {
    remove()
  }
}, 300_000)
