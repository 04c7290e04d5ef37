// @vitest-environment happy-dom
import { act, Profiler } from 'react'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ElementDetails } from '@/components/element/ElementDetails'
import { fieldGroups } from '@/components/element/field-groups'
import { FACETS, type Facet } from '@/lib/case/fields'
import type { ElementId } from '@/lib/gsn/graph'
import { type CommandName, runCommand } from '@/lib/pattern/registry'
import { buttonNamed, click, type Guest, one, type Pair, pair, press, settle, type, until } from './pair'

let both: Pair
const fetchBefore = globalThis.fetch

beforeAll(async () => {
  // Forms that the panel fetches when it needs them are at hand here.
  await Promise.all([
    import('@/components/risk/RiskBlock'),
    import('@/components/risk/PolicyBlock'),
    import('@/components/control/ControlBlock'),
    import('@/components/evidence/EvidenceBlock'),
  ])
})
beforeEach(() => {
  both = pair()
  // The server's part: commands that hand out names run in one place, and arrive over the wire.
  globalThis.fetch = async (_url, init) => {
    const { command, args } = JSON.parse(String(init?.body)) as { command: CommandName; args: unknown }
    const context = { ids: () => crypto.randomUUID(), at: '2026-11-21T00:00:00.000Z', by: 'server' }
    const outcome = runCommand(both.tom.room.doc, command, args, context)
    return outcome.ok
      ? Response.json({ seq: 1, created: outcome.value.created, changes: outcome.value.changes })
      : Response.json({ error: outcome.refusal }, { status: 422 })
  }
})
afterEach(async () => {
  await both.leave()
  globalThis.fetch = fetchBefore
})

function growALOF(): void {
  both.tom.run('grow-case', { capabilities: ['ALOF'] })
}

async function open(guest: Guest, id: ElementId): Promise<HTMLElement> {
  await guest.show(<ElementDetails key={id} id={id} />)
  await settle()
  return guest.screen
}

const PICKER = '[role=listbox][aria-label=Controls]'

const area = (screen: ParentNode, field: string) => one<HTMLTextAreaElement>(screen, `textarea[data-text="${field}"]`)
const elementOf = (guest: Guest, id: string) => guest.room.reader.graph().elements.get(id)

