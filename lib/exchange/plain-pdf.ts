const LINE = 14
const TOP = 790

/**
 * One page of plain lines as a PDF 1.4 document, in a fixed-width standard font, so that it needs nothing but itself and
 * the same lines always give the same bytes.
 * @param lines printable ASCII, at most 54 of them
 * @throws for letters that the font's encoding does not hold, or for more than a page
 */
export function plainPdf(lines: readonly string[]): Uint8Array {
  if (lines.length > TOP / LINE - 2) throw new Error('A plain page holds fewer lines.')
  if (lines.some((line) => /[^\x20-\x7e]/.test(line))) throw new Error('A plain page holds printable ASCII.')
  const shown = lines.map((line) => `(${line.replace(/[\\()]/g, (sign) => `\\${sign}`)}) Tj T*`).join('\n')
  const content = `BT /F1 9 Tf ${LINE} TL 50 ${TOP} Td\n${shown}\nET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>',
  ]
  let file = '%PDF-1.4\n'
  const places = objects.map((object, index) => {
    const place = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const start = file.length
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Uint8Array.from(file, (letter) => letter.charCodeAt(0))
}
