// @vitest-environment happy-dom
import type { Editor } from '@tiptap/core'
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { mentionItems } from '@/components/narrative/mention-items'
import NarrativeEditor from '@/components/narrative/NarrativeEditor'
import { narrativeJson } from '@/lib/case/canonical-case'
import { narrativeLines } from '@/lib/case/narrative-text'
import { textOf } from '@/lib/case/ydoc'
import { buttonNamed, click, type Guest, one, type Pair, pair, press, settle, type } from '../element/pair'

const SHA = 'cd'.repeat(32)
const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0])

let both: Pair
beforeEach(() => {
  both = pair()
})
afterEach(async () => {
  await both.leave()
  vi.unstubAllGlobals()
})

async function open(guest: Guest): Promise<Editor> {
  await guest.show(<NarrativeEditor key="g1" element="g1" name="G1" hint="Tell why this holds." />)
  await settle()
  return one<HTMLElement & { editor: Editor }>(guest.screen, '[role=textbox]').editor
}

const written = (guest: Guest) => narrativeJson(guest.room.doc, 'g1')
const lines = (guest: Guest) => narrativeLines(written(guest))
const insert = (editor: Editor, content: Parameters<Editor['commands']['insertContent']>[0]) =>
  act(async () => {
    editor.chain().focus('end').insertContent(content).run()
  })

describe('tables', () => {
  it('[TXT16] are made and changed by the toolbar, and the other side sees each cell', async () => {
    const [maria] = [await open(both.maria), await open(both.tom)]
    await click(buttonNamed(both.maria.screen, 'Table'))
    await act(async () => maria.commands.insertContent('Port'))
    expect(both.tom.screen.querySelectorAll('th')).toHaveLength(3)
    expect(both.tom.screen.querySelectorAll('td')).toHaveLength(6)
    expect(both.tom.screen.querySelector('th')?.textContent).toBe('Port')
    const tools = one(both.maria.screen, '[role=toolbar][aria-label^=Table]')
    for (const name of ['Row below', 'Column right', 'Delete row']) await click(buttonNamed(tools, name))
    expect(both.tom.screen.querySelectorAll('tr')).toHaveLength(3)
    expect([...both.tom.screen.querySelectorAll('tr')].at(-1)?.children).toHaveLength(4)
    await click(buttonNamed(tools, 'Delete table'))
    expect(both.tom.screen.querySelector('table')).toBeNull()
    expect(both.maria.screen.querySelector('[role=toolbar][aria-label^=Table]')).toBeNull()
  })

  it('[TXT16] one adds a row while the other adds a column offline: both stay, and nobody goes on repairing', async () => {
    const [maria, tom] = [await open(both.maria), await open(both.tom)]
    await click(buttonNamed(both.maria.screen, 'Table'))
    await settle()
    both.hold()
    await act(async () => maria.chain().focus().addRowAfter().run())
    await act(async () => {
      tom.commands.focus(5)
      tom.chain().addColumnAfter().run()
    })
    let writes = 0
    both.maria.room.doc.on('update', () => writes++)
    await act(async () => both.release())
    await settle(20)
    expect(both.maria.screen.querySelectorAll('tr')).toHaveLength(4)
    expect(both.maria.screen.querySelector('tr')?.children).toHaveLength(4)
    expect(writes).toBe(1)
    expect(written(both.tom)).toEqual(written(both.maria))
    // The next own edit in the table makes it whole, once.
    await act(async () => maria.commands.insertContent('x'))
    await settle(20)
    const widths = [...both.tom.screen.querySelectorAll('tr')].map((row) => row.children.length)
    expect(new Set(widths)).toEqual(new Set([4]))
    expect(written(both.tom)).toEqual(written(both.maria))
  })

  it('[TXT14] what is pasted keeps its cells and loses widths, styles and foreign pictures', async () => {
    const maria = await open(both.maria)
    await act(async () => {
      maria.view.pasteHTML(
        '<table style="width:900px"><tr><td colwidth="400" style="color:red" align="right">a</td><td colspan="2">b</td></tr></table>' +
          '<img src="https://tracker.example/pixel.png" alt="spy"><figure data-sha256="https://x.example" data-alt="x">c</figure>' +
          '<p><a class="button" target="_top" href="https://example.org">d</a></p>',
      )
    })
    const text = JSON.stringify(written(both.maria))
    expect(lines(both.maria).join(' ')).toContain('a | b')
    expect(text).toContain('"colspan":2')
    expect(text).not.toMatch(/tracker|x\.example|colwidth|align|style|button|_top|image/)
    expect(text).toContain('"link":{"href":"https://example.org"}')
  })
})

