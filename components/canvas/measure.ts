import type { Measure } from '@/lib/layout/wrap'

/** Measures text as the browser will draw it, in the font of the given element. */
export function browserMeasure(element: HTMLElement): Measure {
  const family = getComputedStyle(element).fontFamily || 'sans-serif'
  const pen = document.createElement('canvas').getContext('2d')
  if (pen === null) return (text, font) => text.length * font.size * 0.56
  let current = ''
  return (text, { size, weight }) => {
    const font = `${weight} ${size}px ${family}`
    if (font !== current) {
      pen.font = font
      current = font
    }
    return pen.measureText(text).width
  }
}

/** Resolves when the page's text font can be measured; late fonts must not change line breaks afterwards. */
export async function fontsReady(element: HTMLElement): Promise<void> {
  if (document.fonts === undefined) return
  const family = getComputedStyle(element).fontFamily
  await Promise.allSettled([400, 600, 700].map((weight) => document.fonts.load(`${weight} 13px ${family}`, 'Abc')))
}
