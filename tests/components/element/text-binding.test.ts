// @vitest-environment happy-dom
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { CaretReader, publishCaret } from '@/components/element/caret-presence'
import { bindText } from '@/components/element/text-binding'
import { historyOf } from '@/components/element/text-history'
import { TEXT_MAX } from '@/lib/case/fields'
import { textOf } from '@/lib/case/ydoc'

/** One person at one field: a real textarea, bound to a document of their own. */
class Person {
  readonly doc: Y.Doc
  readonly text: Y.Text
  readonly area = document.body.appendChild(document.createElement('textarea'))
  readonly awareness: Awareness
  refusal: string | undefined
  readonly letGo: () => void

  constructor(clientID: number) {
    this.doc = new Y.Doc()
    this.doc.clientID = clientID
    this.awareness = new Awareness(this.doc)
    this.text = textOf(this.doc, 'e1', 'statement')
    this.letGo = bindText(this.area, this.text, historyOf(this.text, 'e1', 'statement'), {
      onRefusal: (sentence) => {
        this.refusal = sentence
      },
      onText: () => {},
      onSelection: () => {},
    })
  }

  /** Does to the textarea what a browser does: the value changes, the caret stands behind it, then `input` is told. */
  type(what: string, { select = 0, composing = false } = {}): void {
    this.area.focus()
    const { selectionStart: start, selectionEnd: end, value } = this.area
    this.area.dispatchEvent(new InputEvent('beforeinput', { data: what, inputType: 'insertText' }))
    this.area.value = value.slice(0, start) + what + value.slice(end + select)
    this.area.setSelectionRange(start + what.length, start + what.length)
    this.area.dispatchEvent(new InputEvent('input', { data: what, isComposing: composing }))
  }
  caretTo(at: number, end = at): void {
    this.area.focus()
    this.area.setSelectionRange(at, end)
  }
  press(key: string, more: KeyboardEventInit = {}): void {
    this.area.dispatchEvent(
      new KeyboardEvent('keydown', { key, ctrlKey: true, bubbles: true, cancelable: true, ...more }),
    )
  }
}

const open: Person[] = []
function people(...ids: number[]): Person[] {
  const all = ids.map((id) => new Person(id))
  open.push(...all)
  return all
}

/** Joins two documents as one socket would; returns how to cut it. */
function join(a: Person, b: Person): () => void {
  Y.applyUpdate(b.doc, Y.encodeStateAsUpdate(a.doc), 'wire')
  Y.applyUpdate(a.doc, Y.encodeStateAsUpdate(b.doc), 'wire')
  const pipe = (from: Person, to: Person) => {
    const send = (update: Uint8Array, origin: unknown) => origin !== 'wire' && Y.applyUpdate(to.doc, update, 'wire')
    from.doc.on('update', send)
    return () => from.doc.off('update', send)
  }
  const stops = [pipe(a, b), pipe(b, a)]
  return () => {
    for (const stop of stops) stop()
  }
}

function tell(from: Person, to: Person): void {
  applyAwarenessUpdate(to.awareness, encodeAwarenessUpdate(from.awareness, [from.doc.clientID]), 'wire')
}

afterEach(() => {
  for (const person of open.splice(0)) {
    person.letGo()
    person.area.remove()
    person.awareness.destroy()
    person.doc.destroy()
  }
})

