import { describe, expect, it } from 'vitest'
import { cpesMeet, readCpe } from '@/lib/monitor/cpe'
import { indexWatchList, matchProduct } from '@/lib/monitor/match'
import { readPurl } from '@/lib/monitor/purl'
import { compareVersions } from '@/lib/monitor/version'
import { insideRange, rangesMeet } from '@/lib/monitor/version-range'
import { tidyWatched, type Watched, watchKey } from '@/lib/monitor/watch'

const watched = (part: Partial<Watched>) => {
  const tidy = tidyWatched(part)
  return { ...tidy, key: watchKey(tidy) }
}

describe('a line of a watch list', () => {
  it('[MON1] is the same line for the same package, whatever its qualifiers and capitals', () => {
    const key = (purl: string, version = '') => watchKey(tidyWatched({ name: 'x', purl, version }))
    expect(key('pkg:npm/%40angular/core@1.0.0')).toBe(key('pkg:NPM/@Angular/Core@1.0.0?os=linux#sub'))
    expect(key('pkg:npm/a@1.0.0')).not.toBe(key('pkg:npm/a@1.0.1'))
    expect(key('pkg:npm/a', '<2')).not.toBe(key('pkg:npm/a', '<3'))
    const named = (name: string, vendor: string) => watchKey(tidyWatched({ name, vendor, version: '1' }))
    expect(named(' Vue  PACS ', 'PHILIPS')).toBe(named('vue pacs', 'Philips'))
    expect(named('Vue PACS', 'Philips')).not.toBe(named('Vue PACS', 'Baxter'))
  })

  it('[MON1] keeps no control characters and no more than it may', () => {
    const tidy = tidyWatched({ name: `Pump\u0000\u202e\n${'x'.repeat(5000)}`, vendor: '<script>' })
    expect(tidy.name).toHaveLength(300)
    expect(tidy.name.startsWith('Pump x')).toBe(true)
    expect(tidy.vendor).toBe('<script>')
  })
})

describe('package URLs', () => {
  it.each([
    [
      'pkg:maven/com.fasterxml.jackson.core/jackson-databind@2.10.0?type=jar',
      'maven',
      'com.fasterxml.jackson.core',
      'jackson-databind',
      '2.10.0',
    ],
    ['pkg:npm/@angular/core', 'npm', '@angular', 'core', undefined],
    ['pkg:npm/%40scope/pkg@1%2B2', 'npm', '@scope', 'pkg', '1+2'],
    ['pkg:pypi/Some_Thing@3', 'pypi', '', 'some-thing', '3'],
    ['pkg:generic/Case', 'generic', '', 'Case', undefined],
  ])('[MON2] %s', (text, type, namespace, name, version) => {
    expect(readPurl(text)).toEqual({ type, namespace, name, ...(version === undefined ? {} : { version }) })
  })
  it.each(['', 'npm/a', 'pkg:npm', 'pkg:npm/', 'pkg://', 'pkg:npm/%E0%A4%A'.slice(0, 8)])(
    '[MON2] takes %j for none',
    (text) => {
      expect(readPurl(text)).toBeUndefined()
    },
  )
})

describe('versions', () => {
  it.each([
    ['1.9', '1.10', -1],
    ['1.0', '1.0.0', 0],
    ['v2.3', '2.3', 0],
    ['2.0.0-rc.1', '2.0.0', -1],
    ['2.0.0-rc.1', '2.0.0-rc.2', -1],
    ['1.2.3+build', '1.2.3', 0],
    ['L81', 'L90', -1],
    ['9.33.1', '9.33', 1],
    ['012U000061', '012U000099', -1],
    ['1.1.1k', '1.1.1', 1],
    ['1.1.1k', '1.1.1l', -1],
    ['99999999999999999999999', '1', 1],
  ])('[MON3] %s against %s', (a, b, order) => {
    expect(Math.sign(compareVersions(a, b) ?? Number.NaN)).toBe(order)
    expect(Math.sign(compareVersions(b, a) ?? Number.NaN)).toBe(order === 0 ? 0 : -order)
  })
  it('[MON3] says that it cannot tell a letter from a number', () => {
    expect(compareVersions('L81', '1.2')).toBeUndefined()
  })

  it.each([
    ['9.19', '9.13 | 9.19 | 9.33 | 12.1', 'yes'],
    ['9.20', '9.13 | 9.19 | 9.33 | 12.1', 'no'],
    ['9.33', '<= 9.33', 'yes'],
    ['9.33.1', '<= 9.33', 'no'],
    ['12.2.7', '<= 12.2.x.x', 'yes'],
    ['12.3', '<= 12.2.x.x', 'no'],
    ['6.2', '6.x', 'yes'],
    ['7.0', '6.x', 'no'],
    ['L81', 'U61 |<= L81', 'yes'],
    ['A10', 'A10 < A11', 'yes'],
    ['A11', 'A10 < A11', 'no'],
    ['4.20 SR1', '4.20 | 4.20 SR1 | 4.30', 'unknown'],
    ['2.5.1', 'vers:npm/>=1.0.0|<2.0.0|2.5.1', 'yes'],
    ['2.5.0', 'vers:npm/>=1.0.0|<2.0.0|2.5.1', 'no'],
    ['1.3', 'vers:maven/>=1.0|!=1.3|<2', 'no'],
    ['5', 'vers:all/*', 'yes'],
    ['1.2', '3.0 and earlier', 'yes'],
    ['3.1', 'Versions 3.0 and prior', 'no'],
    ['3.1', '3.0 or later', 'yes'],
    ['1.9', 'prior to 2.0', 'yes'],
    ['1.5', '1.0 to 2.0', 'yes'],
    ['1.5', '>=1.0 <2.0', 'yes'],
    ['1.5', '>=1.0, <2.0 in some rooms', 'unknown'],
    ['', '<2', 'unknown'],
    ['1.0', '', 'yes'],
    ['6.1', '6.x (Wireless Battery Modules (16 | 16D38 | >= 20D29))', 'unknown'],
  ])('[MON3] %s in %j: %s', (version, range, inside) => {
    expect(insideRange(version, range)).toBe(inside)
  })

  it('[MON3] finds that two ranges meet where they surely do, and never that they do not without being sure', () => {
    expect(rangesMeet('>=1.0 <3.0', '<= 2.0')).toBe('yes')
    expect(rangesMeet('>=3.0', '< 2.0')).toBe('unknown')
    expect(rangesMeet('6.x', 'vers:all/*')).toBe('yes')
    expect(rangesMeet('1.0', '>=2.0')).toBe('no')
  })
})

