/**
 * Whether an error says that nothing more can be written: the disk's, the quota's or Postgres' own word for it. Somebody has
 * to make room; nothing is wrong with what was to be written.
 */
export function isFull(error: unknown): boolean {
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    const code = String((each as { code?: unknown }).code)
    if (['ENOSPC', 'EDQUOT', 'EROFS', '53100'].includes(code)) return true
    // Postgres has a code for the first two only.
    if (/Read-only file system|No space left on device/.test(each.message)) return true
  }
  return false
}
