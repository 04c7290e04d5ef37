import { describe, expect, it } from 'vitest'
import { type Choice, exportQuery, missingIn, OF, WHAT, type What, withWhat } from '@/components/export/export-choices'
import { TABLES } from '@/lib/table/tables'
import { WRITTEN_FORMATS } from '@/server/commands/export-argument'
import { isDiagramFormat } from '@/server/commands/export-diagram'
import { isReportFormat } from '@/server/commands/export-report'
import { isTableFormat } from '@/server/commands/export-table'

const START: Choice = {
  what: 'report',
  of: 'whole',
  format: 'pdf',
  audience: 'both',
  capability: '',
  branch: '',
  table: 'register',
  scheme: 'light',
  strict: false,
}

describe('the page that offers files', () => {
  it('[EXP1] offers every format that the server writes, and every table', () => {
    const offered = new Set<string>(Object.values(WHAT).flatMap(({ formats }) => [...formats]))
    for (const format of WRITTEN_FORMATS) expect(offered).toContain(format)
    const known = (format: string) =>
      isDiagramFormat(format) ||
      isReportFormat(format) ||
      isTableFormat(format) ||
      (WRITTEN_FORMATS as readonly string[]).includes(format)
    expect([...offered].filter((format) => !known(format))).toEqual([])
    for (const format of ['svg', 'png', 'pdf', 'docx', 'csv', 'xlsx']) expect(offered).toContain(format)
    expect(Object.keys(TABLES)).toContain('premarket')
  })

  it('[EXP1] never asks for something in a format or of a part that there is not', () => {
    let choice = START
    for (const what of [...(Object.keys(WHAT) as What[]), ...(Object.keys(WHAT) as What[]).reverse()]) {
      choice = withWhat(choice, what)
      expect(WHAT[what].formats as readonly string[]).toContain(choice.format)
      expect(WHAT[what].of as readonly string[]).toContain(choice.of)
      expect(Object.keys(OF)).toContain(choice.of)
    }
  })

  it('[EXP1] says what is missing before it asks', () => {
    expect(missingIn(START)).toBeUndefined()
    expect(missingIn({ ...START, of: 'capability' })).toBe('Choose a capability.')
    expect(missingIn({ ...START, what: 'picture', of: 'branch', branch: ' ' })).toContain('C7-ALOF-1')
    const picture: Choice = {
      ...START,
      what: 'picture',
      of: 'branch',
      format: 'png',
      branch: ' C7-A&B ',
      audience: 'outside',
      scheme: 'dark',
    }
    expect(exportQuery(picture)).toBe('format=png&audience=outside&branch=C7-A%26B&scheme=dark')
    expect(exportQuery({ ...START, what: 'premarket', format: 'docx' })).toBe(
      'format=docx&audience=both&reading=premarket',
    )
  })
})
