import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ControlTable, readControlText } from '@/lib/exchange/control-table'
import { decodeText } from '@/lib/exchange/decode-text'
import { readDelimited } from '@/lib/exchange/delimited-text'
import { must } from '@/lib/gsn/outcome'

const utf8 = (text: string) => new TextEncoder().encode(text)
const read = (text: string): ControlTable => must(readControlText(utf8(text)))
const plain = ({ rows }: ControlTable) =>
  rows.map(({ capability, standard, ref, title }) => [capability, standard, ref, title])

const LOCK = ['ALOF', 'House rules', 'A-1', 'Screen lock']

describe("an organisation's own control table", () => {
  it('[CTL23] is read whatever its delimiter, order and headings', () => {
    const files = [
      'capability,standard,ref,title\nALOF,House rules,A-1,Screen lock\n',
      'Capability;Standard;Reference;Control title\r\nALOF;House rules;A-1;Screen lock\r\n',
      'Title\tControl ID\tSecurity Capability\tFramework\nScreen lock\tA-1\tAutomatic logoff\tHouse rules',
      'sep=|\n"Capability Code"|"Source"|"No."|"Name"\n"alof"|"House rules"|"A-1"|"Screen lock"',
      'ALOF,House rules,A-1,Screen lock',
      '\ufeffcapability,standard,ref,title,remark\r\rALOF,House rules,A-1, Screen\u00a0 lock ,ours\r',
      'owner;capability;standard;ref;title\nIT;ALOF (Automatic logoff);House rules;A-1;Screen lock\n',
    ]
    for (const file of files) expect(plain(read(file)), file).toEqual([LOCK])
  })

  it('[CTL23] is read in the encodings that spreadsheets write', () => {
    const words = 'capability;standard;ref;title\nALOF;Größe €;A-1;“Übersicht” – sperren'
    const wide = (big: boolean) =>
      Uint8Array.from(
        [...`\ufeff${words}`].flatMap((c) => {
          const code = c.charCodeAt(0)
          return big ? [code >> 8, code & 255] : [code & 255, code >> 8]
        }),
      )
    const ansi = Uint8Array.from(
      [...words].map((c) => ({ '€': 0x80, '“': 0x93, '”': 0x94, '–': 0x96 })[c] ?? c.charCodeAt(0)),
    )
    const files = [utf8(words), utf8(`\ufeff${words}`), wide(true), wide(false), wide(false).slice(2), ansi]
    for (const bytes of files) {
      expect(plain(must(readControlText(bytes)))).toEqual([['ALOF', 'Größe €', 'A-1', '“Übersicht” – sperren']])
    }
    expect(decodeText(ansi).encoding).toBe('windows-1252')
  })

  it('[CTL23] tells each bad line with its number and reason, and keeps the good ones', () => {
    const long = 'x'.repeat(501)
    const table = read(
      [
        'capability,standard,ref,title',
        'ALOF,House rules,A-1,Screen lock',
        'XYZZ,House rules,A-2,Something',
        '',
        'AUDT,House rules,,',
        'SBOM,House rules,A-3,Parts list',
        `AUDT,House rules,A-4,${long}`,
        'AUDT,"two\nlines",A-5,"He said ""stop"""',
        'ALOF,House rules,A-1,screen LOCK',
        'all,House rules,A-6,Training',
        'ALOF; AUDT,House rules,A-7,Both',
        'AUTH,House rules,A-8,"never closed',
        'AUTH,lost,in,it',
      ].join('\n'),
    )
    expect(table.problems.map(({ line, reason }) => [line, reason.replace(/[.:,].*/, '')])).toEqual([
      [3, '"XYZZ" is not one of the 19 security capabilities'],
      [5, 'The line names no control'],
      [6, 'SBOM stands in the MDS2 form only and is not one of the 19 security capabilities of a case'],
      [7, 'The title is longer than 500 characters'],
      [13, 'A quotation mark is opened and never closed'],
    ])
    expect(table.notes).toEqual([{ line: 10, reason: 'The same as line 2: counted once.' }])
    expect(table.rows.map(({ capability, ref, line }) => [capability, ref, line])).toEqual([
      ['ALOF', 'A-1', 2],
      ['AUDT', 'A-5', 8],
      ['', 'A-6', 11],
      ['ALOF', 'A-7', 12],
      ['AUDT', 'A-7', 12],
    ])
    expect(table.rows[1]).toMatchObject({ standard: 'two lines', title: 'He said "stop"' })
  })

  it('[CTL23] says what to call the columns where none is known', () => {
    const code = (text: string) => {
      const outcome = readControlText(utf8(text))
      return outcome.ok ? undefined : outcome.refusal.code
    }
    expect(code('')).toBe('table-empty')
    expect(code('\n \n')).toBe('table-empty')
    expect(code('colour,shape\nred,round')).toBe('headings-unknown')
    expect(code(`ref\n${'A-1\n'.repeat(5001)}`)).toBe('table-too-long')
  })

  it('[CTL23] loses no line whatever the file holds: each is a row, a problem, or a named double', () => {
    const cell = fc.oneof(
      fc.constantFrom('ALOF', 'AUDT', 'nope', '', 'all', '"', 'a"b', ' x '),
      fc.string({ maxLength: 12 }),
    )
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 20 }), (rows) => {
        const quoted = rows.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(';')).join('\r\n')
        const text = `capability;standard;ref;title\r\n${quoted}`
        const lines = readDelimited(text, ';').slice(1)
        const table = read(text)
        const told = new Set([...table.rows, ...table.problems, ...table.notes].map(({ line }) => line))
        expect(lines.filter(({ line }) => !told.has(line))).toEqual([])
      }),
      { seed: 4, numRuns: 300 },
    )
  })

  it('takes time in proportion to the file', () => {
    // Quadratic readers take minutes over these; the test's own time limit judges.
    for (const hard of ['"'.repeat(400_000), '""'.repeat(300_000), ';'.repeat(500_000), '"\n'.repeat(200_000)]) {
      expect(readDelimited(hard, ';').length).toBeGreaterThanOrEqual(0)
    }
  })
})
