// @vitest-environment happy-dom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import ContextView from '@/components/context/ContextView'
import TermBlock from '@/components/term/TermBlock'
import TermsView from '@/components/term/TermsView'
import { type CommandName, runCommand } from '@/lib/pattern/registry'
import { buttonNamed, click, one, type Pair, pair, press, settle, type } from '../element/pair'

let both: Pair
const fetchBefore = globalThis.fetch

beforeEach(() => {
  both = pair()
  // The server's part: commands that make elements run in one place, and arrive over the wire.
  globalThis.fetch = async (_url, init) => {
    const { command, args } = JSON.parse(String(init?.body)) as { command: CommandName; args: unknown }
    const context = { ids: () => crypto.randomUUID(), at: '2026-11-21T00:00:00.000Z', by: 'server' }
    const outcome = runCommand(both.tom.room.doc, command, args, context)
    return outcome.ok
      ? Response.json({ seq: 1, created: outcome.value.created, changes: outcome.value.changes })
      : Response.json({ error: outcome.refusal }, { status: 422 })
  }
  both.tom.run('grow-case', { capabilities: ['ALOF'] })
})
afterEach(async () => {
  await both.leave()
  globalThis.fetch = fetchBefore
})

const term = (id: string) => both.maria.room.reader.graph().elements.get(id)
const labelled = (screen: ParentNode, words: string) => {
  const label = [...screen.querySelectorAll('label')].find((each) => each.textContent === words)
  return one<HTMLInputElement>(screen, `[id="${label?.htmlFor}"]`)
}

describe('the view of the terms', () => {
  it('[TRM1] a topic is added from the library once, and its card shows both shares', async () => {
    await both.maria.show(<TermsView />)
    await both.tom.show(<TermsView />)
    const add = one<HTMLButtonElement>(both.maria.screen, 'button[aria-label="Add Backup and restore"]')
    await click(add)
    await settle(40)
    for (const { screen } of [both.maria, both.tom]) {
      expect(screen.querySelectorAll('article[aria-label="Backup and restore"]')).toHaveLength(1)
      expect(screen.querySelector('button[aria-label="Add Backup and restore"]')).toBeNull()
    }
    const card = one(both.maria.screen, 'article[aria-label="Backup and restore"]')
    expect(one<HTMLTextAreaElement>(card, '[data-text=shareHdo]').value).toContain('{restore-hours}')
    expect(card.textContent).toContain('hours to restore?')
  })

  it('[TRM3] a parameter takes its kind only, and stands in the sentence of both with its unit', async () => {
    both.tom.run('add-terms', { topics: ['RA-26'] })
    await both.maria.show(<TermsView />)
    await both.tom.show(<TermsView />)
    const field = labelled(both.maria.screen, 'Hours within which a restore succeeds')
    await type(field, 'soon')
    await press(field, 'Enter')
    expect(both.maria.screen.textContent).toContain('is a whole number from 1')
    await act(async () => field.setSelectionRange(0, field.value.length))
    await type(field, '8')
    await press(field, 'Enter')
    await settle()
    expect(term('R-RA-26')?.fields['p-restore-hours']).toBe(8)
    expect(both.tom.screen.textContent).toContain('8 hours')
  })

  it('[TRM4] dropping asks for the reason, and the other side reads it and takes the term up again', async () => {
    both.tom.run('add-terms', { topics: ['RA-29'] })
    await both.maria.show(<TermsView />)
    await both.tom.show(<TermsView />)
    await click(buttonNamed(both.maria.screen, 'Drop ...'))
    await click(buttonNamed(both.maria.screen, 'Drop it with this reason'))
    expect(both.maria.screen.textContent).toContain('Write the reason first')
    await type(labelled(both.maria.screen, 'Why is "Remote service" dropped?') as never, 'Nobody reaches it.')
    await click(buttonNamed(both.maria.screen, 'Drop it with this reason'))
    await settle(40)
    expect(term('R-RA-29')?.fields.dropped).toBe(true)
    const dropped = one(both.tom.screen, 'article[aria-label="Dropped: Remote service"]')
    expect(one<HTMLTextAreaElement>(dropped, '[data-text=dropReason]').value).toBe('Nobody reaches it.')
    await click(buttonNamed(dropped, 'Take it up again'))
    await settle()
    expect(one(both.maria.screen, 'article[aria-label="Remote service"]')).toBeTruthy()
  })

  it('[TRM15] who may not edit reads everything and is offered nothing', async () => {
    both.tom.run('add-terms', { topics: ['RA-26'] })
    both.maria.role.set({ canEdit: false })
    await both.maria.show(
      <>
        <TermsView />
        <TermBlock id="R-RA-26" />
      </>,
    )
    for (const area of both.maria.screen.querySelectorAll('textarea')) expect(area.readOnly).toBe(true)
    const words = [...both.maria.screen.querySelectorAll('button')].map((button) => button.textContent ?? '')
    expect(words.filter((text) => /^(Add|Drop|Write|Parameter)/.test(text))).toEqual([])
  })
})

describe('the view of the context', () => {
  it('[CTX2] an asset that one adds stands in the list of both, open to be described', async () => {
    await both.maria.show(<ContextView />)
    await both.tom.show(<ContextView />)
    expect(both.maria.screen.textContent).toContain('Fill in manufacturer, product and version.')
    for (const { screen } of [both.maria, both.tom]) {
      await click(one<HTMLInputElement>(screen, 'input[value=system]'))
    }
    await type(labelled(both.maria.screen, 'Name of an asset'), 'Drug library')
    await click(buttonNamed(both.maria.screen, 'Add the asset'))
    await settle(40)
    expect(one(both.tom.screen, '[aria-label="List of assets"]').textContent).toContain('Drug library')
    expect(one(both.maria.screen, '[aria-label="List of assets"]').textContent).toContain('What must hold for it')
  })

  it('[DCM1] the checklist counts what is filled and leads to what is open', async () => {
    await both.maria.show(<ContextView />)
    await click(one<HTMLInputElement>(both.maria.screen, 'input[value=documents]'))
    const first = one(both.maria.screen, 'article[aria-label="Device, intended use and operational environment"]')
    expect(first.textContent).toContain('Nothing yet')
    await act(async () => {
      both.tom.run('set-text', { element: 'CTXT1', field: 'users', text: 'Nurses.' })
    })
    expect(first.textContent).toContain('Partly filled: 1 of 6')
  })
})