describe('two people in one field', () => {
  it('[TXT2] a caret stays at its word when somebody writes before it', () => {
    const [maria, tom] = people(1, 2) as [Person, Person]
    join(maria, tom)
    maria.type('The pump locks itself')
    maria.caretTo(8)
    tom.area.setSelectionRange(0, 0)
    tom.text.insert(0, 'Claim: ')
    maria.area.focus()
    expect(maria.area.value).toBe('Claim: The pump locks itself')
    expect(maria.area.selectionStart).toBe(8 + 'Claim: '.length)
  })

  it('[TXT2] any order of typing and delivery gives both the same text with everything in it', () => {
    const step = fc.record({
      who: fc.constantFrom(0, 1),
      what: fc.constantFrom('a', 'a', '😀', '👩🏽‍⚕️', '\n', 'word '),
      at: fc.nat(60),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.boolean(), (steps, live) => {
        const [a, b] = people(1, 2) as [Person, Person]
        const cut = live ? join(a, b) : () => {}
        let units = 0
        for (const { who, what, at } of steps) {
          const person = who === 0 ? a : b
          const whole = [...person.area.value]
          person.caretTo(whole.slice(0, at % (whole.length + 1)).join('').length)
          person.type(what)
          units += what.length
        }
        if (!live) join(a, b)
        cut()
        expect(a.area.value).toBe(a.text.toString())
        expect(b.area.value).toBe(a.area.value)
        expect(a.area.value).not.toContain('\uFFFD')
        expect(a.area.value.length).toBe(units)
      }),
      { numRuns: 60 },
    )
  })

  it('[TXT3] what others write while an input method composes waits, and nothing of it is lost', () => {
    const [maria, tom] = people(1, 2) as [Person, Person]
    join(maria, tom)
    maria.type('one two three')
    maria.caretTo(4, 7)
    maria.area.dispatchEvent(new CompositionEvent('compositionstart'))
    maria.type('に', { composing: true })
    tom.text.insert(5, 'XX')
    tom.text.insert(0, 'zero ')
    expect(maria.area.value).toBe('one に three')
    maria.area.setSelectionRange(4, 5)
    maria.type('日本', { composing: true })
    maria.area.dispatchEvent(new CompositionEvent('compositionend'))
    expect(maria.text.toString()).toBe('zero one 日本XX three')
    expect(maria.area.value).toBe('zero one 日本XX three')
    expect(tom.area.value).toBe(maria.area.value)
    expect(maria.area.selectionStart).toBe('zero one 日本'.length)
  })

  it('[TXT3] an abandoned composition shows what came in meanwhile', () => {
    const [maria, tom] = people(1, 2) as [Person, Person]
    join(maria, tom)
    maria.type('one')
    maria.area.dispatchEvent(new CompositionEvent('compositionstart'))
    tom.text.insert(3, ' two')
    maria.area.dispatchEvent(new CompositionEvent('compositionend'))
    expect(maria.area.value).toBe('one two')
  })

  it('[TXT6] undo takes back my own words and leaves the words of the other', () => {
    const [maria, tom] = people(1, 2) as [Person, Person]
    join(maria, tom)
    maria.type('mine')
    tom.caretTo(4)
    tom.type(' yours')
    const heard: string[] = []
    document.body.addEventListener('keydown', (event) => heard.push(event.key), { once: true })
    maria.press('z')
    expect(maria.area.value).toBe(' yours')
    expect(tom.area.value).toBe(' yours')
    maria.press('z', { shiftKey: true })
    expect(tom.area.value).toBe('mine yours')
    expect(heard).toEqual([])
  })
})

