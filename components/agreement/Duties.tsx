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

/** What one side will owe under a version: for the controls, and beyond them. */
export function Duties({ duties, side, mine }: Props) {
  const own = duties.filter((duty) => duty.side === side)
  const controls = own.filter((duty) => duty.term !== true)
  const terms = own.filter((duty) => duty.term === true)
  const count = own.length === 1 ? '1 duty' : `${own.length} duties`
  return (
    <section className={`${classes.section} ${mine ? classes.mine : ''}`} id={`duties-${side}`}>
      <h2>{mine ? `What your side will do: ${count}` : `What the ${sideName(side)} will do: ${count}`}</h2>
      {own.length === 0 && <p className={classes.muted}>Nothing: no control and no term names this side.</p>}
      {controls.length > 0 && <Controls duties={controls} />}
      {terms.length > 0 && (
        <>
          <h3>Beyond the controls: {terms.length === 1 ? '1 term' : `${terms.length} terms`}</h3>
          <Terms duties={terms} />
        </>
      )}
    </section>
  )
}

function Controls({ duties }: { duties: readonly Duty[] }) {
  return (
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
        {duties.map((duty) => (
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
  )
}

function Terms({ duties }: { duties: readonly Duty[] }) {
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Term</Table.Th>
          <Table.Th>Share</Table.Th>
          <Table.Th>Person</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {duties.map((duty) => (
          <Table.Tr key={duty.control}>
            <Table.Td fw={600} className={classes.short}>
              {duty.name}
            </Table.Td>
            <Table.Td>
              {duty.duty}
              <div className={classes.muted}>{duty.statement}</div>
            </Table.Td>
            <Table.Td>{duty.owner || 'Nobody named'}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
