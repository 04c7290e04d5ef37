'use client'
import { Button, Menu } from '@mantine/core'
import Link from 'next/link'
import { DownloadIcon } from '@/components/look/icons'
import { useRoom, useSaveState } from '@/components/workspace/CaseContext'
import { fileName, fileTable, toCsv } from '@/lib/exchange/table-file'
import { toSheets } from '@/lib/exchange/table-workbook'
import type { Table } from '@/lib/table/table'
import { useCaseTitle } from './case-title'
import { shownWords } from './shown-words'
import type { Arrangement } from './table-memory'
import type { Lines } from './use-lines'

interface Props {
  readonly table: Table
  readonly lines: Lines
  readonly arrangement: Arrangement
  onPrint(): void
}

type Format = 'csv' | 'xlsx'
const WORDS: Readonly<Record<Format, string>> = { csv: 'CSV', xlsx: 'Excel' }
const FORMATS: readonly Format[] = ['xlsx', 'csv']
/** Off, but a place for the keyboard: a menu that begins with a disabled button would not take the focus at all. */
const NOT_NOW = { 'data-disabled': true, 'aria-disabled': true, closeMenuOnClick: false } as const

/** Takes along what one sees, written here, or the whole table, written by the server from the saved state. */
export function ExportMenu({ table, lines, arrangement, onPrint }: Props) {
  const { caseId, me } = useRoom()
  const caseTitle = useCaseTitle()
  const saved = useSaveState().kind === 'saved'
  const none = lines.count === 0

  async function save(format: Format): Promise<void> {
    const file = fileTable(table, lines.columns, lines.shown())
    const name = fileName(caseTitle, table.title, format)
    if (format === 'csv') return download(new Blob([toCsv(file)], { type: 'text/csv;charset=utf-8' }), name)
    const about = {
      caseTitle,
      at: new Date().toISOString(),
      by: me.name,
      shown: shownWords(table, lines, arrangement),
    }
    const { default: writeXlsxFile } = await import('write-excel-file/browser')
    download(await writeXlsxFile([...toSheets(file, about)]).toBlob(), name)
  }

  return (
    <Menu>
      <Menu.Target>
        <Button variant="default" leftSection={<DownloadIcon />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>What you see</Menu.Label>
        {FORMATS.map((format) => (
          <Menu.Item key={format} {...(none && NOT_NOW)} onClick={() => !none && void save(format)}>
            These rows and columns as {WORDS[format]}
          </Menu.Item>
        ))}
        <Menu.Item {...(none && NOT_NOW)} onClick={() => !none && onPrint()}>
          Print these rows and columns
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{saved ? 'The whole table' : 'The whole table: once the case is saved'}</Menu.Label>
        {FORMATS.map((format) => (
          <Menu.Item
            key={format}
            component="a"
            href={`/api/cases/${encodeURIComponent(caseId)}/export?format=${format}&reading=${table.name}`}
            download
            data-disabled={!saved || undefined}
            aria-disabled={!saved || undefined}
            onClick={(event) => {
              if (!saved) event.preventDefault()
            }}
          >
            All rows and columns as {WORDS[format]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} href={`/cases/${encodeURIComponent(caseId)}/export`}>
          Reports, pictures and other files
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
