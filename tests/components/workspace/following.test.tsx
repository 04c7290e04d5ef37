// @vitest-environment happy-dom
import { act, Profiler } from 'react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { HereLine } from '@/components/element/HereLine'
import { HereNow } from '@/components/outline/HereNow'
import { useFollowing } from '@/components/workspace/CaseContext'
import { FollowRibbon } from '@/components/workspace/FollowRibbon'
import type { Following } from '@/components/workspace/following'
import { leadsCircle } from '@/components/workspace/following'
import { PeopleBar } from '@/components/workspace/PeopleBar'
import type { Presence } from '@/components/workspace/room'
import { buttonNamed, click, one, type Pair, pair, press, settle } from '../element/pair'

let both: Pair
let following: Following

beforeEach(() => {
  window.history.replaceState(null, '', '/cases/case')
  both = pair()
  both.tom.run('grow-case', { capabilities: ['ALOF', 'AUDT'] })
  both.tom.run('decide-capability', { capability: 'ALOF', decision: 'required' })
})
afterEach(() => both.leave())

function Hold() {
  following = useFollowing()
  return null
}

const tomGoes = (focus: Record<string, string>) =>
  act(async () => both.tom.room.awareness.setLocalStateField('focus', focus))
const followTom = () => act(async () => following.follow('Tom Reilly'))
const address = () => window.location.search

async function open() {
  await both.maria.show(
    <>
      <Hold />
      <FollowRibbon />
      <PeopleBar />
    </>,
  )
  await settle()
}

describe('following a person', () => {
  it('[FOL1] goes where they are and where they go, without a step in the history, and says so', async () => {
    await tomGoes({ element: 'C2-AUDT', view: 'register' })
    await open()
    const steps = window.history.length
    await followTom()
    expect(address()).toBe('?element=C2-AUDT&view=register')
    expect(both.maria.screen.textContent).toContain('Following Tom Reilly (Hospital)')
    await tomGoes({ element: 'C4-ALOF', view: 'canvas', open: 'ALOF' })
    expect(address()).toBe('?element=C4-ALOF&open=ALOF')
    expect(window.history.length).toBe(steps)
  })

  it('[FOL1] the list of people gives the keyboard to the first whom one can follow', async () => {
    await tomGoes({ element: 'C2-AUDT', view: 'register' })
    await open()
    await click(one(both.maria.screen, 'button[aria-label^="2 people are here"]'))
    await settle(150)
    expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Follow Tom Reilly, Hospital, at C2-AUDT/)
    expect(document.querySelectorAll('[role=menuitem]')).toHaveLength(1)
  })

  it('[FOL1] ends by Escape, by any own action, and by the button, and then stays where it is', async () => {
    await open()
    for (const end of [
      () => press(document.body, 'Escape'),
      () => press(document.body, 'a'),
      () => act(async () => void document.body.dispatchEvent(new Event('wheel', { bubbles: true }))),
      () => click(buttonNamed(both.maria.screen, 'Stop following')),
    ]) {
      await followTom()
      expect(following.get()?.id).toBe('Tom Reilly')
      await press(document.body, 'Shift')
      expect(following.get()?.id).toBe('Tom Reilly')
      await end()
      expect(following.get()).toBeUndefined()
      expect(both.maria.screen.textContent).not.toContain('Following')
    }
    const before = address()
    await tomGoes({ element: 'C2-ALOF', view: 'findings' })
    expect(address()).toBe(before)
  })

  it('[FOL1] ends when they leave', async () => {
    await open()
    await followTom()
    await act(async () => {
      both.tom.room.awareness.setLocalState(null)
    })
    expect(following.get()).toBeUndefined()
  })

  it('[FOL2] two who follow each other do not chase each other: one of them leads', () => {
    const here = (id: string, follows?: string): Presence => ({
      clientId: id.charCodeAt(0),
      user: { id, name: id },
      ...(follows === undefined ? {} : { follows }),
    })
    const two = [here('a', 'b'), here('b', 'a')]
    expect([leadsCircle(two, 'a', 'b'), leadsCircle(two, 'b', 'a')]).toEqual([true, false])
    const three = [here('a', 'b'), here('b', 'c'), here('c', 'a')]
    expect(
      three.filter(({ user, follows }) => leadsCircle(three, user.id, follows ?? '')).map(({ user }) => user.id),
    ).toEqual(['a'])
    expect(leadsCircle([here('x', 'y'), here('y', 'x'), here('z', 'x')], 'z', 'x')).toBe(false)
    expect(leadsCircle([here('a', 'b'), here('b')], 'a', 'b')).toBe(false)
  })

  it('[FOL1] a place that no view has leads nowhere wrong', async () => {
    await open()
    await followTom()
    await tomGoes({ element: '"><script>', view: '__proto__', open: '../..' })
    expect(address()).not.toContain('script')
    expect(following.get()?.id).toBe('Tom Reilly')
  })
})

describe('thirty people', () => {
  const crowd: Awareness[] = []
  afterEach(() => {
    for (const one of crowd.splice(0)) one.destroy()
  })
  const sayAll = (say: (one: Awareness, index: number) => void) =>
    act(async () => {
      for (const [index, one] of crowd.entries()) {
        say(one, index)
        applyAwarenessUpdate(both.maria.room.awareness, encodeAwarenessUpdate(one, [one.clientID]), 'wire')
      }
    })

  it('[FOL3] are a few avatars and a number, and their carets draw nothing', async () => {
    const drawn = { bar: 0, row: 0, panel: 0 }
    const counted = (name: keyof typeof drawn) => () => void drawn[name]++
    for (let n = 0; n < 30; n++) {
      const doc = new Y.Doc()
      doc.clientID = 100 + n
      crowd.push(new Awareness(doc))
    }
    await sayAll((one, n) => {
      one.setLocalStateField('user', { id: `p${n}`, name: `Person ${n}`, side: n % 2 === 0 ? 'mdm' : 'hdo' })
      one.setLocalStateField('focus', { element: 'C2-ALOF', view: 'canvas' })
    })
    await both.maria.show(
      <>
        <Profiler id="bar" onRender={counted('bar')}>
          <PeopleBar />
        </Profiler>
        <Profiler id="row" onRender={counted('row')}>
          <HereNow id="C2-ALOF" />
        </Profiler>
        <Profiler id="panel" onRender={counted('panel')}>
          <HereLine id="C2-AUDT" />
        </Profiler>
      </>,
    )
    await settle()
    expect(both.maria.screen.textContent).toContain('+28')
    expect(both.maria.screen.textContent).toContain('+27')
    const before = { ...drawn }
    for (let letter = 0; letter < 10; letter++) {
      await sayAll((one) =>
        one.setLocalStateField('text', { element: 'C2-ALOF', field: 'statement', anchor: letter, head: letter }),
      )
    }
    expect(drawn).toEqual(before)
    // Whoever moves is drawn where they were and where they are, and nowhere else.
    await sayAll((one, n) => n === 0 && one.setLocalStateField('focus', { element: 'C2-AUDT', view: 'canvas' }))
    expect(drawn.panel).toBe(before.panel + 1)
    expect(drawn.row).toBe(before.row + 1)
  })
})
