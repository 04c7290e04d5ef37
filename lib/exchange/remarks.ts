/** [FOR3] How each format holds a remark for its reader: as a comment at its head. JSON formats hold it as data. */
const AS_COMMENT: Readonly<Record<string, (line: string) => string>> = {
  'gsn-yaml': (line) => `# ${line}\n`,
  ltac: (line) => `# ${line}\n`,
  sacm: (line) => `<!-- ${line} -->\n`,
}

/** @param remarks sentences of ours, never what people wrote */
export function withRemarks(format: string, text: string, remarks: readonly string[]): string {
  const comment = Object.hasOwn(AS_COMMENT, format) ? AS_COMMENT[format] : undefined
  if (comment === undefined || remarks.length === 0) return text
  const lines = remarks.map(comment).join('')
  // Nothing may stand before the declaration of an XML file.
  const declaration = /^<\?xml[^>]*\?>\s*/.exec(text)?.[0] ?? ''
  return declaration + lines + text.slice(declaration.length)
}
