import { strFromU8, strToU8, unzipSync, type ZippableFile, zipSync } from 'fflate'

/**
 * Takes chance and the clock out of a written DOCX: its dates become the moment the document speaks of, ids made at
 * random become numbers in order, and the entries of the archive carry no time.
 */
export function fixDocx(bytes: Uint8Array, at: string): Uint8Array {
  const files = unzipSync(bytes)
  const names = Object.keys(files).sort((a, b) => (a < b ? -1 : 1))
  const ids = new Map<string, string>()
  const fixed: Record<string, Uint8Array> = {}
  for (const name of names) {
    const content = files[name] ?? new Uint8Array()
    if (!/\.(xml|rels)$/.test(name)) fixed[name] = content
    else if (name.endsWith('.rels')) fixed[name] = strToU8(namedInOrder(strFromU8(content), ids))
  }
  for (const name of names) {
    if (fixed[name] !== undefined) continue
    const xml = strFromU8(files[name] ?? new Uint8Array())
    fixed[name] = strToU8(name === 'docProps/core.xml' ? dated(xml, at) : counted(renamed(xml, ids)))
  }
  // The time of an archive is local: these numbers are the same bytes everywhere.
  const mtime = new Date(1980, 0, 1)
  return zipSync(
    Object.fromEntries(names.sort(typesFirst).map((name) => [name, packed(name, fixed[name] ?? new Uint8Array())])),
    { mtime },
  )
}

/** Pictures are compressed already. */
function packed(name: string, bytes: Uint8Array): ZippableFile {
  return name.endsWith('.png') ? [bytes, { level: 0 }] : bytes
}

/** Readers want the list of types at the head of the archive. */
function typesFirst(a: string, b: string): number {
  const rank = (name: string) => (name === '[Content_Types].xml' ? 0 : name.startsWith('_rels/') ? 1 : 2)
  return rank(a) - rank(b) || (a < b ? -1 : 1)
}

function namedInOrder(xml: string, ids: Map<string, string>): string {
  return xml.replace(/ Id="(rId[a-z0-9_-]{15,})"/g, (_, id: string) => {
    const name = ids.get(id) ?? `rIdLink${ids.size + 1}`
    ids.set(id, name)
    return ` Id="${name}"`
  })
}

function renamed(xml: string, ids: ReadonlyMap<string, string>): string {
  return xml.replace(/ r:id="([^"]+)"/g, (whole, id: string) => (ids.has(id) ? ` r:id="${ids.get(id)}"` : whole))
}

/** Bookmarks and pictures are counted over the whole life of the process: here they begin at one in every document. */
function counted(xml: string): string {
  const marks = new Map<string, number>()
  const numbers = new Map<string, number>()
  const pictures = new Map<string, number>()
  const orderOf = (map: Map<string, number>, key: string) => {
    const known = map.get(key) ?? map.size + 1
    map.set(key, known)
    return known
  }
  return xml
    .replace(/(<wp:docPr\b[^>]*\bid=")(\d+)"/g, (_, head, id) => `${head}${orderOf(pictures, id)}"`)
    .replace(/(<w:bookmark(?:Start|End)\b[^>]*\bw:id=")([^"]+)"/g, (_, head, id) => `${head}${orderOf(numbers, id)}"`)
    .replace(/((?:w:anchor|w:name)="|PAGEREF )(_Toc\d+)\b/g, (_, head, name) => `${head}_Toc${orderOf(marks, name)}`)
}

function dated(xml: string, at: string): string {
  return xml.replace(/(<dcterms:(created|modified)[^>]*>)[^<]*/g, (_, tag: string) => `${tag}${at.slice(0, 19)}Z`)
}