describe('what a field accepts', () => {
  it('[TXT5] 100,000 pasted characters are taken, one more is refused in a sentence and nothing is lost', () => {
    const [maria, tom] = people(1, 2) as [Person, Person]
    join(maria, tom)
    maria.type('x'.repeat(TEXT_MAX))
    expect(tom.area.value.length).toBe(TEXT_MAX)
    expect(maria.refusal).toBeUndefined()
    maria.caretTo(5)
    maria.type('y')
    expect(maria.refusal).toMatch(/would have 100,001/)
    expect(maria.area.value).toBe('x'.repeat(TEXT_MAX))
    expect(maria.area.selectionStart).toBe(5)
    expect(maria.text.length).toBe(TEXT_MAX)
    maria.caretTo(0, 1)
    maria.type('z')
    expect(maria.refusal).toBeUndefined()
    expect(tom.area.value.startsWith('zx')).toBe(true)
  })

  it('[TXT4] half an emoji never reaches the document', () => {
    const [maria] = people(1) as [Person]
    maria.type('a\uD83Db')
    expect(maria.text.toString()).toBe('a\uFFFDb')
    expect(maria.area.value).toBe('a\uFFFDb')
  })

  it('[TXT7] a field that may only be read takes nothing over and shows the text again', () => {
    const [reader] = people(1) as [Person]
    reader.text.insert(0, 'as it stands')
    reader.area.readOnly = true
    reader.type('!')
    expect(reader.text.toString()).toBe('as it stands')
    expect(reader.area.value).toBe('as it stands')
    reader.press('z')
    expect(reader.text.toString()).toBe('as it stands')
  })

  it('[TXT1] a text with carriage returns can be edited at the right place', () => {
    const [maria, tom] = people(1, 2) as [Person, Person]
    maria.text.insert(0, 'one\r\ntwo\rthree')
    join(maria, tom)
    expect(maria.area.value).toBe('one\ntwo\nthree')
    tom.caretTo(7)
    tom.type('!')
    expect(maria.area.value).toBe('one\ntwo!\nthree')
  })
})

describe("other people's carets", () => {
  const place = { element: 'e1', field: 'statement' }

  it('[TXT8] a caret is seen at its letter also after the text has moved', () => {
    const [maria, tom] = people(1, 2) as [Person, Person]
    join(maria, tom)
    maria.type('one two')
    publishCaret(maria.awareness, maria.text, place, { anchor: 4, head: 7 })
    tell(maria, tom)
    const reader = new CaretReader(tom.awareness, tom.text, place)
    expect(reader.read()).toMatchObject([{ clientId: 1, from: 4, to: 7, head: 7, side: 'none' }])
    tom.caretTo(0)
    tom.type('zero ')
    expect(reader.read()).toMatchObject([{ from: 9, to: 12 }])
  })

  it('[TXT8] a caret that points into an edit still on its way stays where it was', () => {
    const [maria, tom] = people(1, 2) as [Person, Person]
    const cut = join(maria, tom)
    maria.type('one')
    publishCaret(maria.awareness, maria.text, place, { anchor: 3, head: 3 })
    tell(maria, tom)
    const reader = new CaretReader(tom.awareness, tom.text, place)
    reader.read()
    cut()
    maria.caretTo(3)
    maria.type(' two')
    publishCaret(maria.awareness, maria.text, place, { anchor: 7, head: 7 })
    tell(maria, tom)
    expect(reader.read()).toMatchObject([{ head: 3 }])
  })

  it('[TXT8] carets of another field, my own and broken ones are not drawn', () => {
    const [maria, tom] = people(1, 2) as [Person, Person]
    join(maria, tom)
    publishCaret(maria.awareness, maria.text, { element: 'e1', field: 'threat' }, { anchor: 0, head: 0 })
    tell(maria, tom)
    publishCaret(tom.awareness, tom.text, place, { anchor: 0, head: 0 })
    const reader = new CaretReader(tom.awareness, tom.text, place)
    expect(reader.read()).toEqual([])
    maria.awareness.setLocalStateField('text', { ...place, anchor: { item: 'x' }, head: 7 })
    tell(maria, tom)
    expect(reader.read()).toEqual([])
  })

  it('[TXT8] leaving a field takes the own caret back, but not the one in the next field', () => {
    const [maria] = people(1) as [Person]
    publishCaret(maria.awareness, maria.text, { element: 'e1', field: 'threat' }, { anchor: 0, head: 0 })
    publishCaret(maria.awareness, maria.text, place, undefined)
    expect(maria.awareness.getLocalState()?.text).toMatchObject({ field: 'threat' })
    publishCaret(maria.awareness, maria.text, { element: 'e1', field: 'threat' }, undefined)
    expect(maria.awareness.getLocalState()?.text).toBeNull()
  })
})
