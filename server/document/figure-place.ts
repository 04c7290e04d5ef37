/** Where a figure is in a PDF: the name that links to it use. */
export function figureDestination(id: string): string {
  return `f-${id.replace(/[^\w-]/g, '_')}`
}
