import { Badge } from '@mantine/core'
import { memo } from 'react'
import { WarningIcon } from '@/components/look/icons'
import { PROVENANCE } from '@/lib/control/provenance'
import { VERDICT_WORDS } from '@/lib/risk/verdict'
import type { Column, Row } from '@/lib/table/column'
import type { FoundCounts } from '@/lib/table/found'
import { VERDICT_KEYS } from '@/lib/table/register'
import { useGridActions } from './grid-context'
import { RowPeople } from './RowPeople'
import classes from './register.module.css'
import { ScoreCell } from './ScoreCell'

const VERDICT_COLOURS: Readonly<Record<string, string>> = {
  [VERDICT_WORDS.acceptable]: 'teal',
  [VERDICT_WORDS.tolerable]: 'orange',
  [VERDICT_WORDS.unacceptable]: 'red',
}

/** Sides, verdicts, and where a control comes from, have a colour beside their word. */
const COLOURS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  who: { Manufacturer: 'blue', Hospital: 'orange' },
  responsible: { Manufacturer: 'blue', Hospital: 'orange', Shared: 'gray' },
  side: { Manufacturer: 'blue', Hospital: 'orange' },
  basis: {
    [PROVENANCE.published.label]: 'teal',
    [PROVENANCE.crosswalk.label]: 'blue',
    [PROVENANCE.editorial.label]: 'orange',
  },
  ...Object.fromEntries(VERDICT_KEYS.map((key) => [key, VERDICT_COLOURS])),
}

interface Props {
  readonly column: Column
  readonly row: Row
}

/** What a cell shows: the text of its column, with a gap told by icon and words and states by word and colour. */
export const CellContent = memo(function CellContent({ column, row }: Props) {
  const text = column.text(row)
  const gap = column.gap?.(row)
  if (column.key === 'name') return <NameCell row={row} text={text} />
  if (column.key === 'found') return <FoundCell found={row.found} words={text} />
  if (column.key === 'before' || column.key === 'after') return <ScoreCell score={column.rank?.(row)} />
  if (gap !== undefined) return <Gap words={gap} before={gap === text ? '' : text} />
  const colour = COLOURS[column.key]?.[text]
  if (colour !== undefined) return <Badge color={colour}>{text}</Badge>
  return text
})

function NameCell({ row, text }: { row: Row; text: string }) {
  const { linkTo, open } = useGridActions()
  const href = linkTo(row)
  if (href === undefined) return <span className={classes.mono}>{text}</span>
  return (
    <span className={classes.name}>
      <a
        className={classes.mono}
        href={href}
        tabIndex={-1}
        onClick={(event) => {
          if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return event.stopPropagation()
          event.preventDefault()
          open(row)
        }}
      >
        {text}
      </a>
      <RowPeople elements={row.elements} />
    </span>
  )
}

/** Something is missing or late: an icon and words, colour third. */
export function Gap({ words, before = '' }: { words: string; before?: string }) {
  return (
    <span className={classes.gap}>
      {before !== '' && <span className={classes.beforeGap}>{before}</span>}
      <WarningIcon aria-hidden className={classes.gapIcon} />
      {words}
    </span>
  )
}

const GLYPHS = { red: '!', amber: '?', grey: '·' } as const

function FoundCell({ found, words }: { found: FoundCounts; words: string }) {
  if (words === '') return <span className={classes.quiet}>none</span>
  return (
    <span className={classes.found} title={words}>
      <span className="visually-hidden">{words}</span>
      {(['red', 'amber', 'grey'] as const).map((severity) =>
        found[severity] === 0 ? null : (
          <span key={severity} className={classes.glyph} data-severity={severity} aria-hidden>
            {GLYPHS[severity]} {found[severity]}
          </span>
        ),
      )}
    </span>
  )
}
