import { Composer, type CST, type Document, Lexer, LineCounter, Parser } from 'yaml'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'

/** How deep lists and maps may lie in each other. */
const MOST_DEPTH = 100
/** How many words, marks, blanks and line ends a file may have: each takes memory, however little it says. */
const MOST_LEXEMES = 2_000_000

/** A document and where its characters stand. */
export interface YamlDocument {
  readonly document: Document
  /** The line of a character, from 1; undefined where there is no character. */
  readonly lineAt: (offset: number | undefined) => number | undefined
}

/**
 * Reads the first document of a YAML text. The text is taken apart without going into it level by level, and refused where
 * it lies too deep, before anything follows its levels: engines end the whole process on some texts a few thousand deep.
 * @returns refusals `file-unreadable` with the line, `file-too-large`, `file-empty`
 */
export function readYamlDocument(text: string): Outcome<YamlDocument> {
  const lines = new LineCounter()
  const lineAt = (offset: number | undefined) => (offset === undefined ? undefined : lines.linePos(offset).line)
  lines.addNewLine(0)
  const parser = new Parser(lines.addNewLine)
  const tokens: CST.Token[] = []
  let lexemes = 0
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token)
    if (++lexemes > MOST_LEXEMES) return refuse('file-too-large', 'The file is too long for one argument. Split it.')
    if (parser.stack.length <= MOST_DEPTH) continue
    const line = lineAt(parser.offset) ?? 1
    return refuse('file-unreadable', `Line ${line} is nested deeper than ${MOST_DEPTH} levels. Write it flatter.`, {
      line,
    })
  }
  for (const token of parser.end()) tokens.push(token)
  const composer = new Composer({ uniqueKeys: false, strict: false, logLevel: 'silent' })
  for (const document of composer.compose(tokens, true, text.length)) {
    const [error] = document.errors
    if (error === undefined) return ok({ document, lineAt })
    const line = lineAt(error.pos[0]) ?? 1
    return refuse('file-unreadable', `Line ${line} is not YAML. Put it right and try again.`, { line })
  }
  return refuse('file-empty', 'The file holds no element.')
}
