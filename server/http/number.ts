/** A number in an address: 1, 2, 3 ...; 0, which nothing has, for anything else. */
export function numberIn(text: string | undefined): number {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0
}
