'use client'
import { Badge, Button, Table } from '@mantine/core'
import Link from 'next/link'
import { useInbox } from '@/components/inbox/use-inbox'
import { countsInWords } from '@/components/inbox/waiting-words'
import { PlusIcon } from '@/components/look/icons'
import { SIDE_CLASS, sideWord } from '@/components/workspace/people'
import type { Side } from '@/lib/access/policy'
import type { Waiting } from '@/lib/review/inbox'
import classes from './cases.module.css'

export interface ListedCase {
  readonly id: string
  readonly title: string
  readonly device: { readonly name: string; readonly model?: string; readonly version?: string }
  readonly mdm: { readonly organisation: string }
  readonly hdo: { readonly organisation: string }
  readonly side?: Side
  readonly rights: readonly string[]
  readonly archived: boolean
  readonly createdAt: string
}

/** My cases, newest first: what each is about, on which side I am, and what I may do. */
export function CaseList({ cases }: { cases: readonly ListedCase[] }) {
  return (
    <>
      <div className={classes.pageHead}>
        <h1>My cases</h1>
        <Button component={Link} href="/cases/new" leftSection={<PlusIcon />}>
          New case
        </Button>
      </div>
      {cases.length === 0 ? <NoCases /> : <CaseTable cases={cases} />}
    </>
  )
}

function CaseTable({ cases }: { cases: readonly ListedCase[] }) {
  const inbox = useInbox()
  return (
    <div className={classes.card}>
      <Table verticalSpacing={10} horizontalSpacing="md" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Case</Table.Th>
            <Table.Th>Device</Table.Th>
            <Table.Th>Manufacturer</Table.Th>
            <Table.Th>Hospital</Table.Th>
            <Table.Th>My part</Table.Th>
            <Table.Th>Created (UTC)</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {cases.map((one) => (
            <Table.Tr key={one.id} className={classes.caseRow}>
              <Table.Td>
                <Link href={`/cases/${encodeURIComponent(one.id)}`} className={classes.caseLink}>
                  <Name text={one.title} />
                </Link>
                {one.archived && (
                  <Badge color="gray" ml="sm">
                    Archived
                  </Badge>
                )}
                <WaitsHere waiting={inbox?.find(({ case: id }) => id === one.id)?.waiting ?? []} />
              </Table.Td>
              <Table.Td>
                <Name text={[one.device.name, one.device.model, one.device.version].filter(Boolean).join(' ')} />
              </Table.Td>
              <Table.Td>
                <Name text={one.mdm.organisation} />
              </Table.Td>
              <Table.Td>
                <Name text={one.hdo.organisation} />
              </Table.Td>
              <Table.Td>
                <span className={`${classes.sidePill} ${SIDE_CLASS[one.side ?? 'none']}`}>{sideWord(one.side)}</span>
                <span className={classes.muted}>{partWords(one.rights)}</span>
              </Table.Td>
              <Table.Td className={classes.muted}>
                <time dateTime={one.createdAt}>{one.createdAt.slice(0, 10)}</time>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

/** How much waits for me in a case, and what. */
function WaitsHere({ waiting }: { waiting: readonly Waiting[] }) {
  if (waiting.length === 0) return null
  return (
    <Badge component={Link} href="/inbox" color="blue" ml="sm" title={countsInWords(waiting)}>
      {waiting.length} {waiting.length === 1 ? 'waits' : 'wait'} for you
    </Badge>
  )
}

/** A name of any length, in three lines at most. */
function Name({ text }: { text: string }) {
  return (
    <span className={classes.caseName} title={text}>
      {text}
    </span>
  )
}

/** The most that somebody may do, in a word or two. */
function partWords(rights: readonly string[]): string {
  if (rights.includes('administer')) return rights.includes('sign') ? 'Administers and signs' : 'Administers'
  if (rights.includes('edit')) return 'Edits'
  if (rights.includes('comment')) return rights.includes('approve') ? 'Comments and approves' : 'Comments'
  return 'Reads'
}

function NoCases() {
  return (
    <div className={`${classes.card} ${classes.none}`}>
      <h2>You take part in no case yet</h2>
      <p>
        A case holds the security argument of one device at one hospital, and the agreement about who does what. Start
        one, or ask an administrator of a case to invite you with your e-mail address.
      </p>
      <Button component={Link} href="/cases/new" leftSection={<PlusIcon />}>
        Start a case
      </Button>
    </div>
  )
}
