import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CalendarEvent, calendarFile, escapeText, foldLine } from '@/lib/agreement/calendar'

const STAMP = '2026-11-22T08:05:00.000Z'
const EVENT: CalendarEvent = {
  uid: 'duty-c8-mdm@case-1.accord',
  at: '2026-12-31',
  summary: 'Due: lock the session',
  description: 'Every ward',
  url: 'http://localhost:3000/cases/case-1',
  remindDays: 7,
}

/** Reads a file back as a calendar does: unfold, then name and value. */
function unfolded(file: string): string[] {
  return file.replaceAll('\r\n ', '').split('\r\n').slice(0, -1)
}

function plain(value: string): string {
  return value.replaceAll(/\\(.)/g, (_all, letter: string) => (letter === 'n' ? '\n' : letter))
}

describe('the calendar file', () => {
  it('[CAL1] holds whole days with the day after as their end, and a reminder', () => {
    const lines = unfolded(calendarFile([EVENT], 'My agreements', STAMP))
    expect(lines[0]).toBe('BEGIN:VCALENDAR')
    expect(lines.at(-1)).toBe('END:VCALENDAR')
    expect(lines).toContain('DTSTART;VALUE=DATE:20261231')
    expect(lines).toContain('DTEND;VALUE=DATE:20270101')
    expect(lines).toContain('DTSTAMP:20261122T080500Z')
    expect(lines).toContain('TRIGGER:-P7D')
    expect(lines).toContain('URL:http://localhost:3000/cases/case-1')
  })

  it('[CAL1] holds moments in UTC', () => {
    const lines = unfolded(calendarFile([{ ...EVENT, at: '2026-12-22T08:05:07.123Z' }], '', STAMP))
    expect(lines).toContain('DTSTART:20261222T080507Z')
    expect(lines.some((line) => line.includes('TZID'))).toBe(false)
  })

  it('[CAL1] keeps every line at 75 octets and never cuts a letter in two', () => {
    const words = 'Größe, 🏥; every \\ ward\nand <script> '.repeat(200)
    const file = calendarFile([{ ...EVENT, summary: words, description: words }], words, STAMP)
    for (const line of file.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      expect(line).not.toContain('\uFFFD')
    }
    const summary = unfolded(file).find((line) => line.startsWith('SUMMARY:'))
    expect(plain(summary?.slice('SUMMARY:'.length) ?? '')).toBe(words)
  })

  it('[CAL1] lets no text end its line and begin another property', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (words) => {
        const file = calendarFile(
          [{ ...EVENT, summary: words, description: `${words}\r\nEND:VCALENDAR` }],
          words,
          STAMP,
        )
        const lines = unfolded(file)
        expect(lines.filter((line) => line === 'END:VCALENDAR')).toHaveLength(1)
        expect(lines.filter((line) => line.startsWith('BEGIN:'))).toHaveLength(3)
        expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
      }),
    )
    expect(escapeText('a\u0007b\u0000c')).toBe('abc')
    expect(foldLine('')).toBe('')
  })
})
