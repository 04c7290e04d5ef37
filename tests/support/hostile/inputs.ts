import { archive, sheetXml, workbookParts } from './archives'
import type { ReaderName } from './readers'

export interface Hostile {
  readonly name: string
  /** Through which of the ways in it goes; absent: all of them. */
  readonly to?: readonly ReaderName[]
  readonly make: () => Uint8Array | string
  /** Takes long or much: looked at in a process of its own, whose memory is measured. */
  readonly heavy?: boolean
}

const ARGUMENTS = ['gsn-yaml', 'ltac', 'sacm', 'tea', 'recognise'] as const
const XML = ['sacm', 'recognise'] as const
const YAML = ['gsn-yaml', 'recognise'] as const
const JSONS = ['json', 'tea', 'csaf', 'cyclonedx', 'mds2', 'pattern', 'recognise', 'gsn-yaml'] as const
const TABLES = ['controls'] as const
const BOOKS = ['controls-workbook', 'mds2-workbook'] as const

const LAUGHS = Array.from({ length: 12 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')
const root = (body: string, before = '') => `<?xml version="1.0"?>${before}<ModelElement>${body}</ModelElement>`
const wide = (text: string, order: 'le' | 'be') => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
  return new Uint8Array(order === 'le' ? bytes : bytes.swap16())
}
const node = (id: string, more = '') => `- Claim ${id}: text ${more}\n`

/** Files that mean harm, each small or made by a short program. */
export const HOSTILE: readonly Hostile[] = [
  {
    name: 'entities that grow without bounds',
    to: XML,
    make: () => root('&l12;', `<!DOCTYPE m [<!ENTITY l0 "lol">${LAUGHS}]>`),
  },
  {
    name: 'an entity that names a file',
    to: XML,
    make: () => root('&x;', '<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
  },
  {
    name: 'an entity that names an address',
    to: XML,
    make: () => root('%x;', '<!DOCTYPE m [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]>'),
  },
  { name: 'a document type alone', to: XML, make: () => root('', '<!DOCTYPE m SYSTEM "http://127.0.0.1:9/x.dtd">') },
  { name: 'an entity that is not declared', to: XML, make: () => root('&nothing;') },
  { name: 'characters that XML forbids', to: XML, make: () => root('&#0;&#xD800;&#xFFFFFFF;') },
  {
    name: 'an inclusion of a file',
    to: XML,
    make: () => root('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'),
  },
  { name: 'XML nested fifty thousand levels', to: XML, make: () => '<a>'.repeat(50_000) },
  {
    name: 'a tag with a hundred thousand attributes',
    to: XML,
    heavy: true,
    make: () => root(`<claim ${Array.from({ length: 100_000 }, (_, n) => `a${n}="x"`).join(' ')}/>`),
  },
  { name: 'a comment that never ends', to: XML, make: () => root(`<!-- ${'-'.repeat(100_000)}`) },
  { name: 'a tag that never ends', to: XML, make: () => `<${'a'.repeat(200_000)}` },
  {
    name: 'names of the language in XML',
    to: XML,
    make: () =>
      root(
        '<__proto__ xmi:id="__proto__" gid="constructor" name="toString"/><argumentationElement xsi:type="ARM:Claim" gid="__proto__"/>',
      ),
  },
  { name: 'half a million empty elements', to: ['sacm'], heavy: true, make: () => root('<a/>'.repeat(499_990)) },
  { name: 'more elements than are taken', to: ['sacm'], heavy: true, make: () => root('<a/>'.repeat(600_000)) },

  { name: 'JSON nested a hundred thousand levels', to: JSONS, make: () => '['.repeat(100_000) },
  {
    name: 'objects nested a hundred thousand levels',
    to: JSONS,
    make: () => `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
  },
  {
    name: 'nested lists where a case has elements',
    to: JSONS,
    make: () =>
      `{"elements":[${'['.repeat(150)}${']'.repeat(150)}],"relations":[],"goals":[[[[]]]],"vulnerabilities":[[]],"document":{"csaf_version":"2.0"},"bomFormat":"CycloneDX","components":[[]]}`,
  },
  ...[
    'null',
    'true',
    '0',
    '-1e999',
    '""',
    '[]',
    '{}',
    '[null]',
    '[[]]',
    '{"":{}}',
    '"\\ud800"',
    '\u2028',
    '{"a":1}{"b":2}',
    '{"a":1,}',
    "{'a':1}",
    'NaN',
    '{"a":',
  ].map((text) => ({ name: `the text ${text.slice(0, 20)}`, make: () => text })),
  {
    name: 'names of the language as keys',
    to: JSONS,
    make: () =>
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"elements":[{"id":"__proto__","kind":"goal","name":"constructor","fields":{"__proto__":{"polluted":true},"constructor":"x"},"texts":{"toString":"x","__proto__":"y"}}],"relations":[{"from":"__proto__","type":"supportedBy","to":"constructor","order":"a"}],"goals":[{"id":1,"name":"__proto__","__proto__":{"polluted":true}}],"document":{"__proto__":{"polluted":true},"csaf_version":"2.0"},"vulnerabilities":[{"cve":"__proto__","cwe":{"id":"constructor"},"__proto__":{"polluted":true}}],"bomFormat":"CycloneDX","specVersion":"1.5","components":[{"bom-ref":"__proto__","name":"toString","__proto__":{"polluted":true}}],"AUDT-1":{"__proto__":1}}',
  },
  {
    name: 'one type where another is meant, everywhere',
    to: JSONS,
    make: () =>
      '{"document":[],"title":{},"product_tree":"x","vulnerabilities":{"0":1},"bomFormat":7,"components":"x","metadata":[],"elements":{"a":1},"relations":"x","goals":{"x":null},"children":0,"questions":{},"seq":"x","schema":[],"digest":{}}',
  },
  {
    name: 'wrong types one level deeper',
    to: JSONS,
    make: () =>
      '{"document":{"csaf_version":2,"title":[],"tracking":"x","notes":{},"publisher":[1]},"product_tree":{"branches":{"name":1},"full_product_names":[null,1,"x"]},"vulnerabilities":[null,1,"x",[],{"cve":{},"cwe":[],"product_status":[],"remediations":[null,{"category":1,"details":[]}],"scores":[{"cvss_v3":"x"},{"cvss_v3":{"vectorString":{}}}],"notes":[1]}],"bomFormat":"CycloneDX","specVersion":1.5,"metadata":{"component":"x","tools":[{}]},"components":[null,1,{"name":1,"purl":{},"components":"x"}],"elements":[null,1,{"id":1},{"id":"a","kind":[]},{"id":"b","kind":"goal","fields":[],"texts":1}],"relations":[null,{"from":1}],"goals":[null,1,{"name":{},"property_claims":"x","strategies":[1]}],"AUDT-1":[],"questions":[null,{"id":1,"answer":{}}]}',
  },
  {
    name: 'a cycle of parts',
    to: ['cyclonedx'],
    make: () =>
      '{"bomFormat":"CycloneDX","specVersion":"1.5","components":[{"bom-ref":"a","name":"a"},{"bom-ref":"a","name":"b"}],"dependencies":[{"ref":"a","dependsOn":["a"]}]}',
  },
  {
    name: 'products nested a hundred levels',
    to: ['csaf'],
    make: () =>
      `{"document":{"csaf_version":"2.0","title":"x","tracking":{"id":"x"}},"product_tree":${'{"branches":['.repeat(60)}{"product":{"product_id":"p","name":"n"}}${']}'.repeat(60)}}`,
  },
  {
    name: 'a list of two million zeros',
    to: JSONS.filter((each) => each !== 'gsn-yaml' && each !== 'recognise'),
    heavy: true,
    make: () =>
      `{"elements":[${'0,'.repeat(2_000_000)}0],"relations":[],"vulnerabilities":[${'0,'.repeat(1_000_000)}0],"document":{"csaf_version":"2.0"}}`,
  },
  {
    name: 'twenty MB of one JSON text',
    to: JSONS.filter((each) => each !== 'gsn-yaml' && each !== 'recognise'),
    heavy: true,
    make: () =>
      `{"elements":[{"id":"a","kind":"goal","name":"a","statement":"${'x'.repeat(20_000_000)}"}],"relations":[]}`,
  },

  {
    name: 'aliases that grow without bounds',
    to: YAML,
    make: () =>
      `a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 12 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n},`.repeat(9)}*a${n}]\n`).join('')}G1:\n  text: *a12\n  supportedBy: *a12\n`,
  },
  {
    name: 'an alias that holds itself',
    to: YAML,
    make: () => 'G1: &g\n  text: x\n  supportedBy: *g\n  notes: &n [*n]\n',
  },
  {
    name: 'merge keys that hold each other',
    to: YAML,
    make: () => 'a: &a\n  <<: &b\n    <<: *a\nG1:\n  <<: *a\n  text: x\n',
  },
  { name: 'lists in lists, twenty thousand levels', to: YAML, make: () => `G1: ${'['.repeat(20_000)}` },
  {
    name: 'maps in maps, three thousand levels',
    to: YAML,
    make: () => Array.from({ length: 3000 }, (_, n) => `${' '.repeat(n)}a:\n`).join(''),
  },
  { name: 'lists of lists without an end', to: YAML, make: () => `G1: ${'- '.repeat(20_000)}\n` },
  {
    name: 'marks of other languages',
    to: YAML,
    make: () =>
      'G1: !!js/function "function(){throw 1}"\nG2: !!python/object/apply:os.system ["id"]\nG3: !!binary "////"\nG4:\n  text: !<tag:x> y\n',
  },
  { name: 'keys that are lists', to: YAML, make: () => '? [a, b]\n: text\n? {a: 1}\n: text\nG1:\n  ? [text]\n  : x\n' },
  { name: 'several documents', to: YAML, make: () => 'G1:\n  text: a\n---\nG2:\n  text: b\n...\n%YAML 9.9\n---\n' },
  {
    name: 'names of the language in YAML',
    to: YAML,
    make: () =>
      '__proto__:\n  text: x\n  supportedBy: [constructor]\nconstructor:\n  text: y\n  nodeType: toString\nG1:\n  __proto__:\n    polluted: true\n  nodeType: __proto__\n',
  },
  {
    name: 'YAML that refers in a circle',
    to: YAML,
    make: () =>
      'G1:\n  text: a\n  supportedBy: [G2, G1, G1]\nG2:\n  text: b\n  supportedBy: [G1]\n  challenges: G2 -> G1\nCG1:\n  text: c\n  challenges: CG1\n',
  },
  {
    name: 'a hundred thousand keys',
    to: ['gsn-yaml'],
    heavy: true,
    make: () => Array.from({ length: 100_000 }, (_, n) => `G${n}: {text: x}\n`).join(''),
  },

  {
    name: 'LTAC nested ten thousand levels',
    to: ['ltac'],
    make: () =>
      Array.from({ length: 10_000 }, (_, n) => `${' '.repeat(n * 2)}${node(`C${n}`)}`)
        .join('')
        .slice(0, 3_000_000),
  },
  {
    name: 'LTAC without its beginning',
    to: ['ltac'],
    make: () => `      ${node('C9')}\t\t${node('C1')}- Nothing X: y\n- Claim\n- Claim :\n- Link C1\n`,
  },
  { name: 'a claim a hundred thousand times', to: ['ltac'], heavy: true, make: () => node('C1').repeat(100_000) },
  {
    name: 'names of the language in LTAC',
    to: ['ltac'],
    make: () => node('__proto__') + node('constructor', '{__proto__}'),
  },

  { name: 'a quotation that never ends', to: TABLES, make: () => `Capability,Ref\n"${'x,\n'.repeat(200_000)}` },
  {
    name: 'a row of a hundred thousand columns',
    to: TABLES,
    make: () => `Capability,Standard,Ref,Title\n${'ALOF,'.repeat(100_000)}\n`,
  },
  {
    name: 'a million empty lines',
    to: TABLES,
    heavy: true,
    make: () => `Capability,Standard,Ref,Title\n${'\n'.repeat(1_000_000)}`,
  },
  { name: 'quotes alone', to: TABLES, make: () => '"'.repeat(100_001) },
  {
    name: 'names of the language in a table',
    to: TABLES,
    make: () => '__proto__,constructor,Capability,Ref,Title\n__proto__,x,ALOF,__proto__,toString\n',
  },

  {
    name: 'a bomb of one part',
    to: BOOKS,
    heavy: true,
    make: () =>
      archive([
        ...workbookParts('').slice(0, 5),
        { name: 'xl/worksheets/sheet1.xml', data: Buffer.alloc(60_000_000, 0x20), claimed: 10 },
      ]),
  },
  {
    name: 'a bomb of many parts',
    to: BOOKS,
    heavy: true,
    make: () => {
      const data = Buffer.alloc(1_000_000, 0x20)
      return archive(Array.from({ length: 490 }, (_, n) => ({ name: `xl/worksheets/sheet${n}.xml`, data })))
    },
  },
  {
    name: 'names that lead out of the archive',
    to: BOOKS,
    make: () =>
      archive([
        ...workbookParts(
          sheetXml([
            ['Capability', 'Ref', 'Title'],
            ['ALOF', '1', 'x'],
          ]),
        ),
        { name: '../../../../tmp/accord-slipped.xml', data: '<a/>' },
        { name: '/tmp/accord-slipped.xml', data: '<a/>' },
        { name: 'C:\\accord-slipped.xml', data: '<a/>' },
        { name: '__proto__/x.xml', data: '<a/>' },
        { name: 'constructor.xml', data: '<a/>' },
      ]),
  },
  {
    name: 'a workbook whose XML declares entities',
    to: BOOKS,
    make: () => archive(workbookParts(sheetXml([['&l12;', 'Ref']], `<!DOCTYPE m [<!ENTITY l0 "lol">${LAUGHS}]>`))),
  },
  {
    name: 'a workbook whose XML names a file',
    to: BOOKS,
    make: () =>
      archive(workbookParts(sheetXml([['&x;', 'Ref']], '<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]>'))),
  },
  {
    name: 'a cell far away',
    to: BOOKS,
    make: () =>
      archive(
        workbookParts(
          '<worksheet><sheetData><row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>',
        ),
      ),
  },
  {
    name: 'one long text in every cell',
    to: BOOKS,
    heavy: true,
    make: () =>
      archive(
        workbookParts(
          `<worksheet><sheetData>${`<row>${'<c t="s"><v>0</v></c>'.repeat(100)}</row>`.repeat(5000)}</sheetData></worksheet>`,
          `<si><t>${'x'.repeat(32_000)}</t></si>`,
        ),
      ),
  },
  {
    name: 'a shared text that is not there',
    to: BOOKS,
    make: () =>
      archive(
        workbookParts(
          '<worksheet><sheetData><row><c t="s"><v>999999999</v></c><c t="s"><v>-1</v></c><c t="s"><v>__proto__</v></c></row></sheetData></worksheet>',
        ),
      ),
  },
  { name: 'an archive that is no workbook', to: BOOKS, make: () => archive([{ name: 'a.xml', data: '<a/>' }]) },
  { name: 'an archive without an end', to: BOOKS, make: () => archive(workbookParts(sheetXml([['a']]))).slice(0, 900) },
  {
    name: 'a workbook nested fifty thousand levels',
    to: BOOKS,
    make: () => archive(workbookParts(`<worksheet><sheetData>${'<row>'.repeat(50_000)}`)),
  },

  { name: 'nothing', make: () => '' },
  { name: 'blanks', make: () => ' \n\t\r\n' },
  { name: 'NUL characters', make: () => '\0'.repeat(1000) },
  { name: 'NUL among letters', make: () => 'G1:\n  text: a\0b\n- Claim C1: a\0b\n' },
  {
    name: 'bytes that are no UTF-8',
    make: () => new Uint8Array(Buffer.from('G1:\n  text: caf\xe9 \x81\x9d\n', 'latin1')),
  },
  { name: 'a byte order mark and no more', make: () => new Uint8Array([0xef, 0xbb, 0xbf]) },
  { name: 'UTF-16 of an odd length', make: () => wide('G1:\n  text: a\n', 'le').slice(0, -1) },
  {
    name: 'half characters in UTF-16',
    make: () => wide('{"elements":[{"id":"a","kind":"goal","name":"\ud800"}],"relations":[]}', 'be'),
  },
  {
    name: 'half characters as escapes',
    to: JSONS,
    make: () =>
      '{"elements":[{"id":"a","kind":"goal","name":"\\ud800","statement":"\\udc00x","fields":{"\\ud800":"x"}}],"relations":[],"document":{"csaf_version":"2.0","title":"\\ud800","tracking":{"id":"\\udfff"}},"vulnerabilities":[{"cve":"CVE-2026-0001","title":"\\ud83d"}],"bomFormat":"CycloneDX","components":[{"name":"\\ud800"}],"goals":[{"name":"\\ud800"}]}',
  },
  { name: 'a line of a hundred thousand letters', make: () => `G1: ${'x'.repeat(100_000)}` },
  {
    name: 'a name of a hundred thousand letters',
    to: ARGUMENTS,
    make: () => `${'G'.repeat(100_000)}:\n  text: x\n- Claim ${'C'.repeat(100_000)}: x\n`,
  },
  { name: 'twenty MB of letters in an old encoding', heavy: true, make: () => new Uint8Array(20_000_000).fill(0xe9) },
  { name: 'twenty MB of one line', heavy: true, make: () => new Uint8Array(20_000_000).fill(0x61) },
  { name: 'twenty MB of brackets', heavy: true, make: () => new Uint8Array(20_000_000).fill(0x5b) },
  { name: 'twenty MB of line ends', heavy: true, make: () => new Uint8Array(20_000_000).fill(0x0a) },
  { name: 'twenty MB of dashes', heavy: true, make: () => '- '.repeat(10_000_000) },
  { name: 'twenty MB of tags', heavy: true, make: () => '<a>'.repeat(6_600_000) },
  { name: 'twenty MB of keys', heavy: true, make: () => 'a:\n'.repeat(6_600_000) },
  { name: 'twenty MB of hashes', heavy: true, make: () => '#\n'.repeat(10_000_000) },
  { name: 'twenty MB of quotes', heavy: true, make: () => new Uint8Array(20_000_000).fill(0x22) },
  { name: 'twenty MB of anchors', heavy: true, to: YAML, make: () => '&a '.repeat(6_600_000) },
]

/** The bytes of one of them. */
export function bytesOf({ make }: Hostile): Uint8Array {
  const made = make()
  return typeof made === 'string' ? new TextEncoder().encode(made) : made
}
