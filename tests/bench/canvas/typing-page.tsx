import '@mantine/core/styles.css'
import '@/components/look/tokens.css'
import { MantineProvider } from '@mantine/core'
import { createRoot } from 'react-dom/client'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import CaseCanvas from '@/components/canvas/CaseCanvas'
import { ElementDetails } from '@/components/element/ElementDetails'
import { StepsProvider } from '@/components/element/Steps'
import { theme } from '@/components/look/theme'
import { DecideProvider } from '@/components/outline/Decide'
import { Outline } from '@/components/outline/Outline'
import { CaseProvider } from '@/components/workspace/CaseContext'
import type { CaseRoom, Store } from '@/components/workspace/room'
import { createReader } from '@/lib/case/read'
import { textOf } from '@/lib/case/ydoc'
import { growCase } from '../grown-case'
import { asMessage, painted } from './frames'

/** The workspace of one person, outline, canvas and panel, in a case in which others write meanwhile. */
export interface TypingPage {
  /** @returns how many elements the case has */
  open(elements: number): Promise<number>
  /** Lets so many others write, each a letter every `pause` ms, somewhere in the case. @returns how to stop them */
  others(count: number, pause: number): void
  /** From each key of one's own so far to the painted letter, in ms. */
  times(): number[]
}

declare global {
  interface Window {
    typing: TypingPage
  }
}

const ME = 'C2-ALOF'
const times: number[] = []

function fixed<T>(value: T): Store<T> {
  return { get: () => value, subscribe: () => () => {} }
}

function roomOf(doc: Y.Doc): CaseRoom {
  const awareness = new Awareness(doc)
  const me = { id: 'maria', name: 'Maria', email: 'maria@example.org', side: 'mdm', rights: ['read', 'edit'] } as const
  return {
    caseId: 'bench',
    doc,
    awareness,
    reader: createReader(doc),
    me: { ...me, rights: [...me.rights] },
    status: fixed({ kind: 'saved' } as const),
    synced: fixed(true),
    role: fixed({ canEdit: true }),
    ledger: fixed([]),
    people: fixed([]),
  }
}

let doc: Y.Doc

window.typing = {
  async open(elements) {
    doc = new Y.Doc()
    growCase(doc, elements)
    const room = roomOf(doc)
    createRoot(document.querySelector('#host')!).render(
      <MantineProvider theme={theme}>
        <CaseProvider room={room}>
          <DecideProvider>
            <StepsProvider>
              <div className="panes">
                <Outline />
                <CaseCanvas />
                <ElementDetails id={ME} />
              </div>
            </StepsProvider>
          </DecideProvider>
        </CaseProvider>
      </MantineProvider>,
    )
    const field = () => document.querySelector<HTMLTextAreaElement>('textarea[data-text="statement"]')
    while (field() === null) await painted()
    document.addEventListener('keydown', ({ timeStamp }) => {
      void painted().then((at) => times.push(at - timeStamp))
    })
    field()?.focus()
    return room.reader.graph().elements.size
  },
  others(count, pause) {
    const ids = [...createReader(doc).graph().elements.keys()].filter((id) => id !== ME)
    const state = Y.encodeStateAsUpdate(doc)
    for (let each = 0; each < count; each++) {
      const other = new Y.Doc()
      Y.applyUpdate(other, state)
      let written = 0
      setInterval(() => {
        const before = Y.encodeStateVector(other)
        // One paragraph of each, a new one every twenty letters.
        const id = ids[(each * 397 + Math.floor(written++ / 20) * 31) % ids.length] ?? ''
        textOf(other, id, 'statement').insert(0, 'x')
        const update = Y.encodeStateAsUpdate(other, before)
        void asMessage(() => Y.applyUpdate(doc, update, 'remote'))
      }, pause)
    }
  },
  times: () => times,
}
