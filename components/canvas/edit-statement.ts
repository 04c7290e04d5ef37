const PATIENCE_MS = 1000

/** Puts the caret at the end of the selected element's statement, as soon as the panel shows it. */
export function editStatement(): void {
  const until = Date.now() + PATIENCE_MS
  const attempt = () => {
    const area = document.querySelector<HTMLTextAreaElement>('textarea[data-text="statement"]')
    if (area !== null) {
      area.focus()
      area.setSelectionRange(area.value.length, area.value.length)
    } else if (Date.now() < until) requestAnimationFrame(attempt)
  }
  // The panel follows the selection with the next drawing; until then the field of the element before may be there.
  requestAnimationFrame(() => requestAnimationFrame(attempt))
}
