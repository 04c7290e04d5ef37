import { sideWord } from '@/components/workspace/people'
import type { Side } from '@/lib/access/policy'
import { fieldsOf } from '@/lib/case/fields'
import type { CellField } from '@/lib/table/column'

/** What decides whether I may write in a cell. */
export interface Writing {
  readonly canEdit: boolean
  readonly synced: boolean
  /** The connection stands, so that a missing right is a missing right and not a missing server. */
  readonly connected: boolean
  readonly side: Side | undefined
}

/** Why a cell cannot be edited, in a sentence that says what can be done instead; undefined when it can. */
export function whyNot(place: CellField | undefined, label: string, writing: Writing): string | undefined {
  if (place === undefined) {
    return `${label} is worked out from the argument. Open the element with the space bar and change it there.`
  }
  if (!writing.synced) return 'The case is still loading. Try again in a moment.'
  if (!writing.canEdit) {
    return writing.connected
      ? 'You read this case without editing it. What should change can be said in a comment on the element.'
      : 'Nothing can be written before the case is connected. Try again in a moment.'
  }
  const field = place.facet === undefined ? undefined : fieldsOf(place.facet)[place.field]
  if (field?.server === true) return `${label} is recorded by the case itself when it happens.`
  if (field?.only !== undefined && field.only !== writing.side) {
    return `Only the ${sideWord(field.only).toLowerCase()} writes this. Ask them in a comment on the element.`
  }
  return undefined
}
