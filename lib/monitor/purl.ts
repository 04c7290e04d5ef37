/** The parts of a package URL that say which package it is. */
export interface Purl {
  /** Such as `npm` or `maven`, in small letters. */
  readonly type: string
  readonly namespace: string
  readonly name: string
  readonly version?: string
}

/** Types whose names and namespaces do not tell capitals from small letters. */
const FOLDED = new Set(['bitbucket', 'composer', 'deb', 'github', 'gitlab', 'golang', 'npm', 'nuget', 'pypi', 'rpm'])

/** Reads a package URL; qualifiers and subpath do not say which package it is. @returns undefined for what is none */
export function readPurl(text: string): Purl | undefined {
  const match = /^pkg:\/{0,2}([A-Za-z][A-Za-z0-9.+-]*)\/([^?#]+)/.exec(text)
  if (match === null) return undefined
  const type = (match[1] ?? '').toLowerCase()
  const [path = '', version] = splitVersion(match[2] ?? '')
  const parts = path.split('/').filter(Boolean).map(decode)
  const name = parts.pop()
  if (name === undefined || name === '') return undefined
  const fold = (word: string) => (FOLDED.has(type) ? word.toLowerCase() : word)
  const own = type === 'pypi' ? fold(name).replaceAll('_', '-') : fold(name)
  return {
    type,
    namespace: fold(parts.join('/')),
    name: own,
    ...(version === undefined || version === '' ? {} : { version: decode(version) }),
  }
}

/** What two package URLs of one package share, whatever its version. */
export function purlKey({ type, namespace, name }: Purl): string {
  return `${type}/${namespace}/${name}`
}

/** An @ at the start of a namespace belongs to it. */
function splitVersion(path: string): [string, string?] {
  const at = path.lastIndexOf('@')
  return at <= 0 || path[at - 1] === '/' ? [path] : [path.slice(0, at), path.slice(at + 1)]
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
