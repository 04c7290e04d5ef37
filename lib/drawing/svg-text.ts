const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as markup: whatever a person wrote stays text. Control characters that XML forbids are left out. */
export function escapeText(text: string): string {
  return text.replace(/(?![\t\n])\p{Cc}/gu, '').replace(/[&<>"']/g, (each) => ENTITIES[each] ?? '')
}

/** One line of text. */
export function textAt(className: string, x: number, y: number, text: string, anchor?: 'middle' | 'end'): string {
  const at = anchor === undefined ? '' : ` text-anchor="${anchor}"`
  return `<text class="${className}" x="${x}" y="${y}"${at}>${escapeText(text)}</text>`
}
