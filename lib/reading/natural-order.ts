import { compareKeys } from '@/lib/gsn/graph'

/** A name cut into words and numbers, for comparing it often. */
export function naturalParts(name: string): readonly string[] {
  return name.split(/(\d+)/)
}

export function compareParts(as: readonly string[], bs: readonly string[]): number {
  for (let i = 0; i < Math.min(as.length, bs.length); i++) {
    const [x, y] = [as[i] ?? '', bs[i] ?? '']
    const difference = i % 2 === 1 ? Number(x) - Number(y) : compareKeys(x, y)
    if (difference !== 0) return difference
  }
  return as.length - bs.length
}

/** `C7-ALOF-2` before `C7-ALOF-10`: numbers inside names compare as numbers. */
export function naturally(a: string, b: string): number {
  return compareParts(naturalParts(a), naturalParts(b))
}
