import type { CaseGraph } from '@/lib/gsn/graph'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { ArgumentFile, WrittenArgument } from './argument-file'
import { graphOfFile } from './argument-graph'
import { graphOfCaseJson } from './case-json'
import { readGsnYaml } from './gsn-yaml-read'
import { writeGsnYaml } from './gsn-yaml-write'
import { looksLikeLtac, readLtac } from './ltac-read'
import { writeLtac } from './ltac-write'
import { readSacm } from './sacm-read'
import { writeSacm } from './sacm-write'
import { readTea } from './tea-read'

interface ArgumentFormatRow {
  /** How a file of it ends, without the dot. */
  readonly ending: string
  readonly mediaType: string
  readonly read: (text: string) => Outcome<ArgumentFile>
  readonly write?: (graph: CaseGraph, title: string) => WrittenArgument
}

/** [EXC1] The formats of other tools, by the word that stands in addresses and behind `--to`. */
export const ARGUMENT_FORMATS = {
  'gsn-yaml': { ending: 'gsn.yaml', mediaType: 'application/yaml', read: readGsnYaml, write: writeGsnYaml },
  ltac: { ending: 'ltac', mediaType: 'text/plain; charset=utf-8', read: readLtac, write: writeLtac },
  sacm: { ending: 'sacm.xml', mediaType: 'application/xml', read: readSacm, write: writeSacm },
  tea: { ending: 'json', mediaType: 'application/json', read: readTea },
} as const satisfies Record<string, ArgumentFormatRow>

export type ArgumentFormat = keyof typeof ARGUMENT_FORMATS

export function isArgumentFormat(word: string): word is ArgumentFormat {
  return Object.hasOwn(ARGUMENT_FORMATS, word)
}

/** A file whose format nobody named, read as what it looks like. */
export interface Recognised {
  readonly format: ArgumentFormat | 'json'
  readonly graph: CaseGraph
  readonly problems: ArgumentFile['problems']
}

/**
 * [EXC1] Reads an argument or a case in whatever format it is.
 * @param name the file's name, when it has one: its ending decides where the text does not
 * @returns refusals of the readers; `file-unknown` when it looks like none of them
 */
export function recognise(text: string, name = ''): Outcome<Recognised> {
  const start = text.trimStart()
  if (start.startsWith('<')) return asArgument('sacm', text)
  if (start.startsWith('{') || start.startsWith('[')) {
    const own = graphOfCaseJson(text)
    if (own.ok) return ok({ format: 'json', graph: own.value, problems: [] })
    const tea = asArgument('tea', text)
    return tea.ok ? tea : own
  }
  if (name.endsWith('.ltac') || looksLikeLtac(text)) return asArgument('ltac', text)
  if (/\.ya?ml$/.test(name) || /^[^\s:#]+:/m.test(text)) return asArgument('gsn-yaml', text)
  return refuse('file-unknown', 'This looks like none of the formats: JSON of Accord or TEA, GSN YAML, LTAC, SACM.')
}

function asArgument(format: ArgumentFormat, text: string): Outcome<Recognised> {
  const read = ARGUMENT_FORMATS[format].read(text)
  return read.ok ? ok({ format, graph: graphOfFile(read.value), problems: read.value.problems }) : read
}
