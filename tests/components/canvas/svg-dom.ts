/** What JointJS asks of an SVG document and happy-dom does not have: animated class names and matrices. */
export function completeSvg(): void {
  Object.defineProperty(SVGElement.prototype, 'className', {
    configurable: true,
    get(this: SVGElement) {
      const element = this
      return {
        get baseVal() {
          return element.getAttribute('class') ?? ''
        },
        set baseVal(value: string) {
          element.setAttribute('class', value)
        },
      }
    },
  })
  const matrix = () => {
    const self = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0, inverse: () => self, multiply: () => self }
    return self
  }
  const create = SVGSVGElement.prototype as unknown as Record<string, unknown>
  create.createSVGMatrix = matrix
  create.createSVGTransform = () => ({ setMatrix: () => {}, matrix: matrix() })
}
