/** A piece of HTML that is safe to put into a page. Made by `html` only. */
export interface Html {
  readonly html: string
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as it may stand between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '')
}

type Piece = string | number | Html | readonly Piece[]

/** Template tag: whatever is put in is escaped, unless it was made by this tag. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return { html: strings.reduce((out, text, i) => out + pieceHtml(pieces[i - 1] ?? '') + text) }
}

function pieceHtml(piece: Piece): string {
  if (typeof piece === 'string') return escapeHtml(piece)
  if (typeof piece === 'number') return String(piece)
  if ('html' in piece) return piece.html
  return piece.map(pieceHtml).join('')
}
