import { Table } from '@mantine/core'
import type { Side } from '@/lib/agreement/charter'
import type { Duty } from '@/lib/agreement/duties'
import classes from './agreement.module.css'
import { sideName } from './words'

interface Props {
  readonly duties: readonly Duty[]
  readonly side: Side
  /** The side the reader signs for. */
  readonly mine: boolean
}

/** What one side will owe under a version. */
export function Duties({ duties, side, mine }: Props) {
  const own = duties.filter((duty) => duty.side === side)
  const count = own.length === 1 ? '1 duty' : `${own.length} duties`
  return (
    <section className={`${classes.section} ${mine ? classes.mine : ''}`} id={`duties-${side}`}>
      <h2>{mine ? `What your side will do: ${count}` : `What the ${sideName(side)} will do: ${count}`}</h2>
      {own.length === 0 ? (
        <p className={classes.muted}>Nothing: no control names this side.</p>
      ) : (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Control</Table.Th>
              <Table.Th>Duty</Table.Th>
              <Table.Th>With the other side</Table.Th>
              <Table.Th>Person</Table.Th>
              <Table.Th>Due</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {own.map((duty) => (
              <Table.Tr key={duty.control}>
                <Table.Td fw={600} className={classes.short}>
                  {duty.name}
                </Table.Td>
                <Table.Td>
                  {duty.duty}
                  {duty.duty !== duty.statement && <div className={classes.muted}>{duty.statement}</div>}
                </Table.Td>
                <Table.Td>{duty.shared ? 'Shared' : 'Alone'}</Table.Td>
                <Table.Td>{duty.owner || 'Nobody named'}</Table.Td>
                <Table.Td className={classes.short}>{duty.due || 'No date'}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  )
}
