import type { Pattern } from '@/catalog/patterns/pattern'

/** Hands a pattern to the browser as a file that readPatternFile reads again. */
export function downloadPattern(pattern: Pattern): void {
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(pattern, null, 2)}\n`], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${pattern.id}-${pattern.version}.pattern.json`
  link.click()
  URL.revokeObjectURL(url)
}
