'use client'
import { Badge, Button, Checkbox, Group, NativeSelect, Table, TextInput } from '@mantine/core'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { PlusIcon, SearchIcon } from '@/components/look/icons'
import { fullMoment } from '@/components/review/words'
import { SIDE_CLASS, sideWord } from '@/components/workspace/people'
import type { Side } from '@/lib/access/policy'
import { agreementWords, newsWords } from './agreement-words'
import { arrangeCases, CASE_ORDERS, type CaseOrder, deviceWords } from './arrange-cases'
import { CaseMenu } from './CaseMenu'
import classes from './cases.module.css'
import { type Standing, useStanding } from './use-standing'

export interface ListedCase {
  readonly id: string
  readonly title: string
  readonly device: { readonly name: string; readonly model?: string; readonly version?: string }
  readonly mdm: { readonly organisation: string }
  readonly hdo: { readonly organisation: string }
  readonly side?: Side
  readonly rights: readonly string[]
  readonly archived: boolean
  /** What it is a copy for; absent for a case of its own. */
  readonly origin?: { readonly kind: 'version' | 'site' }
  readonly createdAt: string
}

/** My cases: what each is about, on which side I am, how far it is, and what is new in it. */
export function CaseList({ cases }: { cases: readonly ListedCase[] }) {
  return (
    <>
      <div className={classes.pageHead}>
        <h1>My cases</h1>
        <Group gap="xs">
          <Button component={Link} href="/library" variant="default">
            Library
          </Button>
          <Button component={Link} href="/advisories" variant="default">
            Check an advisory
          </Button>
          <Button component={Link} href="/cases/new" leftSection={<PlusIcon />}>
            New case
          </Button>
        </Group>
      </div>
      {cases.length === 0 ? <NoCases /> : <CaseTable cases={cases} />}
    </>
  )
}

function CaseTable({ cases }: { cases: readonly ListedCase[] }) {
  const standing = useStanding()
  const router = useRouter()
  const [search, setSearch] = useState('')
  const [order, setOrder] = useState<CaseOrder>('created')
  const [archived, setArchived] = useState(false)
  const put = cases.filter((one) => one.archived).length
  const shown = arrangeCases(cases, { search, order, archived }, standing)
  return (
    <>
      <Group gap="sm" mb="sm" align="center">
        <TextInput
          aria-label="Find a case"
          placeholder="Find by title, device or organisation"
          leftSection={<SearchIcon />}
          size="xs"
          w={280}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <NativeSelect
          aria-label="Order"
          size="xs"
          data={Object.entries(CASE_ORDERS).map(([value, label]) => ({ value, label }))}
          value={order}
          onChange={(event) => setOrder(event.currentTarget.value as CaseOrder)}
        />
        {put > 0 && (
          <Checkbox
            size="xs"
            label={`Show archived (${put})`}
            checked={archived}
            onChange={(event) => setArchived(event.currentTarget.checked)}
          />
        )}
        <span role="status" className={classes.muted}>
          {shown.length === cases.length ? '' : `${shown.length} of ${cases.length}`}
        </span>
      </Group>
      <div className={classes.card}>
        <Table verticalSpacing={10} horizontalSpacing="md" highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Case</Table.Th>
              <Table.Th>Device</Table.Th>
              <Table.Th>Between</Table.Th>
              <Table.Th>My part</Table.Th>
              <Table.Th>Agreement</Table.Th>
              <Table.Th>New to me</Table.Th>
              <Table.Th>
                <span className="visually-hidden">Actions</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((one) => (
              <CaseRow key={one.id} one={one} standing={standing?.get(one.id)} onChange={() => router.refresh()} />
            ))}
          </Table.Tbody>
        </Table>
        {shown.length === 0 && (
          <p className={classes.nothing}>
            {search === '' ? 'All your cases are archived.' : 'No case of yours holds these words.'}
          </p>
        )}
      </div>
    </>
  )
}

interface RowProps {
  readonly one: ListedCase
  readonly standing: Standing | undefined
  readonly onChange: () => void
}

function CaseRow({ one, standing, onChange }: RowProps) {
  return (
    <Table.Tr className={classes.caseRow}>
      <Table.Td>
        <Link href={`/cases/${encodeURIComponent(one.id)}`} className={classes.caseLink}>
          <Name text={one.title} />
        </Link>
        {one.archived && <Badge color="gray">Archived</Badge>}
        {one.origin !== undefined && (
          <Link className={`${classes.above} ${classes.muted}`} href={`/cases/${encodeURIComponent(one.id)}/origin`}>
            {one.origin.kind === 'site' ? 'Copied for this hospital' : 'Copied for this version'}
          </Link>
        )}
        <time className={classes.muted} dateTime={one.createdAt} style={{ display: 'block' }}>
          Created on {one.createdAt.slice(0, 10)} (UTC)
        </time>
      </Table.Td>
      <Table.Td>
        <Name text={deviceWords(one)} />
      </Table.Td>
      <Table.Td>
        <Name text={one.mdm.organisation} />
        <Name text={one.hdo.organisation} />
      </Table.Td>
      <Table.Td>
        <span className={`${classes.sidePill} ${SIDE_CLASS[one.side ?? 'none']}`}>{sideWord(one.side)}</span>
        <span className={classes.muted}>{partWords(one.rights)}</span>
      </Table.Td>
      <Table.Td>{standing === undefined ? '' : agreementWords(standing.agreement)}</Table.Td>
      <Table.Td>
        {standing !== undefined && standing.waiting.count > 0 && (
          <Badge component={Link} href="/inbox" color="blue" className={classes.above} title={standing.waiting.words}>
            {standing.waiting.count} {standing.waiting.count === 1 ? 'waits' : 'wait'} for you
          </Badge>
        )}
        {standing?.news !== undefined && newsWords(standing.news) !== '' && (
          <Link
            className={`${classes.above} ${classes.newsLink}`}
            href={`/cases/${encodeURIComponent(one.id)}/activity`}
            title={`Since ${fullMoment(standing.news.since)}`}
          >
            {newsWords(standing.news)}
          </Link>
        )}
      </Table.Td>
      <Table.Td className={classes.menuCell}>
        <CaseMenu one={one} onChange={onChange} />
      </Table.Td>
    </Table.Tr>
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
