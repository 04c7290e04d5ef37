import { bytesOf, HOSTILE } from './inputs'
import { READER_NAMES, READERS } from './readers'

/**
 * A program that reads every heavy file through every way in and says for each what came of it, how long it took and
 * the most memory that this process ever had: one line of JSON each. With names as arguments only those.
 */
const wanted = process.argv.slice(2)
const peak = () => Math.round(process.resourceUsage().maxRSS / 1024)
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)
say({ name: 'start', reader: '', peak: peak() })
for (const hostile of HOSTILE) {
  if (!hostile.heavy || (wanted.length > 0 && !wanted.includes(hostile.name))) continue
  const bytes = bytesOf(hostile)
  say({ name: hostile.name, reader: 'made', peak: peak() })
  for (const reader of hostile.to ?? READER_NAMES) {
    const began = performance.now()
    let came: string
    try {
      const outcome = await READERS[reader](bytes)
      came = outcome.ok ? 'read' : `${outcome.refusal.code}: ${outcome.refusal.message}`
    } catch (error) {
      came = `thrown ${error instanceof Error ? error.stack : error}`
    }
    globalThis.gc?.()
    say({ name: hostile.name, reader, came, ms: Math.round(performance.now() - began), peak: peak() })
  }
}
