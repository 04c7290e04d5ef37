'use client'
import { ActionIcon, Button, Group, Menu, Modal } from '@mantine/core'
import Link from 'next/link'
import { useState } from 'react'
import { MoreIcon } from '@/components/look/icons'
import { tellDone, tellRefusal } from '@/components/workspace/tell'
import type { ListedCase } from './CaseList'
import { CopyForm } from './CopyForm'
import { callApi } from './call-api'

/** What can be done with a whole case, from the list. @param onChange after something was done */
export function CaseMenu({ one, onChange }: { one: ListedCase; onChange: () => void }) {
  const [copying, setCopying] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const path = `/cases/${encodeURIComponent(one.id)}`
  const administers = one.rights.includes('administer')
  async function archive(): Promise<void> {
    const outcome = await callApi(`/api${path}/archive`, { body: { archived: !one.archived } })
    if (!outcome.ok) return tellRefusal(outcome.refusal)
    tellDone(
      one.archived
        ? `${one.title} is back: it can be changed again.`
        : `${one.title} is archived: it can be read, and brought back at any time.`,
    )
    onChange()
  }
  async function leave(): Promise<void> {
    const outcome = await callApi(`/api${path}/leave`, { body: {} })
    setLeaving(false)
    if (!outcome.ok) return tellRefusal(outcome.refusal)
    tellDone(`You do not take part in ${one.title} any more.`)
    onChange()
  }
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={`More about ${one.title}`}>
            <MoreIcon />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component={Link} href={`${path}/activity`}>
            What happened since I was here
          </Menu.Item>
          <Menu.Item component={Link} href={`${path}/watch`}>
            Watch list
          </Menu.Item>
          <Menu.Item component={Link} href={`${path}/import`}>
            Import a file
          </Menu.Item>
          <Menu.Item component={Link} href={`${path}/export`}>
            Export files
          </Menu.Item>
          {one.origin !== undefined && (
            <Menu.Item component={Link} href={`${path}/origin`}>
              What changed at its origin
            </Menu.Item>
          )}
          {one.side !== undefined && <Menu.Item onClick={() => setCopying(true)}>Copy this case ...</Menu.Item>}
          <Menu.Item onClick={() => setLeaving(true)}>Leave this case ...</Menu.Item>
          {administers && (
            <Menu.Item onClick={() => void archive()}>{one.archived ? 'Bring it back' : 'Archive'}</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Modal opened={copying} onClose={() => setCopying(false)} title="Copy this case" size="lg">
        <CopyForm one={one} onCancel={() => setCopying(false)} />
      </Modal>
      <Modal opened={leaving} onClose={() => setLeaving(false)} title="Leave this case?">
        <p>
          You are out of {one.title} at once, and come back only when somebody invites you. What you wrote stays under
          your name, what you were to take care of goes back to nobody, and signatures of yours that wait lapse.
        </p>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => setLeaving(false)}>
            Stay
          </Button>
          <Button color="red" onClick={() => void leave()}>
            Leave the case
          </Button>
        </Group>
      </Modal>
    </>
  )
}
