/** Percentiles of times that several processes measured. NaN without any. */
export function percentiles(all: readonly Float64Array[]): { p50: number; p95: number; p99: number } {
  const times = new Float64Array(all.reduce((sum, one) => sum + one.length, 0))
  let at = 0
  for (const one of all) {
    times.set(one, at)
    at += one.length
  }
  times.sort()
  const of = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN
  return { p50: of(0.5), p95: of(0.95), p99: of(0.99) }
}

export function median(times: readonly number[]): number {
  return percentiles([Float64Array.from(times)]).p50
}

/** A number as a person reads it: three digits that count. */
export function shown(value: number): string {
  if (!Number.isFinite(value)) return '-'
  if (value === 0) return '0'
  return Math.abs(value) >= 100 ? value.toFixed(0) : Number(value.toPrecision(3)).toString()
}
