'use client'
import { Button, Menu } from '@mantine/core'
import Link from 'next/link'
import { useEffect, useState } from 'react'
import { ChevronDownIcon, SignOutIcon } from '@/components/look/icons'
import { SignOutDialog } from './SignOutDialog'
import { leaveWithOtherTabs, signOut, type Unsent, unsentHere } from './sign-out'
import { beginTour, tour } from './tour'
import { useSelected } from './use-store'

interface Props {
  readonly name: string
  readonly email: string
  readonly note?: string
  /** Where there is room for it the button says who I am. */
  readonly named?: boolean
}

/** Who I am, my cases, and the way out. */
export function AccountMenu({ name, email, note, named = false }: Props) {
  const touring = useSelected(tour, ({ here }) => here)
  const [leaving, setLeaving] = useState<{ readonly unsent: Unsent; readonly failed: boolean }>()
  useEffect(leaveWithOtherTabs, [])

  async function leave() {
    const unsent = await unsentHere()
    if (unsent.edits + unsent.copies > 0) return setLeaving({ unsent, failed: false })
    if (!(await signOut())) setLeaving({ unsent, failed: true })
  }

  return (
    <>
      <Menu width={230}>
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            px={8}
            rightSection={<ChevronDownIcon />}
            aria-label={`Account of ${name}`}
          >
            {named ? name : 'Account'}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            <strong>{name}</strong>
            <br />
            {email}
            {note !== undefined && (
              <>
                <br />
                {note}
              </>
            )}
          </Menu.Label>
          <Menu.Divider />
          <Menu.Item component={Link} href="/">
            My cases
          </Menu.Item>
          <Menu.Item component={Link} href="/agreements">
            Agreements
          </Menu.Item>
          <Menu.Item component={Link} href="/organisation">
            My organisation
          </Menu.Item>
          <Menu.Item component="a" href="/account">
            Account and security
          </Menu.Item>
          <Menu.Item component="a" href="/account/passkeys">
            My passkeys
          </Menu.Item>
          <Menu.Item component="a" href="/account/tokens">
            API tokens
          </Menu.Item>
          <Menu.Item component={Link} href="/settings/mail">
            Mail settings
          </Menu.Item>
          {touring && <Menu.Item onClick={beginTour}>Show me around</Menu.Item>}
          <Menu.Item leftSection={<SignOutIcon />} onClick={() => void leave()}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {leaving !== undefined && <SignOutDialog {...leaving} close={() => setLeaving(undefined)} />}
    </>
  )
}
