'use client'
import { AssetChoice } from '@/components/context/AssetChoice'
import { ChallengeBlock } from '@/components/pattern/ChallengeBlock'
import { DecorationBlock } from '@/components/pattern/DecorationBlock'
import { ModuleBlock } from '@/components/pattern/ModuleBlock'
import { PlaceholderForm } from '@/components/pattern/PlaceholderForm'
import { StalenessNotice } from '@/components/review/StalenessNotice'
import { useCanEdit, useMe, useSaveState } from '@/components/workspace/CaseContext'
import type { ElementId } from '@/lib/gsn/graph'
import { DecisionBlock } from './DecisionBlock'
import { ElementActions } from './ElementActions'
import { ElementFindings } from './ElementFindings'
import { ElementHeading } from './ElementHeading'
import { ElementHistory } from './ElementHistory'
import classes from './element.module.css'
import { FacetBlock } from './facet-blocks'
import { Relations } from './Relations'
import { SharedTextArea } from './SharedTextArea'
import { statementHint, stepHelp } from './step-help'
import { useFacts } from './use-facts'

/** Everything that is said about one element, but its narrative. */
export function ElementDetails({ id }: { id: ElementId }) {
  const element = useFacts(id)
  if (element === undefined) return <p className={classes.note}>This element is not in the case any more.</p>
  const { facet } = element
  return (
    <article className={classes.details} aria-label={`Details of ${element.name}`} key={id}>
      <ElementHeading id={id} />
      {element.deleted && <p className={classes.binned}>This element is in the bin. Nothing of it counts now.</p>}
      <p className={classes.help}>{stepHelp(element)}</p>
      {element.takenFrom !== undefined && <TakenFrom from={element.takenFrom} at={element.takenAt} />}
      <ReadingNote />
      {facet === 'decision' && element.capability !== undefined && !element.deleted && (
        <DecisionBlock capability={element.capability} />
      )}
      {element.away === undefined && (
        <SharedTextArea
          element={id}
          field="statement"
          label="Statement"
          placeholder={statementHint(element)}
          rows={2}
        />
      )}
      {!element.deleted && <PlaceholderForm key={`open ${id}`} id={id} />}
      <ModuleBlock id={id} />
      <ChallengeBlock id={id} />
      <StalenessNotice element={id} />
      {element.undeveloped && <p className={classes.note}>Marked as undeveloped: what it rests on is still to come.</p>}
      <ElementActions id={id} />
      <ElementFindings id={id} />
      {facet !== 'decision' && <FacetBlock id={id} facet={facet} />}
      <AssetChoice id={id} />
      <Relations id={id} />
      {!element.deleted && <DecorationBlock id={id} />}
      <ElementHistory key={`history ${id}`} id={id} name={element.name} />
    </article>
  )
}

/** [EXC14] Which file the element was taken from, and where in it that stands. */
function TakenFrom({ from, at }: { from: string; at: string | undefined }) {
  return (
    <p className={classes.note}>
      Taken from <strong>{from}</strong>
      {at === undefined || at === '' ? '' : ` (${at})`}. What it says here may have been changed since.
    </p>
  )
}

/** Why nothing can be typed here, and what can be done instead. */
function ReadingNote() {
  const canEdit = useCanEdit()
  const saved = useSaveState().kind === 'saved'
  const { rights } = useMe()
  if (canEdit || !saved) return null
  return (
    <p className={classes.reading} role="note">
      You read this case without editing it.
      {rights.includes('comment') && ' What should change can be said under Review.'}
    </p>
  )
}
