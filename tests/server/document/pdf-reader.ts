import { constants, inflateSync } from 'node:zlib'

/** What a PDF of ours says, read from its bytes: enough to test by, no reader of other people's files. */
export interface ReadPdf {
  readonly objects: ReadonlyMap<number, string>
  /** The letters of every page in the order they were drawn, a line for every piece, decoration included. */
  readonly pages: readonly string[]
  /** The contents of every stream that is not a page, as text. */
  readonly streams: readonly string[]
}

/** Packed bytes may by chance hold what ends a stream: what comes before is read. */
const LENIENT = { finishFlush: constants.Z_SYNC_FLUSH }

const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

export function readPdf(bytes: Uint8Array): ReadPdf {
  const whole = latin(bytes)
  const objects = new Map<number, string>()
  const contents = new Map<number, string>()
  for (const match of whole.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, id, body = ''] = match
    const at = body.indexOf('stream\n')
    objects.set(Number(id), at < 0 ? body : body.slice(0, at))
    if (at < 0) continue
    const stream = Buffer.from(body.slice(at + 7, body.lastIndexOf('\n\nendstream')), 'latin1')
    contents.set(
      Number(id),
      /FlateDecode/.test(body.slice(0, at)) ? latin(inflateSync(stream, LENIENT)) : latin(stream),
    )
  }
  const ref = (body: string, key: string) => Number(new RegExp(`/${key} (\\d+) 0 R`).exec(body)?.[1])
  const pages: string[] = []
  const onPages = new Set<number>()
  const order = [
    ...(
      /\/Kids \[([^\]]*)\]/.exec([...objects.values()].find((body) => /\/Type \/Pages\b/.test(body)) ?? '')?.[1] ?? ''
    ).matchAll(/(\d+) 0 R/g),
  ]
  for (const [, id] of order) {
    const page = objects.get(Number(id)) ?? ''
    const fonts = new Map<string, ReadonlyMap<number, string>>()
    const resources = objects.get(ref(page, 'Resources')) ?? page
    for (const [, name = '', font] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = ref(objects.get(Number(font)) ?? '', 'ToUnicode')
      fonts.set(name, lettersOf(contents.get(unicode) ?? ''))
      onPages.add(unicode)
    }
    onPages.add(ref(page, 'Contents'))
    pages.push(lettersDrawn(contents.get(ref(page, 'Contents')) ?? '', fonts))
  }
  const streams = [...contents].filter(([id]) => !onPages.has(id)).map(([, content]) => content)
  return { objects, pages, streams }
}

function lettersOf(cmap: string): ReadonlyMap<number, string> {
  const letters = new Map<number, string>()
  for (const [, from = '', list = ''] of cmap.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi)) {
    for (const [index, [, hex = '']] of [...list.matchAll(/<([^>]*)>/g)].entries()) {
      const units = hex.split(' ').map((each) => Number.parseInt(each, 16))
      letters.set(Number.parseInt(from, 16) + index, String.fromCharCode(...units))
    }
  }
  return letters
}

function lettersDrawn(content: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let letters: ReadonlyMap<number, string> = new Map()
  let said = ''
  for (const [, font, shown, end] of content.matchAll(
    /\/(F\d+) [\d.]+ Tf|\[((?:<[0-9a-f]*> -?[\d.]+ ?)*)\] TJ|(ET)/gi,
  )) {
    if (font !== undefined) letters = fonts.get(font) ?? new Map()
    else if (end !== undefined) said += '\n'
    else {
      for (const [, hex = ''] of (shown ?? '').matchAll(/<([0-9a-f]*)>/gi))
        for (let at = 0; at < hex.length; at += 4)
          said += letters.get(Number.parseInt(hex.slice(at, at + 4), 16)) ?? '�'
    }
  }
  return said
}

/** The texts of all pages without the ends of pieces: what a search would go through. */
export function wordsOf(pdf: ReadPdf): string {
  return pdf.pages.join('\n').replaceAll('\n', '')
}

/** Every text string of the objects with this key, decoded. */
export function stringsOf(pdf: ReadPdf, key: string): readonly string[] {
  return [...pdf.objects.values()].flatMap((body) =>
    [...body.matchAll(new RegExp(`/${key} \\(((?:[^()\\\\]|\\\\[\\s\\S])*)\\)`, 'g'))].map(([, raw = '']) =>
      decoded(raw),
    ),
  )
}

function decoded(raw: string): string {
  const text = raw.replace(
    /\\([nrtbf()\\])/g,
    (_, letter: string) => ({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' })[letter] ?? letter,
  )
  const bytes = Buffer.from(text, 'latin1')
  return text.startsWith('\xfe\xff') ? Buffer.from(bytes.subarray(2)).swap16().toString('utf16le') : text
}
