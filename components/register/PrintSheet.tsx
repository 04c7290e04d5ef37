'use client'
import { createPortal } from 'react-dom'
import type { Column, Row } from '@/lib/table/column'
import { BASIS_LEGEND } from '@/lib/table/common-columns'
import type { Table } from '@/lib/table/table'
import { Gap } from './CellContent'
import { useCaseTitle } from './case-title'
import classes from './print.module.css'

interface Props {
  readonly table: Table
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
}

/** The table on paper: every row, its heading on each page, what is missing in words and by a sign. */
export function PrintSheet({ table, columns, rows }: Props) {
  const caseTitle = useCaseTitle()
  return createPortal(
    <div className={classes.sheet}>
      <h1>{table.title}</h1>
      <p>
        {caseTitle} · {rows.length === 1 ? '1 row' : `${rows.length} rows`}
      </p>
      <table>
        <thead>
          <tr>
            {columns.map(({ key, label }) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              {columns.map((column) => {
                const gap = column.gap?.(row)
                const text = column.text(row)
                return (
                  <td key={column.key}>
                    {gap === undefined ? text : <Gap words={gap} before={gap === text ? '' : text} />}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {columns.some(({ key }) => key === 'basis') && (
        <dl>
          {BASIS_LEGEND.map(([word, meaning]) => (
            <div key={word}>
              <dt>{word}</dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>,
    document.body,
  )
}