describe('what a product of a file is on the watch list', () => {
  const jackson = watched({
    name: 'jackson-databind',
    purl: 'pkg:maven/com.fasterxml.jackson.core/jackson-databind@2.10.0',
  })
  const pump = watched({ name: 'Alaris PC Unit', vendor: 'BD', version: '9.33' })
  const pacs = watched({ name: 'Vue PACS', vendor: 'Phillips', version: '12.1' })
  const openssl = watched({ name: 'OpenSSL', cpe: 'cpe:2.3:a:openssl:openssl:1.1.1k:*:*:*:*:*:*:*' })
  const index = indexWatchList([jackson, pump, pacs, openssl])
  const match = (product: object) =>
    matchProduct(index, { id: 'p', name: '', ...product }).map(({ entry, how, versions }) => ({ entry, how, versions }))

  it('[MON2] is the same package in a version that is affected, and not in another', () => {
    const purl = 'pkg:maven/com.fasterxml.jackson.core/jackson-databind'
    expect(match({ name: 'x', purl: `${purl}@2.10.0?type=jar` })).toEqual([
      { entry: jackson.key, how: 'package', versions: true },
    ])
    expect(match({ name: 'x', purl, version: 'vers:maven/>=2.0|<2.10.1' })).toHaveLength(1)
    expect(match({ name: 'x', purl, version: '>=2.10.1' })).toEqual([])
    expect(match({ name: 'jackson-databind', purl: 'pkg:maven/org.other/jackson-databind@2.10.0' })).toEqual([])
    expect(match({ name: 'x', purl, version: 'the ones of last year' })).toEqual([
      { entry: jackson.key, how: 'perhaps', versions: false },
    ])
  })

  it('[MON4] is the same CPE name, with open parts fitting everything', () => {
    expect(match({ name: 'x', cpe: 'cpe:/a:openssl:openssl:1.1.1k' })).toEqual([
      { entry: openssl.key, how: 'cpe', versions: true },
    ])
    expect(match({ name: 'x', cpe: 'cpe:2.3:a:openssl:openssl:*:*:*:*:*:*:*:*', version: '<1.1.1l' })).toHaveLength(1)
    expect(match({ name: 'OpenSSL', cpe: 'cpe:2.3:a:openssl:openssl:3.0.0:*:*:*:*:*:*:*' })).toEqual([])
    expect(readCpe(String.raw`cpe:2.3:a:a\:b:c:1`)).toMatchObject({ vendor: 'a:b', product: 'c', version: '1' })
    expect(readCpe('cpe:nonsense')).toBeUndefined()
    const [a, b] = [readCpe('cpe:/a:x:y'), readCpe('cpe:/h:x:y')]
    expect(a && b && cpesMeet(a, b, '')).toBe('no')
  })

  it('[MON5] is perhaps the same by vendor and name, also where real files misspell or swap words', () => {
    const by = { entry: pump.key, how: 'perhaps', versions: true }
    expect(
      match({
        name: 'Alaris 8015 PC unit',
        vendor: 'Becton, Dickinson and Company (BD)',
        version: '9.13 | 9.19 | 9.33',
      }),
    ).toEqual([by])
    expect(match({ name: 'BD Alaris PC Unit', version: '<= 9.33' })).toEqual([by])
    expect(match({ name: 'Alaris PC Unit', vendor: 'Baxter', version: '9.33' })).toEqual([])
    expect(match({ name: 'Alaris PC Unit', vendor: 'BD', version: '<= 9.5' })).toEqual([])
    expect(match({ name: 'Vue PACS', vendor: 'Philips', version: '<=12.1.3' })).toMatchObject([{ entry: pacs.key }])
    expect(match({ name: 'Unit', vendor: '' })).toEqual([])
  })

  it('[MON2] looks 500 products up in 1,000 lines without comparing each with each', () => {
    const lines = Array.from({ length: 1_000 }, (_, n) =>
      watched({ name: `part-${n}`, purl: `pkg:npm/part-${n}@1.${n}.0`, vendor: 'Acme' }),
    )
    const big = indexWatchList(lines)
    const met = Array.from({ length: 500 }, (_, n) =>
      matchProduct(big, {
        id: `p${n}`,
        name: `part-${n * 2}`,
        vendor: 'Acme',
        purl: `pkg:npm/part-${n * 2}@1.${n * 2}.0`,
      }),
    )
    expect(met.every((found) => found.length === 1 && found[0]?.how === 'package')).toBe(true)
  })
})
