'use client'
import { Badge, Button, Table } from '@mantine/core'
import { dayWords, instantWords } from '@/lib/agreement/instant'
import type { AgreementState } from '@/lib/agreement/proposal'
import classes from './agreement.module.css'
import { Crumbs } from './Crumbs'
import { KeepFresh } from './KeepFresh'
import {
  baselineColour,
  baselineWords,
  effectWords,
  missingWords,
  nothingWords,
  placesWords,
  sideName,
  stateColour,
  stateWords,
} from './words'

interface Props {
  readonly caseId: string
  readonly title: string
  readonly state: AgreementState
  readonly mayPropose: boolean
  /** In how many places the live case differs from the baseline in force. */
  readonly differs: number | null
  /** What has to be done before a version can be proposed, by whom; empty when nothing has. */
  readonly missing: string
}

/** Everything that was ever proposed, what is in force, and the next step. */
export function AgreementPage({ caseId, title, state, mayPropose, differs, missing }: Props) {
  const base = `/cases/${encodeURIComponent(caseId)}/agreement`
  const { open, inForce, pending, proposals, baselines } = state
  return (
    <>
      <KeepFresh />
      <Crumbs caseId={caseId} title={title} />
      <div className={classes.head}>
        <h1>Agreement</h1>
      </div>
      <p className={classes.lead}>
        A version is a frozen copy of the case. It is in force as soon as both sides have signed it.
      </p>
      {missing !== '' && (
        <section className={`${classes.section} ${classes.amber}`}>
          <h2>The charter comes first</h2>
          <p>{missing}</p>
          <Button component="a" href={`${base}/charter`} mt="sm">
            Open the charter
          </Button>
        </section>
      )}
      {open !== undefined && pending !== undefined && (
        <section className={`${classes.section} ${classes.amber}`}>
          <h2>Version {open.number} is signed by both sides and not yet in force</h2>
          <p>{effectWords(open.effect)}.</p>
          <Button component="a" href={`${base}/${open.number}`} mt="sm">
            Open version {open.number}
          </Button>
        </section>
      )}
      {open !== undefined && pending === undefined && (
        <section className={`${classes.section} ${classes.amber}`}>
          <h2>
            Version {open.number} waits for {missingWords(open)}
          </h2>
          <p>
            Proposed by {open.by.name} ({sideName(open.by.side)}) on {dayWords(open.openedAt)}; it can be signed until{' '}
            {dayWords(open.expires)}.
          </p>
          <Button component="a" href={`${base}/${open.number}`} mt="sm">
            Read version {open.number}
          </Button>
        </section>
      )}
      <section className={`${classes.section} ${inForce === undefined ? '' : classes.good}`}>
        <h2>
          {inForce === undefined
            ? nothingWords(baselines)
            : `Baseline ${inForce.number} is in force since ${dayWords(inForce.since)}`}
          {inForce !== undefined && inForce.terminations.length > 0 && ` (${baselineWords(inForce).toLowerCase()})`}
        </h2>
        {inForce !== undefined && (
          <p>
            {differs === 0
              ? 'The live case says the same.'
              : `The live case differs from it in ${placesWords(differs ?? 0)}. `}{' '}
            <a href={`${base}/baselines/${inForce.number}`}>Open baseline {inForce.number}</a>
            {' · '}
            <a href={`${base}/since`}>What has happened since</a>
          </p>
        )}
        {inForce === undefined && open === undefined && (
          <ol className={classes.steps}>
            <li>One side proposes: the case is frozen as a version. The case itself stays open for editing.</li>
            <li>Each side reads what it will have to do, and the open points that it would accept.</li>
            <li>A signatory of each side signs, or refuses with a reason. Both signatures put the version in force.</li>
          </ol>
        )}
        {open === undefined && mayPropose && missing === '' && (
          <Button component="a" href={`${base}/propose`} mt="sm">
            Propose {proposals.length === 0 ? 'the first version' : 'a new version'} ...
          </Button>
        )}
        {open === undefined && !mayPropose && inForce === undefined && (
          <p className={classes.muted}>
            Somebody with the right to propose can freeze the case and ask both sides to sign.
          </p>
        )}
      </section>
      {proposals.length > 0 && (
        <section className={classes.section}>
          <h2>All versions</h2>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Version</Table.Th>
                <Table.Th>State</Table.Th>
                <Table.Th>Proposed</Table.Th>
                <Table.Th>By</Table.Th>
                <Table.Th>Baseline</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {[...proposals].reverse().map((proposal) => {
                const baseline = baselines.find((b) => b.proposal === proposal.number)
                return (
                  <Table.Tr key={proposal.number}>
                    <Table.Td>
                      <a href={`${base}/${proposal.number}`}>
                        Version {proposal.number}
                        {proposal.title === '' ? '' : `: ${proposal.title}`}
                      </a>
                    </Table.Td>
                    <Table.Td>
                      {baseline === undefined || baseline.state === 'pending-effect' ? (
                        <Badge color={stateColour(proposal)}>{stateWords(proposal)}</Badge>
                      ) : (
                        <Badge color={baselineColour(baseline)}>{baselineWords(baseline)}</Badge>
                      )}
                    </Table.Td>
                    <Table.Td>{instantWords(proposal.openedAt)}</Table.Td>
                    <Table.Td>
                      {proposal.by.name} ({sideName(proposal.by.side)})
                    </Table.Td>
                    <Table.Td>
                      {baseline !== undefined && (
                        <a href={`${base}/baselines/${baseline.number}`}>Baseline {baseline.number}</a>
                      )}
                    </Table.Td>
                  </Table.Tr>
                )
              })}
            </Table.Tbody>
          </Table>
        </section>
      )}
    </>
  )
}
