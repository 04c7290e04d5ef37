/** No browser draws a canvas with more pixels than this on every machine. */
const MOST_PIXELS = 60_000_000
const LONGEST_SIDE = 16_000

/** How many times larger than on the screen a picture of this size is drawn: twice, or what still fits. */
export function pngScale(width: number, height: number): number {
  return Math.min(2, Math.sqrt(MOST_PIXELS / (width * height)), LONGEST_SIDE / width, LONGEST_SIDE / height)
}

/** [PIC2] Draws an SVG into a PNG. @throws an Error with a sentence when this browser cannot */
export async function pngOf(svg: string, width: number, height: number): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const scale = pngScale(width, height)
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(width * scale))
    canvas.height = Math.max(1, Math.round(height * scale))
    const pen = canvas.getContext('2d')
    pen?.drawImage(image, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    if (blob === null) throw new Error('This picture is too large for a PNG in this browser. Save it as SVG.')
    return blob
  } finally {
    URL.revokeObjectURL(address)
  }
}
