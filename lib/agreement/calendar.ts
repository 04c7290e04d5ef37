import { utf8ToBytes } from '@noble/hashes/utils.js'

/** One day or moment in a calendar. */
export interface CalendarEvent {
  /** The same for the same thing in every file, so that a calendar replaces what it has instead of adding it again. */
  readonly uid: string
  /** A day (`2026-11-22`), or an instant in UTC (`2026-11-22T08:05:00.000Z`). */
  readonly at: string
  readonly summary: string
  readonly description: string
  readonly url?: string
  /** Days before, at which the calendar reminds; none when absent. */
  readonly remindDays?: number
}

const PRODUCT = '-//Accord//Agreements//EN'
/** Octets of a line at most, without its end. RFC 5545, 3.1. */
const LINE = 75

/**
 * [CAL1] A calendar as a file (RFC 5545), in UTC: lines end with CRLF, are folded by octets and never inside a letter, and
 * what people wrote is escaped.
 * @param name  what the calendar is called
 * @param stamp when it is made, ISO 8601 UTC
 */
export function calendarFile(events: readonly CalendarEvent[], name: string, stamp: string): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:${PRODUCT}`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(name)}`,
    ...events.flatMap((event) => eventLines(event, stamp)),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${foldLine(line)}\r\n`).join('')
}

function eventLines({ uid, at, summary, description, url, remindDays }: CalendarEvent, stamp: string): string[] {
  const times =
    at.length === 10
      ? [`DTSTART;VALUE=DATE:${day(at)}`, `DTEND;VALUE=DATE:${day(dayAfter(at))}`]
      : [`DTSTART:${instant(at)}`, `DTEND:${instant(at)}`]
  const alarm =
    remindDays === undefined
      ? []
      : [
          'BEGIN:VALARM',
          'ACTION:DISPLAY',
          `DESCRIPTION:${escapeText(summary)}`,
          `TRIGGER:-P${remindDays}D`,
          'END:VALARM',
        ]
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(uid)}`,
    `DTSTAMP:${instant(stamp)}`,
    ...times,
    `SUMMARY:${escapeText(summary)}`,
    `DESCRIPTION:${escapeText(description)}`,
    // A URL is no text: it is not escaped (3.3.13), and may hold no line end.
    ...(url === undefined ? [] : [`URL:${url.replaceAll(/\s/g, '')}`]),
    'TRANSP:TRANSPARENT',
    ...alarm,
    'END:VEVENT',
  ]
}

/** [CAL1] A text value: backslash, semicolon, comma and line ends escaped; other control characters left out. */
export function escapeText(text: string): string {
  return (
    text
      .replaceAll(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the format forbids them in texts (3.3.11)
      .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
      .replaceAll('\\', '\\\\')
      .replaceAll(';', '\\;')
      .replaceAll(',', '\\,')
      .replaceAll('\n', '\\n')
  )
}

/** [CAL1] A line in pieces of at most 75 octets; each further one begins with a space. */
export function foldLine(line: string): string {
  const pieces: string[] = []
  let piece = ''
  let octets = 0
  for (const letter of line) {
    const size = utf8ToBytes(letter).length
    const room = pieces.length === 0 ? LINE : LINE - 1
    if (octets + size > room) {
      pieces.push(piece)
      piece = ''
      octets = 0
    }
    piece += letter
    octets += size
  }
  return [...pieces, piece].join('\r\n ')
}

function day(iso: string): string {
  return iso.slice(0, 10).replaceAll('-', '')
}

function instant(iso: string): string {
  return `${day(iso)}T${iso.slice(11, 19).replaceAll(':', '')}Z`
}

function dayAfter(iso: string): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}
