import { fileTypeFromBuffer } from 'file-type'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'

/** Programs by what their first bytes say. */
const PROGRAMS: ReadonlySet<string> = new Set([
  'application/x-msdownload',
  'application/vnd.microsoft.portable-executable',
  'application/x-elf',
  'application/x-mach-binary',
  'application/x.ms.shortcut',
  'application/x.apple.alias',
  'application/java-vm',
  'application/java-archive',
  'application/wasm',
  'application/x-shockwave-flash',
  'application/vnd.android.package-archive',
  'application/x-deb',
  'application/x-rpm',
  'application/vnd.ms-htmlhelp',
  'application/x-google-chrome-extension',
  'application/x-xpinstall',
  'application/x-apple-diskimage',
])

/** Programs and scripts by the ending that makes a computer run them. */
const RUN_BY_NAME =
  /\.(exe|dll|com|scr|pif|cpl|msi|msp|msc|bat|cmd|ps1|psm1|vbs|vbe|js|mjs|jse|wsf|wsh|hta|lnk|url|reg|jar|apk|app|dmg|deb|rpm|sh|chm|iso|img|vhd|vhdx)$/i

/**
 * [FIL3] What a file is by its first bytes; its name and what the sender calls it count for nothing. Programs and scripts
 * are refused: evidence is read, not run.
 * @returns a media type; `text/plain`, `text/html`, `image/svg+xml` or `application/octet-stream` where the bytes have no
 *   signature; refusal `file-type-refused`
 */
export async function sniff(head: Uint8Array, name: string): Promise<Outcome<string>> {
  const found = await fileTypeFromBuffer(head).catch(() => undefined)
  const type = found?.mime ?? ofText(head)
  const what = PROGRAMS.has(type)
    ? 'a program'
    : RUN_BY_NAME.test(name) || startsAsScript(head)
      ? 'a script or program'
      : undefined
  if (what !== undefined) {
    return refuse(
      'file-type-refused',
      `This looks like ${what}, which cannot be kept as evidence. Upload a report about it, or give its hash and where it is kept.`,
      { type },
    )
  }
  return ok(type)
}

function startsAsScript(head: Uint8Array): boolean {
  return head[0] === 0x23 && head[1] === 0x21
}

function ofText(head: Uint8Array): string {
  // A character cut by the end of the head is no sign of other bytes.
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
  } catch {
    return 'application/octet-stream'
  }
  if (text.includes('\0')) return 'application/octet-stream'
  const start = text.slice(0, 2000).trimStart().toLowerCase()
  if (/^(<!doctype html|<html|<head|<body|<script)/.test(start)) return 'text/html'
  if (/^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)?(<!doctype svg[^>]*>\s*)?<svg[\s>]/.test(start)) return 'image/svg+xml'
  return 'text/plain'
}
