// @vitest-environment happy-dom
import type { Editor } from '@tiptap/core'
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { caret, isInNarrative } from '@/components/narrative/caret-extension'
import { isSafeAddress, linkAddress } from '@/components/narrative/link-address'
import NarrativeEditor from '@/components/narrative/NarrativeEditor'
import { nextTool } from '@/components/narrative/roving-focus'
import { isEmptyNarrative } from '@/components/narrative/use-is-empty'
import { narrativeJson } from '@/lib/case/canonical-case'
import { narrativeOf } from '@/lib/case/ydoc'
import { buttonNamed, click, type Guest, one, type Pair, pair, press, settle, type } from '../element/pair'

let both: Pair
beforeEach(() => {
  both = pair()
})
afterEach(() => both.leave())

async function open(guest: Guest, element = 'g1'): Promise<Editor> {
  await guest.show(<NarrativeEditor key={element} element={element} name="G1" hint="Tell why this holds." />)
  await settle()
  return one<HTMLElement & { editor: Editor }>(guest.screen, '[role=textbox]').editor
}

const words = (guest: Guest) => one(guest.screen, '[role=textbox]').textContent

function write(editor: Editor, text: string): Promise<void> {
  return act(async () => {
    editor.chain().focus('end').insertContent(text).run()
  })
}

describe('one narrative, two people', () => {
  it('[TXT12] both write at once and see both texts', async () => {
    const [maria, tom] = [await open(both.maria), await open(both.tom)]
    await write(maria, 'The lock was tested.')
    await write(tom, ' By whom?')
    expect(words(both.maria)).toBe('The lock was tested. By whom?')
    expect(words(both.tom)).toBe(words(both.maria))
    expect(narrativeJson(both.tom.room.doc, 'g1')).toEqual(narrativeJson(both.maria.room.doc, 'g1'))
  })

  it('[TXT12] a new blank line has its text before anybody types, so that two who begin there share it', async () => {
    const [maria] = [await open(both.maria), await open(both.tom)]
    await write(maria, 'First.')
    await act(async () => {
      maria.chain().focus('end').splitBlock().run()
    })
    const line = narrativeOf(both.tom.room.doc, 'g1').get(1) as Y.XmlElement
    expect(line.toArray().map((child) => child instanceof Y.XmlText && child.length)).toEqual([0])
    await write(maria, 'Second.')
    expect(line.toArray()).toHaveLength(1)
    expect(words(both.tom)).toBe('First.Second.')
  })

  it('[TXT12] undo takes back only what I wrote', async () => {
    const [maria, tom] = [await open(both.maria), await open(both.tom)]
    await write(maria, 'Mine.')
    await write(tom, ' Yours.')
    await click(buttonNamed(both.tom.screen, 'Undo my last change'))
    expect(words(both.maria)).toBe('Mine.')
  })

  it('[TXT7] nobody writes before the content has arrived, nor without the right, and reading writes nothing', async () => {
    both.maria.synced.set(false)
    both.tom.role.set({ canEdit: false })
    const [maria, tom] = [await open(both.maria), await open(both.tom)]
    expect(maria.isEditable).toBe(false)
    expect(tom.isEditable).toBe(false)
    await write(maria, 'too early')
    await write(tom, 'not allowed')
    expect(narrativeJson(both.maria.room.doc, 'g1')).toEqual([])
    expect(both.tom.screen.querySelector('[role=toolbar]')).toBeNull()
    await act(async () => both.maria.synced.set(true))
    expect(maria.isEditable).toBe(true)
    await write(maria, 'now')
    expect(words(both.tom)).toBe('now')
  })

  it('[TXT12] the hint teaches while nothing is written and is never part of the text', async () => {
    const maria = await open(both.maria)
    expect(both.maria.screen.textContent).toContain('Tell why this holds.')
    expect(words(both.maria)).toBe('')
    await write(maria, 'Because.')
    expect(both.maria.screen.textContent).not.toContain('Tell why this holds.')
  })

  it('[TXT12] the hint does not lie over what somebody wrote before', async () => {
    await write(await open(both.maria), 'Written before.')
    await open(both.tom)
    expect(words(both.tom)).toBe('Written before.')
    expect(both.tom.screen.textContent).not.toContain('Tell why this holds.')
  })

  it('[TXT12] a narrative is empty without nodes or with one blank paragraph, and not otherwise', () => {
    const fragment = new Y.Doc().getXmlFragment('n')
    expect(isEmptyNarrative(fragment)).toBe(true)
    const paragraph = new Y.XmlElement('paragraph')
    fragment.insert(0, [paragraph])
    expect(isEmptyNarrative(fragment)).toBe(true)
    paragraph.insert(0, [new Y.XmlText('a')])
    expect(isEmptyNarrative(fragment)).toBe(false)
    fragment.delete(0, 1)
    fragment.insert(0, [new Y.XmlElement('bulletList')])
    expect(isEmptyNarrative(fragment)).toBe(false)
  })

  it('[TXT11] lists that nest deeper than a case can hold are refused in a sentence', async () => {
    const maria = await open(both.maria)
    const nested = (depth: number): string =>
      depth === 0 ? '<p>deep</p>' : `<blockquote>${nested(depth - 1)}</blockquote>`
    await write(maria, nested(30))
    expect(both.maria.screen.textContent).toContain('nested too deeply')
    expect(narrativeJson(both.maria.room.doc, 'g1')).toEqual([])
  })
})

