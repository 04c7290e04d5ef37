import { describe, expect, it } from 'vitest'
import { EXAMPLE_FILES } from '@/catalog/example/files'
import { plainPdf } from '@/lib/exchange/plain-pdf'

describe('a plain page', () => {
  it('[EX6] is a PDF whose table of places finds every object, the same each time', () => {
    const lines = EXAMPLE_FILES.find(({ form }) => form === 'pdf')?.lines ?? []
    const text = new TextDecoder().decode(plainPdf([...lines, 'a (b) \\ c']))
    expect(text).toMatch(/^%PDF-1\.4\n/)
    expect(text).toContain('(a \\(b\\) \\\\ c) Tj')
    const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1])
    const places = [...text.slice(start).matchAll(/^(\d{10}) 00000 n $/gm)].map((match) => Number(match[1]))
    expect(places).toHaveLength(5)
    places.forEach((place, index) => {
      expect(text.slice(place)).toMatch(new RegExp(`^${index + 1} 0 obj\n`))
    })
    const stream = /stream\n([\s\S]*?)\nendstream/.exec(text)?.[1] ?? ''
    expect(text).toContain(`/Length ${stream.length} `)
    expect(plainPdf(lines)).toEqual(plainPdf(lines))
  })

  it('[EX6] refuses what it cannot show rather than showing something else', () => {
    expect(() => plainPdf(['naïve'])).toThrow()
    expect(() => plainPdf(Array.from({ length: 60 }, () => 'x'))).toThrow()
  })
})