describe('pictures', () => {
  const files = [
    { sha256: SHA, name: 'network plan.png', side: 'mdm', type: 'image/png', confidentiality: 'both', open: true },
    {
      sha256: '11'.repeat(32),
      name: 'logo.svg',
      side: 'mdm',
      type: 'image/svg+xml',
      confidentiality: 'both',
      open: true,
    },
    {
      sha256: '22'.repeat(32),
      name: 'theirs.png',
      side: 'hdo',
      type: 'image/png',
      confidentiality: 'own-side',
      open: false,
    },
    {
      sha256: '33'.repeat(32),
      name: 'report.pdf',
      side: 'mdm',
      type: 'application/pdf',
      confidentiality: 'both',
      open: true,
    },
  ]

  /** The server's answers, by what is asked. */
  function serve(bytes: Uint8Array<ArrayBuffer> = PNG): string[] {
    const asked: string[] = []
    vi.stubGlobal('fetch', async (path: string) => {
      asked.push(path)
      return path.endsWith('/files') ? Response.json({ files }) : new Response(bytes)
    })
    return asked
  }

  it('[TXT17] come from the files of the case, and only those that are pictures and may be opened are offered', async () => {
    serve()
    await open(both.maria)
    await click(buttonNamed(both.maria.screen, 'Picture from the evidence'))
    await settle()
    const form = one(both.maria.screen, 'form[aria-label=Picture]')
    expect([...form.querySelectorAll('input[type=radio]')].map((each) => (each as HTMLInputElement).value)).toEqual([
      SHA,
    ])
  })

  it('[TXT17] are not inserted before somebody says what they show', async () => {
    serve()
    await open(both.maria)
    await open(both.tom)
    await click(buttonNamed(both.maria.screen, 'Picture from the evidence'))
    await settle()
    const form = one(both.maria.screen, 'form[aria-label=Picture]')
    await click(buttonNamed(form, 'Insert picture'))
    expect(form.textContent).toContain('Choose the picture first')
    await click(one(form, 'input[type=radio]'))
    await click(buttonNamed(form, 'Insert picture'))
    expect(form.textContent).toContain('Say what it shows')
    expect(written(both.maria)).toEqual([])
    await type(one<HTMLTextAreaElement>(form, 'textarea:not([aria-hidden])'), 'The ward behind its firewall')
    await click(buttonNamed(form, 'Insert picture'))
    await settle(10)
    expect(written(both.maria)[0]).toEqual({
      type: 'image',
      attrs: { alt: 'The ward behind its firewall', sha256: SHA },
    })
    const shown = one<HTMLImageElement>(both.tom.screen, 'figure img')
    expect(shown.alt).toBe('The ward behind its firewall')
    expect(shown.src).toMatch(/^blob:/)
  })

  it('[TXT17] bytes that are no picture are not shown, nor is anything fetched from elsewhere', async () => {
    const asked = serve(new TextEncoder().encode('<svg onload="alert(1)"/>') as Uint8Array<ArrayBuffer>)
    const maria = await open(both.maria)
    await insert(maria, { type: 'image', attrs: { sha256: 'ee'.repeat(32), alt: 'A plan' } })
    await settle(10)
    expect(both.maria.screen.querySelector('img:not(.ProseMirror-separator)')).toBeNull()
    expect(one(both.maria.screen, 'figure').textContent).toBe('This file is no picture that can be shown.A plan')
    expect(asked.every((path) => path.startsWith('/api/cases/case/files'))).toBe(true)
  })

  it('[TXT14] an address in place of a hash never gets into the text', async () => {
    serve()
    const maria = await open(both.maria)
    await insert(maria, { type: 'image', attrs: { sha256: 'https://tracker.example/x.png', alt: 'A plan' } })
    expect(written(both.maria)).toEqual([])
    expect(both.maria.screen.textContent).toContain('named by its hash. Nothing was changed.')
  })
})

