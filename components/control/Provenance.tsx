import { Badge } from '@mantine/core'
import { type Provenance as Origin, PROVENANCE } from '@/lib/control/provenance'

const COLOUR: Readonly<Record<Origin, string>> = {
  published: 'teal',
  crosswalk: 'blue',
  editorial: 'orange',
  listed: 'gray',
  own: 'blue',
  unknown: 'gray',
}

/** [CTL18] Where a control comes from, in one word, with its sentence at hand. */
export function Provenance({ origin }: { readonly origin: Origin }) {
  const { label, meaning } = PROVENANCE[origin]
  return (
    <Badge color={COLOUR[origin]} title={meaning}>
      {label}
    </Badge>
  )
}
