// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, expect, it } from 'vitest'
import { ParticipantsDialog } from '@/components/cases/ParticipantsDialog'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const before = globalThis.fetch
const screen = document.body.appendChild(document.createElement('div'))
const root = createRoot(screen)
afterEach(async () => {
  await act(async () => root.unmount())
  globalThis.fetch = before
})
const button = (name: RegExp) =>
  [...screen.querySelectorAll('button')].find((one) =>
    name.test(one.getAttribute('aria-label') ?? one.textContent ?? ''),
  )

it('[ACC5] offers no change of people about whom the other side decides, and asks before somebody is taken out', async () => {
  const sent: unknown[] = []
  const person = (id: string, side: 'mdm' | 'hdo', rights: string[]) => ({
    id,
    name: id,
    email: `${id}@x`,
    side,
    rights,
  })
  const participants = [
    person('mia', 'mdm', ['read', 'administer']),
    person('max', 'mdm', ['read', 'edit']),
    person('hana', 'hdo', ['read', 'administer']),
  ]
  globalThis.fetch = async (_url, init) => {
    if (init?.method === 'POST') sent.push(JSON.parse(String(init.body)))
    return Response.json({ participants })
  }
  await act(async () =>
    root.render(
      <MantineProvider env="test">
        <ParticipantsDialog caseId="c" side="mdm" me="mia" />
      </MantineProvider>,
    ),
  )
  expect(button(/rights of hana/)).toBeUndefined()
  expect(button(/Remove mia/)).toBeUndefined()
  await act(async () => button(/Remove max/)?.click())
  expect(sent).toEqual([])
  await act(async () => button(/Take out now/)?.click())
  expect(sent).toEqual([{ email: 'max@x', side: 'mdm', rights: [], remove: true }])
})
