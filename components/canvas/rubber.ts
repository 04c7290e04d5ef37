/** The dashed line of a relation that is being drawn. */
export function rubberLine(host: HTMLElement): SVGElement {
  return rubber(host, 'path', 'canvas-rubber')
}

/** The rectangle that several elements are chosen with. */
export function rubberRect(host: HTMLElement): SVGElement {
  return rubber(host, 'rect', 'canvas-rubber canvas-marquee')
}

function rubber(host: HTMLElement, name: 'path' | 'rect', className: string): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('class', 'canvas-rubber-layer')
  svg.setAttribute('aria-hidden', 'true')
  const shape = document.createElementNS('http://www.w3.org/2000/svg', name)
  shape.setAttribute('class', className)
  svg.append(shape)
  host.append(svg)
  return shape
}
