'use client'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import type { SidePolicy } from '@/lib/risk/policy'
import { type MatrixPlace, moveInMatrix } from './matrix-keys'
import classes from './risk.module.css'

interface Props {
  readonly policy: SidePolicy
  /** The name of the grid for screen readers. */
  readonly label: string
  /** What a cell says in full: both words, the verdict, how many risks. */
  readonly cellLabel: (place: MatrixPlace) => string
  readonly cell: (place: MatrixPlace) => ReactNode
  readonly mark?: ((place: MatrixPlace) => 'contradicts' | undefined) | undefined
  readonly chosen?: MatrixPlace | undefined
  readonly onChoose?: ((place: MatrixPlace) => void) | undefined
  /** @returns whether the key was used. */
  readonly onKey?: ((place: MatrixPlace, key: string) => boolean) | undefined
  readonly large?: boolean
}

/** A side's matrix: likelihood upwards, severity to the right, one tab stop, walked by arrow keys. [POL12] */
export function MatrixGrid({ policy, label, cellLabel, cell, mark, chosen, onChoose, onKey, large = false }: Props) {
  const [stop, setStop] = useState<MatrixPlace>({ likelihood: 1, severity: 1 })
  const grid = useRef<HTMLTableElement>(null)
  const [rows, columns] = [policy.likelihood.length, policy.severity.length]
  const at = { likelihood: Math.min(stop.likelihood, rows), severity: Math.min(stop.severity, columns) }

  function onKeyDown(event: KeyboardEvent, place: MatrixPlace): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const next = moveInMatrix(event.key, place, rows, columns)
    if (next !== undefined) {
      event.preventDefault()
      setStop(next)
      grid.current?.querySelector<HTMLElement>(`[data-cell="${next.likelihood}-${next.severity}"]`)?.focus()
    } else if (onKey?.(place, event.key) === true) event.preventDefault()
  }

  const levels = policy.likelihood.map((level, index) => ({ ...level, likelihood: index + 1 })).reverse()
  return (
    <div className={classes.matrixFrame}>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that is walked by arrow keys is a grid */}
      <table ref={grid} role="grid" aria-label={label} className={classes.matrix} data-large={large || undefined}>
        <tbody>
          {levels.map(({ word, meaning, likelihood }) => (
            <tr key={likelihood}>
              <th scope="row" title={meaning}>
                {word}
              </th>
              {policy.severity.map((_, index) => {
                const place = { likelihood, severity: index + 1 }
                const key = `${likelihood}-${index + 1}`
                const isChosen = chosen?.likelihood === likelihood && chosen.severity === place.severity
                return (
                  // biome-ignore lint/a11y: the cell's own button takes the focus
                  <td key={key} role="gridcell" aria-selected={chosen === undefined ? undefined : isChosen}>
                    <button
                      type="button"
                      data-cell={key}
                      data-verdict={policy.cells[likelihood - 1]?.[index] ?? 'open'}
                      data-mark={mark?.(place)}
                      data-chosen={isChosen || undefined}
                      className={classes.cell}
                      tabIndex={at.likelihood === likelihood && at.severity === place.severity ? 0 : -1}
                      aria-label={cellLabel(place)}
                      onFocus={() => setStop(place)}
                      onClick={() => onChoose?.(place)}
                      onKeyDown={(event) => onKeyDown(event, place)}
                    >
                      {cell(place)}
                    </button>
                  </td>
                )
              })}
            </tr>
          ))}
          <tr className={classes.severityWords}>
            <td>
              <span className={classes.axes}>Likelihood ↑</span>
              <span className={classes.axes}>Severity →</span>
            </td>
            {policy.severity.map(({ word, meaning }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a level is its number
              <th key={index} scope="col" title={meaning}>
                {word}
              </th>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  )
}
