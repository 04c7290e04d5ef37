import { encodeBase64 } from '@/lib/agreement/base64'
import type { Figure } from '@/lib/document/document'
import { escapeText } from '@/lib/drawing/svg-text'
import type { KnownPicture } from './input'

/** Wider pictures are shown this wide, in CSS pixels. */
const WIDEST = 640
/** Larger files would make the document heavy; a report is no album. */
export const PICTURE_BYTES = 5_000_000

/**
 * A picture of a narrative as a figure: the file itself inside an SVG, which shows it and runs nothing.
 * @returns undefined for a picture whose size cannot be read, or which is too large
 */
export function pictureFigure({ type, bytes }: KnownPicture, alt: string): Figure | undefined {
  const size = pictureSize(type, bytes)
  if (size === undefined || bytes.length > PICTURE_BYTES) return undefined
  const scale = Math.min(1, WIDEST / size.w)
  const [w, h] = [Math.max(1, Math.round(size.w * scale)), Math.max(1, Math.round(size.h * scale))]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}"><title>${escapeText(alt)}</title><image width="${w}" height="${h}" href="data:${type};base64,${encodeBase64(bytes)}"/></svg>`
  return { kind: 'figure', svg, caption: alt, alt: alt === '' ? 'A picture without description' : alt }
}

/** Width and height that a picture says it has; undefined for anything odd. */
export function pictureSize(type: string, bytes: Uint8Array): { w: number; h: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const size = sizeIn(type, view)
    return size !== undefined && size.w > 0 && size.h > 0 && size.w <= 20_000 && size.h <= 20_000 ? size : undefined
  } catch {
    // The file ends before it says.
    return undefined
  }
}

function sizeIn(type: string, view: DataView): { w: number; h: number } | undefined {
  if (type === 'image/png') return { w: view.getUint32(16), h: view.getUint32(20) }
  if (type === 'image/gif') return { w: view.getUint16(6, true), h: view.getUint16(8, true) }
  return type === 'image/jpeg' ? jpegSize(view) : undefined
}

/** The first frame header of a JPEG: its segments follow each other by their lengths. */
function jpegSize(view: DataView): { w: number; h: number } | undefined {
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) return undefined
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { h: view.getUint16(at + 5), w: view.getUint16(at + 7) }
    at += 2 + view.getUint16(at + 2)
  }
}
