import { describe, expect, it } from 'vitest'
import { readCanonical } from '@/lib/agreement/manifest'
import { canonicalJson } from '@/lib/gsn/canonical'

/*
 * The published examples of RFC 8785 (section 3.2 and appendix B) and of its author's test data
 * (cyberphone/json-canonicalization, folder testdata): input as it is given, output as it must be.
 */
const WITHIN: readonly (readonly [name: string, input: string, output: string])[] = [
  [
    'arrays',
    '[\n  56,\n  {\n    "d": true,\n    "10": null,\n    "1": [ ]\n  }\n]',
    '[56,{"1":[],"10":null,"d":true}]',
  ],
  [
    'french',
    '{\n  "peach": "This sorting order",\n  "péché": "is wrong according to French",\n  "pêche": "but canonicalization MUST",\n  "sin":   "ingnore locale"\n}\n',
    '{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":"ingnore locale"}',
  ],
  [
    'structures',
    '{\n  "1": {"f": {"f": "hi","F": 5} ,"\\n": 56.0},\n  "10": { },\n  "": "empty",\n  "a": { },\n  "111": [ { } ],\n  "A": { }\n}',
    '{"":"empty","1":{"\\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{}],"A":{},"a":{}}',
  ],
  ['unicode', '{\n  "Unnormalized Unicode":"\\u1e0d\\u0307"\n}\n', '{"Unnormalized Unicode":"\u1e0d\u0307"}'],
  [
    'weird',
    '{\n  "\\u20ac": "Euro Sign",\n  "1": "One",\n  "\\u0080": "Control\\u007f",\n  "\\ud83d\\ude02": "Smiley",\n  "\\u00f6": "Latin Small Letter O With Diaeresis",\n  "\\ufb33": "Hebrew Letter Dalet With Dagesh",\n  "</script>": "Browser Challenge"\n}\n',
    '{"1":"One","</script>":"Browser Challenge","\u0080":"Control\u007f","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😂":"Smiley","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
  ],
  [
    'the sorting example of section 3.2.3',
    '{\n  "\\u20ac": "Euro Sign",\n  "\\r": "Carriage Return",\n  "\\ufb33": "Hebrew Letter Dalet With Dagesh",\n  "1": "One",\n  "\\ud83d\\ude00": "Emoji: Grinning Face",\n  "\\u0080": "Control",\n  "\\u00f6": "Latin Small Letter O With Diaeresis",\n  "</script>": "Browser Challenge"\n}\n',
    '{"\\r":"Carriage Return","1":"One","</script>":"Browser Challenge","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
  ],
  [
    'values without its numbers',
    '{\n  "escaping": "\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/",\n  "literals": [null, true, false]\n}',
    '{"escaping":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/","literals":[null,true,false]}',
  ],
]

/** Appendix B: bits of a double, and how RFC 8785 spells it. Only the two zeros are whole and safe. */
const DOUBLES: readonly (readonly [bits: string, rfc: string])[] = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['7fffffffffffffff', 'NaN'],
  ['7ff0000000000000', 'Infinity'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
]

function double(bits: string): number {
  return Buffer.from(bits, 'hex').readDoubleBE(0)
}

describe('canonical JSON against the published vectors', () => {
  it.each(WITHIN)('[CAN-JSON1] RFC 8785, %s', (_name, input, output) => {
    expect(canonicalJson(JSON.parse(input))).toBe(output)
    expect(readCanonical(Buffer.from(output))).toEqual(JSON.parse(input))
    expect(readCanonical(Buffer.from(input))).toBeUndefined()
  })

  it('[CAN-JSON1] the UTF-8 bytes that the test data publish, up to where their numbers begin', () => {
    const text = canonicalJson({ escaping: '\u20ac$\u000f\nA\'B"\\\\"/' })
    expect(Buffer.from(text.slice(0, -1)).toString('hex')).toBe(
      '7b226573636170696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f22',
    )
  })

  it.each(DOUBLES)('[CAN-JSON2] RFC 8785, appendix B, %s: written as the RFC does, or not at all', (bits, rfc) => {
    const value = double(bits)
    if (Number.isSafeInteger(value)) expect(canonicalJson(value)).toBe(rfc)
    else expect(() => canonicalJson(value)).toThrow('safe integers only')
  })

  it('[CAN-JSON2] of appendix B exactly the two zeros are within our numbers', () => {
    expect(DOUBLES.filter(([bits]) => Number.isSafeInteger(double(bits)))).toHaveLength(2)
  })

  it.each([
    ['a fraction of the values vector', '{"numbers":[1e+30,4.5,333333333.3333333,0.002,1e-27]}'],
    ['another spelling of a whole number', '[1.0]'],
    ['an exponent', '[1e2]'],
    ['minus zero', '[-0]'],
    ['a space', '{"a": 1}'],
    ['keys out of order', '{"b":1,"a":2}'],
    ['a key twice', '{"a":1,"a":1}'],
    ['an escape that is not needed', '"\\u0041"'],
    ['a lone surrogate', '"\\ud800"'],
    ['a byte order mark', '\ufeff{}'],
    ['a proto key hidden by the parser', '{"__proto__":1,"a":2} '],
  ])('[CAN-JSON2] does not read %s', (_what, text) => {
    expect(readCanonical(Buffer.from(text))).toBeUndefined()
  })

  it('[CAN-JSON2] does not read bytes that are not UTF-8', () => {
    expect(readCanonical(Uint8Array.of(0x22, 0xff, 0x22))).toBeUndefined()
    expect(readCanonical(Uint8Array.of(0x22, 0xc0, 0x80, 0x22))).toBeUndefined()
  })
})
