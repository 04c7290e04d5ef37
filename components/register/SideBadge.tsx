import { Badge } from '@mantine/core'

const SIDES: Readonly<Record<string, { readonly word: string; readonly colour: string }>> = {
  mdm: { word: 'Manufacturer', colour: 'blue' },
  hdo: { word: 'Hospital', colour: 'orange' },
  shared: { word: 'Shared', colour: 'gray' },
}

/** Who is responsible, in a word with the side's colour. */
export function SideBadge({ value }: { value: string }) {
  const side = SIDES[value]
  if (side === undefined) return null
  return <Badge color={side.colour}>{side.word}</Badge>
}
