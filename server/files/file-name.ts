/** Characters of a stored file's name at most. */
const NAME_MAX = 200

/**
 * [FIL4] A name to show and to offer when the file is saved. It never becomes a path: folders, characters that a file
 * system or a header could read as something else, and those that turn or hide text are taken out.
 */
export function cleanName(given: string): string {
  const last = given.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const plain = [...last.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '').replace(/[<>:"|?*]/g, '_')]
  const trimmed = plain
    .join('')
    .trim()
    .replace(/^\.+/, '')
    .replace(/(?<![. ])[. ]+$/, '')
  if (trimmed === '') return 'evidence'
  if (trimmed.length <= NAME_MAX) return trimmed
  const dot = trimmed.lastIndexOf('.')
  const end = dot > 0 && trimmed.length - dot <= 12 ? trimmed.slice(dot) : ''
  return `${trimmed.slice(0, NAME_MAX - end.length).replace(/[\ud800-\udbff]$/, '')}${end}`
}

/** [FIL4] The header that makes a browser save and never show: RFC 6266 with a plain fallback for old readers. */
export function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_')
  const exact = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`
}
