const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The day of an instant in words, in UTC: `22 Nov 2026`. */
export function dayWords(iso: string): string {
  return `${Number(iso.slice(8, 10))} ${MONTHS[Number(iso.slice(5, 7)) - 1]} ${iso.slice(0, 4)}`
}

/** An instant in words with its zone, the same on paper, server and screen: `22 Nov 2026, 08:05 UTC`. */
export function instantWords(iso: string): string {
  return `${dayWords(iso)}, ${iso.slice(11, 16)} UTC`
}
