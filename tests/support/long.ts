/** Whether the long tests run: `npm run test:long`. Then loops take as many rounds as the promise is about. */
export const LONG = process.env.ACCORD_LONG === '1'

/** How many rounds a loop takes. */
export const rounds = (short: number, long: number): number => (LONG ? long : short)

/** The seed of a test that draws: its own, or ACCORD_SEED to repeat a run. */
export const seedOf = (own: number): number => Number(process.env.ACCORD_SEED ?? own)

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
