'use client'
import { Badge, Button, Table } from '@mantine/core'
import { DownloadIcon } from '@/components/look/icons'
import type { Side } from '@/lib/agreement/charter'
import { compareDates, DATE_KINDS, type DateAhead } from '@/lib/agreement/dates-ahead'
import { dayWords } from '@/lib/agreement/instant'
import classes from './agreement.module.css'
import { placesWords, sideName } from './words'

interface Line {
  readonly caseId: string
  readonly title: string
  readonly side: Side | ''
  readonly organisations: Readonly<Record<Side, string>>
  readonly inForce: { readonly number: number; readonly since: string } | null
  readonly ended: { readonly number: number; readonly at: string } | null
  readonly differs: number | null
  readonly open: { readonly number: number; readonly title: string; readonly missing: readonly Side[] } | null
  readonly dates: readonly DateAhead[]
}

/** The agreements of all my cases: what is in force, what waits, and which dates are ahead or have passed. */
export function AgreementsOverview({ agreements, today }: { agreements: readonly Line[]; today: string }) {
  const dates = agreements
    .flatMap((one) => one.dates.map((date) => ({ date, one })))
    .sort((a, b) => compareDates(a.date, b.date))
  return (
    <>
      <div className={classes.head}>
        <h1>Agreements</h1>
      </div>
      <p className={classes.lead}>Of all cases that you take part in, archived ones left out.</p>
      <section className={classes.section} aria-label="How they stand">
        {agreements.length === 0 && <p className={classes.muted}>You take part in no case yet.</p>}
        {agreements.length > 0 && (
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Case</Table.Th>
                <Table.Th>Your side</Table.Th>
                <Table.Th>In force</Table.Th>
                <Table.Th>Waits</Table.Th>
                <Table.Th>Next date</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {agreements.map((one) => (
                <Row key={one.caseId} one={one} today={today} />
              ))}
            </Table.Tbody>
          </Table>
        )}
      </section>
      <section className={classes.section} aria-label="Dates ahead">
        <h2>Dates: {dates.length}</h2>
        <Button
          component="a"
          href="/api/agreements/calendar.ics"
          download
          variant="default"
          leftSection={<DownloadIcon />}
          mb="sm"
        >
          All of them as a calendar file (.ics)
        </Button>
        {dates.length === 0 && (
          <p className={classes.muted}>
            No version waits for a signature, no duty has a date, and no evidence has a review date.
          </p>
        )}
        <ul className={classes.items}>
          {dates.map(({ date, one }) => (
            <li key={`${one.caseId} ${date.key}`} className={classes.item}>
              <span className={date.at.slice(0, 10) < today ? classes.bad : classes.where}>
                {dayWords(date.at)}
                {date.at.slice(0, 10) < today && ' (passed)'}
              </span>
              <span>
                <strong>{DATE_KINDS[date.kind].words}:</strong> {date.name} {date.what}{' '}
                <span className={classes.next}>
                  {[sideName(date.side), date.person].filter(Boolean).join(', ')}{' '}
                  <a href={`/cases/${encodeURIComponent(one.caseId)}/agreement`}>{one.title}</a>
                </span>
              </span>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

function Row({ one, today }: { one: Line; today: string }) {
  const base = `/cases/${encodeURIComponent(one.caseId)}/agreement`
  const next = one.dates.find(({ at }) => at.slice(0, 10) >= today)
  return (
    <Table.Tr>
      <Table.Td fw={600}>
        <a href={base}>{one.title}</a>
        <div className={classes.muted}>
          {one.organisations.mdm} and {one.organisations.hdo}
        </div>
      </Table.Td>
      <Table.Td>{sideName(one.side) || 'None'}</Table.Td>
      <Table.Td>
        {one.inForce === null ? (
          one.ended === null ? (
            'Nothing yet'
          ) : (
            `Nothing any more: baseline ${one.ended.number} ended on ${dayWords(one.ended.at)}`
          )
        ) : (
          <>
            <a href={`${base}/baselines/${one.inForce.number}`}>Baseline {one.inForce.number}</a>, since{' '}
            {dayWords(one.inForce.since)}
            {one.differs !== null && one.differs > 0 && (
              <div className={classes.muted}>
                <a href={`${base}/since`}>The case differs in {placesWords(one.differs)}</a>
              </div>
            )}
          </>
        )}
      </Table.Td>
      <Table.Td>
        {one.open !== null && (
          <>
            <a href={`${base}/${one.open.number}`}>Version {one.open.number}</a>{' '}
            {one.open.missing.map((side) => (
              <Badge key={side} color="orange">
                {sideName(side)}
              </Badge>
            ))}
          </>
        )}
      </Table.Td>
      <Table.Td className={classes.short}>
        {next === undefined ? 'None' : `${dayWords(next.at)}: ${DATE_KINDS[next.kind].words.toLowerCase()}`}
        {one.dates.length > 0 && (
          <div className={classes.muted}>
            <a href={`/api/agreements/calendar.ics?case=${encodeURIComponent(one.caseId)}`} download>
              Calendar file
            </a>
          </div>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