describe('mentions', () => {
  async function claim(): Promise<string> {
    const [id] = both.maria.run('add-element', { kind: 'goal', statement: 'Alarms reach the nurse' })
    return id ?? ''
  }

  it('[TXT18] an @ offers elements by name and by their words; Enter takes, and the link selects it', async () => {
    const id = await claim()
    const maria = await open(both.maria)
    await insert(maria, 'See @ala')
    const list = one(both.maria.screen, '[role=listbox]')
    expect(list.textContent).toContain('Alarms reach the nurse')
    const box = one(both.maria.screen, '[role=textbox]')
    expect(document.getElementById(box.getAttribute('aria-activedescendant') ?? '')?.getAttribute('role')).toBe(
      'option',
    )
    await press(box, 'Enter')
    expect(both.maria.screen.querySelector('[role=listbox]')).toBeNull()
    const name = both.maria.room.reader.graph().elements.get(id)?.name
    expect(lines(both.maria)).toEqual([`See @${name}`])
    await click(one(both.maria.screen, '.narrative-mention a'))
    expect(window.location.search).toContain(`element=${name}`)
  })

  it('[TXT18] Escape closes the list and the letters stay letters', async () => {
    await claim()
    const maria = await open(both.maria)
    await insert(maria, 'See @ala')
    await press(one(both.maria.screen, '[role=textbox]'), 'Escape')
    expect(both.maria.screen.querySelector('[role=listbox]')).toBeNull()
    expect(lines(both.maria)).toEqual(['See @ala'])
  })

  it('[TXT18] a mention follows a new name and says when its element is in the bin', async () => {
    const id = await claim()
    const [maria] = [await open(both.maria), await open(both.tom)]
    await insert(maria, { type: 'mention', attrs: { kind: 'element', id, label: 'G1' } })
    textOf(both.maria.room.doc, id, 'statement').insert(0, 'All ')
    both.maria.run('rename', { element: id, name: 'G77' })
    await settle()
    expect(one(both.tom.screen, '.narrative-mention').textContent).toBe('@G77')
    expect(one(both.tom.screen, '.narrative-mention a').title).toContain('All Alarms')
    both.maria.run('delete-element', { element: id, branch: false })
    await settle()
    expect(one(both.tom.screen, '.narrative-mention').textContent).toContain('in the bin')
    expect(both.tom.screen.querySelector('.narrative-mention a')).toBeNull()
  })

  it('[TXT18] by keyboard Ctrl+Enter at a mention goes there', async () => {
    const id = await claim()
    const maria = await open(both.maria)
    await insert(maria, { type: 'mention', attrs: { kind: 'element', id, label: 'G1' } })
    await act(async () => {
      maria.commands.keyboardShortcut('Mod-Enter')
    })
    expect(window.location.search).toContain('element=')
    expect(lines(both.maria)).toEqual(['@G1'])
  })

  it('[TXT18] people come first, then names, then words; short letters search no statements', async () => {
    await claim()
    const people = [{ id: 'p1', name: 'Tom Reilly', side: 'hdo' as const }]
    const graph = both.maria.room.reader.graph()
    expect(mentionItems('re', people, graph).map(({ label }) => label)).toEqual(['Tom Reilly'])
    expect(mentionItems('rea', people, graph).map(({ kind }) => kind)).toEqual(['element'])
    expect(mentionItems('', people, graph)[0]).toMatchObject({ kind: 'person', more: 'Hospital' })
    expect(mentionItems('zzz', people, graph)).toEqual([])
  })
})
