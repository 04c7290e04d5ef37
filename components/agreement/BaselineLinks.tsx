'use client'
import { Button, Group, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import { FreshLink } from '@/components/invite/FreshLink'
import invite from '@/components/invite/invite.module.css'
import { dayWords, instantWords } from '@/lib/agreement/instant'
import classes from './agreement.module.css'
import { useAsked } from './use-asked'
import { sideName } from './words'

interface Link {
  readonly id: string
  readonly baseline: number
  readonly label: string
  readonly side: 'mdm' | 'hdo'
  readonly madeBy: string
  readonly expiresAt: string
  readonly state: 'open' | 'revoked' | 'expired'
  readonly openings: number
  readonly lastOpenedAt?: string
  readonly mine: boolean
}

interface Props {
  readonly caseId: string
  readonly number: number
  /** Whether this person makes links: an administrator of a side. */
  readonly mayMake: boolean
}

/** Links by which people without an account look at one baseline; both sides see all of them, and who made them. */
export function BaselineLinks({ caseId, number, mayMake }: Props) {
  const path = `/api/cases/${encodeURIComponent(caseId)}/baseline-links`
  const { told, problem, again } = useAsked<{ links: Link[] }>(path)
  const [fresh, setFresh] = useState<string>()
  const [refusal, setRefusal] = useState('')
  const [label, setLabel] = useState('')
  const [days, setDays] = useState('30')
  const [busy, setBusy] = useState(false)
  const links = (told?.links ?? []).filter(({ baseline }) => baseline === number)

  async function act<T>(to: string, body: object): Promise<T | undefined> {
    setBusy(true)
    const outcome = await callApi<T>(to, { body })
    setBusy(false)
    setRefusal(outcome.ok ? '' : outcome.refusal.message)
    again()
    return outcome.ok ? outcome.value : undefined
  }
  async function make(event: FormEvent): Promise<void> {
    event.preventDefault()
    const made = await act<{ url: string }>(path, { baseline: number, label, days: Number(days) })
    if (made === undefined) return
    setFresh(made.url)
    setLabel('')
  }

  return (
    <section className={classes.section} aria-labelledby="outside">
      <h2 id="outside">For people without an account</h2>
      <p>
        A link shows this baseline to an assessor or a regulator, to read, download and check: nothing of the live case.
        Each opening is recorded in the history of both sides.
      </p>
      {problem + refusal !== '' && (
        <p role="alert" className={classes.bad}>
          {refusal || problem}
        </p>
      )}
      {fresh !== undefined && (
        <FreshLink
          url={fresh}
          label="Send this link to whom it is for. Whoever has it can open it."
          done={() => setFresh(undefined)}
        />
      )}
      {mayMake && (
        <form onSubmit={(event) => void make(event)}>
          <Group gap="sm" align="flex-end" mt="sm">
            <TextInput
              label="For whom"
              placeholder="Notified body, Ms Berg"
              required
              withAsterisk={false}
              maxLength={200}
              value={label}
              onChange={(event) => setLabel(event.currentTarget.value)}
              className={classes.wide}
            />
            <NativeSelect
              label="Works for"
              value={days}
              onChange={(event) => setDays(event.currentTarget.value)}
              data={[
                { value: '7', label: '7 days' },
                { value: '30', label: '30 days' },
                { value: '90', label: '90 days' },
                { value: '366', label: 'a year' },
              ]}
            />
            <Button type="submit" loading={busy}>
              Make a link
            </Button>
          </Group>
        </form>
      )}
      {told !== undefined && links.length === 0 && <p className={classes.muted}>There is no link to this baseline.</p>}
      <ul className={invite.list} aria-label="Links to this baseline">
        {links.map((one) => (
          <li key={one.id}>
            <span>
              <span className={one.state === 'open' ? undefined : invite.gone}>{one.label}</span>
              <br />
              <span className={classes.muted}>
                Made by {one.madeBy} ({sideName(one.side)}), {STATES[one.state]} {dayWords(one.expiresAt)}.{' '}
                {one.openings === 0
                  ? 'Not opened yet.'
                  : `Opened ${one.openings === 1 ? 'once' : `${one.openings} times`}, last on ${instantWords(one.lastOpenedAt ?? '')}.`}
              </span>
            </span>
            {one.state === 'open' && one.mine && (
              <Button
                variant="subtle"
                color="red"
                size="compact-xs"
                disabled={busy}
                aria-label={`Take back the link for ${one.label}`}
                onClick={() => void act(`${path}/${one.id}/revoke`, {})}
              >
                Take back
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const STATES = {
  open: 'works until',
  revoked: 'taken back; it would have worked until',
  expired: 'ran out on',
} as const