describe('the panel of an element', () => {
  it('[TXT2] two people rewrite one statement together and see each other', async () => {
    growALOF()
    const [a, b] = [await open(both.maria, 'C2-ALOF'), await open(both.tom, 'C2-ALOF')]
    const [maria, tom] = [area(a, 'statement'), area(b, 'statement')]
    expect(maria.value).toBe('Security capability ALOF addressed')
    maria.focus()
    maria.setSelectionRange(0, 0)
    await type(maria, 'Claim: ')
    tom.focus()
    tom.setSelectionRange(tom.value.length, tom.value.length)
    await type(tom, ' in full')
    expect(maria.value).toBe('Claim: Security capability ALOF addressed in full')
    expect(tom.value).toBe(maria.value)
    expect(elementOf(both.maria, 'C2-ALOF')?.statement).toBe(maria.value)
    expect(both.maria.room.awareness.getStates().get(2)?.text).toMatchObject({ element: 'C2-ALOF', field: 'statement' })
  })

  it('[TXT8] draws the caret of the other with the name as an attribute, hidden from assistive technology', async () => {
    growALOF()
    await open(both.maria, 'C2-ALOF')
    const tom = area(await open(both.tom, 'C2-ALOF'), 'statement')
    await type(tom, '!')
    await settle(40)
    const mark = one(both.maria.screen, '[data-name]')
    expect(mark.dataset).toMatchObject({ name: 'Tom Reilly', side: 'hdo' })
    expect(mark.textContent).toBe('')
    expect(mark.closest('[aria-hidden=true]')).not.toBeNull()
  })

  it('[TXT7] a reader may read every field and change none', async () => {
    growALOF()
    both.tom.run('decide-capability', { capability: 'ALOF', decision: 'required' })
    const [risk] = both.tom.run('add-risk', { capability: 'ALOF', values: { threat: 'A visitor reads the screen' } })
    both.maria.role.set({ canEdit: false })
    const screen = await open(both.maria, risk as string)
    for (const field of screen.querySelectorAll<HTMLTextAreaElement>('textarea')) expect(field.readOnly).toBe(true)
    for (const field of screen.querySelectorAll<HTMLInputElement>('input:not([type=hidden])'))
      expect(field.readOnly || field.disabled, field.outerHTML).toBe(true)
    expect(area(screen, 'threat').value).toBe('A visitor reads the screen')
    expect(screen.textContent).toContain('You read this case without editing it.')
    expect(
      [...screen.querySelectorAll('button')].some((button) => /Add|More|Rename/.test(button.textContent ?? '')),
    ).toBe(false)
  })

  it('[TXT7] nobody writes before the content has arrived', async () => {
    growALOF()
    both.maria.synced.set(false)
    const screen = await open(both.maria, 'C2-ALOF')
    expect(area(screen, 'statement').readOnly).toBe(true)
    await act(async () => both.maria.synced.set(true))
    expect(area(screen, 'statement').readOnly).toBe(false)
  })

  it('[PNL1] every field of every facet has its place in the panel', () => {
    for (const facet of Object.keys(FACETS) as Facet[]) {
      const shown = fieldGroups(facet).flatMap((group) =>
        group.kind === 'text' ? [group.name] : group.fields.map(([name]) => name),
      )
      expect(shown).toEqual(Object.keys(FACETS[facet]))
    }
  })

  it('[PNL2] what one sets, the other sees at once; a value that does not fit is refused in a sentence', async () => {
    growALOF()
    both.tom.run('decide-capability', { capability: 'ALOF', decision: 'required' })
    const [risk] = both.tom.run('add-risk', { capability: 'ALOF', values: { threat: 'A visitor reads the screen' } })
    const screen = await open(both.maria, risk as string)
    const cve = [...screen.querySelectorAll('label')].find((label) => label.textContent === 'CVE')
    const field = one<HTMLInputElement>(screen, `[id="${cve?.htmlFor}"]`)
    await type(field, 'CVE-12')
    await press(field, 'Enter')
    expect(screen.textContent).toContain('CVE does not have the expected form.')
    expect(elementOf(both.tom, risk as string)?.fields.cve).toBeUndefined()
    await type(field, '34-567')
    await press(field, 'Enter')
    expect(elementOf(both.tom, risk as string)?.fields.cve).toBeUndefined()
    field.setSelectionRange(0, field.value.length)
    await type(field, 'CVE-2020-12345')
    await press(field, 'Enter')
    expect(elementOf(both.tom, risk as string)?.fields.cve).toBe('CVE-2020-12345')
    await act(async () => {
      both.tom.run('set-field', { element: risk as string, field: 'cve', value: 'CVE-2021-99999' })
    })
    expect(field.value).toBe('CVE-2021-99999')
  })

  it('[PNL3] not required needs a reason first; the reason is kept as J1 and can be edited there', async () => {
    growALOF()
    const screen = await open(both.maria, 'C2-ALOF')
    await click(buttonNamed(screen, 'Not required'))
    await click(buttonNamed(screen, 'Decide: not required'))
    expect(screen.textContent).toContain('Write the reason first')
    expect(elementOf(both.maria, 'C2-ALOF')?.fields.decision).toBe('undecided')
    const why = [...screen.querySelectorAll('textarea')].find((one) => one.dataset.text === undefined)
    await type(why as HTMLTextAreaElement, 'The device has no sessions.')
    await click(buttonNamed(screen, 'Decide: not required'))
    await settle(10)
    expect(elementOf(both.maria, 'C2-ALOF')?.fields.decision).toBe('not-required')
    expect(elementOf(both.maria, 'J1-ALOF')?.statement).toBe('The device has no sessions.')
    expect([...screen.querySelectorAll('textarea')].map((one) => one.value)).toContain('The device has no sessions.')
    await click(buttonNamed(screen, 'Required'))
    await settle(10)
    expect(elementOf(both.maria, 'C4-ALOF')).toBeDefined()
    expect(elementOf(both.maria, 'C2-ALOF')?.fields.decision).toBe('required')
  })

  it('[PNL4] a risk is added in words, and a typical threat of the capability can be taken', async () => {
    growALOF()
    both.tom.run('decide-capability', { capability: 'ALOF', decision: 'required' })
    const screen = await open(both.maria, 'C6-ALOF')
    await click(buttonNamed(screen, 'Add a risk'))
    await settle(20)
    await click(buttonNamed(document.body, 'Add risk'))
    expect(document.body.textContent).toContain('Say what could happen')
    await click(buttonNamed(document.body, /^A visitor or patient reads/))
    await click(buttonNamed(document.body, 'Add risk'))
    await settle(20)
    const graph = both.maria.room.reader.graph()
    const [risk] = graph.supports('C6-ALOF')
    expect(graph.elements.get(risk ?? '')?.texts.threat).toMatch(/^A visitor or patient reads/)
  })

  it('[PNL5] the picker says where each control comes from and takes own words too', async () => {
    growALOF()
    both.tom.run('decide-capability', { capability: 'ALOF', decision: 'required' })
    const [risk] = both.tom.run('add-risk', { capability: 'ALOF', values: { threat: 'A visitor reads the screen' } })
    const screen = await open(both.maria, risk as string)
    await click(buttonNamed(screen, 'Add a control'))
    await until(() => document.body.querySelector(`${PICKER} [role=option]`) !== null)
    const options = () =>
      [...document.body.querySelectorAll(`${PICKER} [role=option]`)].map((option) => option.textContent ?? '')
    expect(options().every((text) => text.endsWith('Published'))).toBe(true)
    const origin = [...document.body.querySelectorAll('label')].find((label) => label.textContent === 'Comes from')
    const choose = async (value: string) => {
      const select = one<HTMLSelectElement>(document.body, `[id="${origin?.htmlFor}"]`)
      await act(async () => {
        select.value = value
        select.dispatchEvent(new Event('change', { bubbles: true }))
      })
      await settle(20)
    }
    await choose('editorial')
    expect(options().every((text) => text.endsWith('Proposal'))).toBe(true)
    expect(document.body.textContent).toContain('Not a row of IEC TR 80001-2-8.')
    await choose('')
    await press(one(document.body, '[role=dialog] [role=combobox]'), 'Enter')
    await settle(20)
    const graph = both.maria.room.reader.graph()
    const control = [...graph.elements.values()].find((element) => element.role === 'C8')
    expect(control?.fields).toMatchObject({ basis: 'published', state: 'proposed' })
    expect(document.body.querySelector('[role=dialog] [role=combobox]')).toBeNull()

    await click(buttonNamed(screen, 'Add a control'))
    await until(() => document.body.querySelector(`${PICKER} [role=option]`) !== null)
    const own = [...document.body.querySelectorAll('label')].find(
      (label) => label.textContent === 'Or in your own words',
    )
    await type(one<HTMLInputElement>(document.body, `[id="${own?.htmlFor}"]`), 'Screens face the wall')
    await click(buttonNamed(document.body, 'Add these words'))
    await settle(20)
    const all = [...both.maria.room.reader.graph().elements.values()]
    expect(all.find((element) => element.fields.title === 'Screens face the wall')?.fields.basis).toBe('own')
  })

  it('[PNL6] says who is here and who of them writes', async () => {
    growALOF()
    const screen = await open(both.maria, 'C2-ALOF')
    expect(screen.textContent).not.toContain('Here now')
    await act(async () => both.tom.room.awareness.setLocalStateField('focus', { element: 'C2-ALOF', view: 'canvas' }))
    expect(screen.textContent).toContain('Here now:Tom Reilly (Hospital)')
    await type(area(await open(both.tom, 'C2-ALOF'), 'statement'), '!')
    await act(async () => both.tom.room.awareness.setLocalStateField('focus', { element: 'C2-ALOF', view: 'canvas' }))
    expect(screen.textContent).toContain('Tom Reilly (Hospital), writing')
  })

  it('[PNL8] typing into a text draws no control of the panel again', async () => {
    const [evidence] = both.tom.run('add-element', { kind: 'solution', statement: 'Test report' })
    let drawn = 0
    await both.maria.show(
      <Profiler id="panel" onRender={() => drawn++}>
        <ElementDetails id={evidence as string} />
      </Profiler>,
    )
    // What the panel fetches late may still arrive: it has to be quiet before anything is counted.
    for (let before = -1; before !== drawn; ) {
      before = drawn
      await settle(200)
    }
    drawn = 0
    for (const letter of ' TR-17') await type(area(both.maria.screen, 'statement'), letter)
    await act(async () => {
      both.tom.run('set-text', { element: evidence as string, field: 'statement', text: 'Test report TR-18' })
    })
    expect(area(both.maria.screen, 'statement').value).toBe('Test report TR-18')
    expect(drawn).toBe(0)
  })

  it('[PNL7] an element in the bin says so and can be brought back', async () => {
    const [id] = both.tom.run('add-element', { kind: 'goal', statement: 'Sessions end' })
    both.tom.run('delete-element', { element: id as string })
    const screen = await open(both.maria, id as string)
    expect(screen.textContent).toContain('This element is in the bin.')
    await click(buttonNamed(screen, 'Bring back from the bin'))
    expect(elementOf(both.maria, id as string)?.deleted).toBe(false)
  })
})
