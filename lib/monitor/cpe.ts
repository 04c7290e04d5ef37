import { rangesMeet } from './version-range'

/** Which product a CPE name is about. Empty version: every version. */
export interface Cpe {
  readonly part: string
  readonly vendor: string
  readonly product: string
  readonly version: string
}

/** Reads a CPE name of 2.3 (`cpe:2.3:a:vendor:product:1.0:...`) or 2.2 (`cpe:/a:vendor:product:1.0`). */
export function readCpe(text: string): Cpe | undefined {
  const [body, wild] = text.startsWith('cpe:2.3:')
    ? [text.slice('cpe:2.3:'.length), '*']
    : /^cpe:\/[aoh]/i.test(text)
      ? [text.slice('cpe:/'.length), '']
      : [undefined, '']
  if (body === undefined) return undefined
  // A colon behind a backslash belongs to the name.
  const parts = (body.match(/(?:\\.|[^:\\])*(?::|$)/g) ?? []).map((part) =>
    part.replace(/:$/, '').replaceAll(/\\(.)/g, '$1').toLowerCase(),
  )
  const [part = '', vendor = '', product = '', version = ''] = parts
  if (!/^[aoh*]$/.test(part) || product === '' || product === '*') return undefined
  const any = (word: string) => (word === wild || word === '*' ? '' : word)
  return { part: any(part), vendor: any(vendor), product, version: version === '-' ? '' : any(version) }
}

/** What two CPE names of one product share. */
export function cpeKey({ product }: Cpe): string {
  return product
}

/**
 * [MON4] Whether two CPE names can be about one product in one version: parts that are left open fit everything.
 * @param version of the watched product, where its CPE names none
 */
export function cpesMeet(named: Cpe, watched: Cpe, version: string): 'yes' | 'no' | 'unknown' {
  const fits = (a: string, b: string) => a === '' || b === '' || a === b
  if (!fits(named.part, watched.part) || !fits(named.vendor, watched.vendor) || named.product !== watched.product) {
    return 'no'
  }
  const own = watched.version || version
  return named.version === '' ? 'yes' : own === '' ? 'unknown' : rangesMeet(own, named.version)
}
