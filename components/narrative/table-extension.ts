import type { Editor, Extensions } from '@tiptap/core'
import { isChangeOrigin } from '@tiptap/extension-collaboration'
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import { Plugin } from '@tiptap/pm/state'
import { tableEditing } from '@tiptap/pm/tables'

/** What a cell holds: no table inside a table, which nobody could read on paper. */
const CELL_CONTENT = '(paragraph | bulletList | orderedList | image)+'

const span = (name: 'colspan' | 'rowspan') => ({
  default: 1,
  parseHTML: (cell: HTMLElement) =>
    Math.min(100, Math.max(1, Number.parseInt(cell.getAttribute(name) ?? '1', 10) || 1)),
  renderHTML: (attributes: Record<string, unknown>) => (attributes[name] === 1 ? {} : { [name]: attributes[name] }),
})

/** Widths and alignment are left to the reader's screen. */
const attributes = () => ({ colspan: span('colspan'), rowspan: span('rowspan') })

/**
 * [TXT16] Tables as far as two people can edit one at once: rows, columns, header cells. A table that two edits have left
 * with a missing cell is made whole by whoever edits it next and by nobody who only looks on, or each would add cells
 * because of what the others added.
 */
export function tableExtensions(): Extensions {
  return [
    Table.extend({
      renderHTML: () => ['div', { class: 'narrative-table' }, ['table', ['tbody', 0]]],
      addProseMirrorPlugins: () => [onlyOwnRepairs(tableEditing())],
    }).configure({ resizable: false, View: null }),
    TableRow,
    TableHeader.extend({ content: CELL_CONTENT, addAttributes: attributes, renderHTML: cell('th') }),
    TableCell.extend({ content: CELL_CONTENT, addAttributes: attributes, renderHTML: cell('td') }),
  ]
}

/** A small table with a heading row at the caret, and a line below it where the text goes on. */
export function insertTable(editor: Editor): boolean {
  return editor
    .chain()
    .focus()
    .insertTable({ rows: 3, cols: 3, withHeaderRow: true })
    .command(({ tr }) => {
      const paragraph = tr.doc.type.schema.nodes.paragraph
      if (tr.doc.lastChild?.type.name === 'table' && paragraph !== undefined) {
        tr.insert(tr.doc.content.size, paragraph.create())
      }
      return true
    })
    .run()
}

function cell(tag: 'th' | 'td') {
  return ({ HTMLAttributes }: { HTMLAttributes: Record<string, unknown> }) => [tag, HTMLAttributes, 0] as const
}

/** [TXT16] The same plugin, silent after what came from others. */
export function onlyOwnRepairs({ spec }: Plugin): Plugin {
  const { appendTransaction } = spec
  return new Plugin({
    ...spec,
    appendTransaction(transactions, before, after) {
      if (transactions.some((each) => isChangeOrigin(each))) return null
      return appendTransaction?.call(this, transactions, before, after) ?? null
    },
  })
}