describe('carets in a narrative', () => {
  it('[TXT10] only people in the same narrative show, and never myself', () => {
    expect(isInNarrative('g1', 1, 2, { narrative: 'g1', cursor: {} })).toBe(true)
    expect(isInNarrative('g1', 1, 2, { narrative: 'g2', cursor: {} })).toBe(false)
    expect(isInNarrative('g1', 1, 1, { narrative: 'g1', cursor: {} })).toBe(false)
    expect(isInNarrative('g1', 1, 2, null)).toBe(false)
  })

  it('[TXT10] a caret of another narrative is not drawn, one of the same is', async () => {
    const maria = await open(both.maria, 'g1')
    await write(maria, 'text of one')
    const tom = await open(both.tom, 'g2')
    await write(tom, 'text of two')
    await settle(30)
    expect(both.maria.room.awareness.getStates().get(2)).toMatchObject({ narrative: 'g2' })
    expect(both.maria.screen.querySelector('.narrative-caret')).toBeNull()
    const same = await open(both.tom, 'g1')
    await write(same, '!')
    await settle(30)
    expect(one(both.maria.screen, '.narrative-caret').dataset.name).toBe('Tom Reilly')
    expect(words(both.maria)).toBe('text of one!')
  })

  it('[TXT10] a name is an attribute, never text that could be copied or read as content', () => {
    const mark = caret({ name: 'Tom Reilly', side: 'hdo' })
    expect(mark.textContent).toBe('')
    expect(mark.dataset).toMatchObject({ name: 'Tom Reilly', side: 'hdo' })
    expect(mark.getAttribute('aria-hidden')).toBe('true')
  })

  it('[TXT10] leaving a narrative takes its presence back', async () => {
    await open(both.maria, 'g1')
    expect(both.maria.room.awareness.getLocalState()).toMatchObject({ narrative: 'g1' })
    await both.maria.show(null)
    expect(both.maria.room.awareness.getLocalState()?.narrative).toBeNull()
  })
})

describe('links', () => {
  it('[TXT9] lead to web and mail addresses only', () => {
    for (const bad of [
      'javascript:alert(1)',
      ' JavaScript:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      'file:///etc',
      'https://',
      'x y',
      '',
    ])
      expect(linkAddress(bad), bad).toBeUndefined()
    expect(linkAddress('example.org/report')).toBe('https://example.org/report')
    expect(linkAddress('example.org:8443/report')).toBe('https://example.org:8443/report')
    expect(linkAddress('psirt@example.org')).toBe('mailto:psirt@example.org')
    expect(linkAddress('http://10.0.0.1/')).toBe('http://10.0.0.1/')
    expect(isSafeAddress(`https://example.org/${'x'.repeat(3000)}`)).toBe(false)
  })

  it('[TXT9] that run code are refused by the form, by commands and by what is pasted', async () => {
    const maria = await open(both.maria)
    await write(maria, 'see the report')
    await act(async () => maria.commands.selectAll())
    await press(one(both.maria.screen, '[role=textbox]'), 'k', { ctrlKey: true })
    const form = one(both.maria.screen, 'form[aria-label=Link]')
    await type(one<HTMLInputElement>(form, 'input'), 'javascript:alert(1)')
    await click(buttonNamed(form, 'Add link'))
    expect(form.textContent).toContain('Type a web address')
    expect(maria.commands.setLink({ href: 'javascript:alert(1)' })).toBe(false)
    await write(maria, '<a href="javascript:alert(1)">tap</a>')
    expect(JSON.stringify(narrativeJson(both.maria.room.doc, 'g1'))).not.toContain('javascript')
  })

  it('[TXT9] Ctrl+K in the text opens the form and nothing else', async () => {
    const maria = await open(both.maria)
    await write(maria, 'see the report')
    await act(async () => maria.commands.selectAll())
    const heard: string[] = []
    document.body.addEventListener('keydown', (event) => heard.push(event.key), { once: true })
    await press(one(both.maria.screen, '[role=textbox]'), 'k', { ctrlKey: true })
    expect(heard).toEqual([])
    const form = one(both.maria.screen, 'form[aria-label=Link]')
    await type(one<HTMLInputElement>(form, 'input'), 'example.org')
    await click(buttonNamed(form, 'Add link'))
    expect(one(both.maria.screen, 'a').getAttribute('href')).toBe('https://example.org')
    expect(both.maria.screen.querySelector('form')).toBeNull()
  })
})

describe('the toolbar', () => {
  it('[TXT13] is one tab stop that arrow keys, Home and End walk through', async () => {
    await open(both.maria)
    const toolbar = one(both.maria.screen, '[role=toolbar]')
    const tools = [...toolbar.querySelectorAll('button')]
    expect(tools.filter((tool) => tool.tabIndex === 0)).toHaveLength(1)
    await act(async () => tools[0]?.focus())
    await press(tools[0] as Element, 'ArrowRight')
    expect(document.activeElement).toBe(tools[1])
    await press(tools[1] as Element, 'End')
    expect(document.activeElement).toBe(tools.at(-1))
    expect(tools.filter((tool) => tool.tabIndex === 0)).toEqual([tools.at(-1)])
    expect(nextTool('ArrowRight', 3, 4)).toBe(0)
    expect(nextTool('ArrowLeft', 0, 4)).toBe(3)
    expect(nextTool('x', 0, 4)).toBeUndefined()
  })

  it('[TXT13] says which formatting is on', async () => {
    const maria = await open(both.maria)
    expect(buttonNamed(both.maria.screen, 'Bold').getAttribute('aria-pressed')).toBe('false')
    await act(async () => maria.chain().focus().toggleBold().run())
    expect(buttonNamed(both.maria.screen, 'Bold').getAttribute('aria-pressed')).toBe('true')
    expect(buttonNamed(both.maria.screen, 'Redo my last change').getAttribute('aria-disabled')).toBe('true')
  })
})
