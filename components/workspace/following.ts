import type { CaseGraph } from '@/lib/gsn/graph'
import { linkKey, resolveElement } from './resolve'
import type { CaseRoom, Presence } from './room'
import { type Place, type PlaceStore, VIEWS, type View } from './selection'
import type { Readable } from './use-store'

export interface Followed {
  readonly id: string
  readonly name: string
  readonly side: Presence['user']['side']
}

/**
 * [FOL2] Whether following somebody would go round: they follow me, straight or through others. Then everybody would
 * chase everybody; of those in the circle the one whose id comes first leads and follows nobody.
 */
export function leadsCircle(people: readonly Presence[], me: string, followed: string): boolean {
  const next = new Map(people.flatMap(({ user, follows }) => (follows === undefined ? [] : [[user.id, follows]])))
  const circle = [me]
  for (let at: string | undefined = followed; at !== undefined; at = next.get(at)) {
    if (at === me) return circle.every((id) => me <= id)
    // A circle of others, which I only look at.
    if (circle.includes(at)) return false
    circle.push(at)
  }
  return false
}

/**
 * [FOL1] Goes where somebody else goes: their element, view and open branch, until I do something of my own. It never
 * adds to my history.
 */
export class Following implements Readable<Followed | undefined> {
  private followed: Followed | undefined
  private readonly listeners = new Set<() => void>()
  /** The last known place of each of their windows: they are where they moved last. */
  private places = new Map<number, string>()
  private going = false

  constructor(
    private readonly room: Pick<CaseRoom, 'people' | 'me' | 'awareness'>,
    private readonly place: Pick<PlaceStore, 'get' | 'go' | 'subscribe'>,
    private readonly graph: Readable<CaseGraph>,
  ) {}

  get = (): Followed | undefined => this.followed

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  follow = (id: string): void => {
    const row = this.room.people.get().find(({ user }) => user.id === id)
    if (row === undefined || id === this.room.me.id) return
    this.places.clear()
    this.tell({ id, name: row.user.name, side: row.user.side })
    this.read()
  }

  stop = (): void => {
    if (this.followed !== undefined) this.tell(undefined)
  }

  /** Follows while the workspace is open. */
  watch = (): (() => void) => {
    const stops = [
      this.room.people.subscribe(() => this.read()),
      // A place that I went to myself: a link, the back button, a command.
      this.place.subscribe(() => {
        if (!this.going) this.stop()
      }),
    ]
    return () => {
      for (const stop of stops) stop()
      this.stop()
    }
  }

  private read(): void {
    const { followed } = this
    if (followed === undefined) return
    const people = this.room.people.get()
    const theirs = people.filter(({ user }) => user.id === followed.id)
    if (theirs.length === 0 || leadsCircle(people, this.room.me.id, followed.id)) {
      this.stop()
      return
    }
    let moved: Presence | undefined
    for (const row of theirs) {
      const at = JSON.stringify(row.focus ?? {})
      if (this.places.get(row.clientId) !== at) moved = row
      this.places.set(row.clientId, at)
    }
    if (moved?.focus !== undefined) this.go(moved.focus)
  }

  private go({ element, view, open }: NonNullable<Presence['focus']>): void {
    const known = view !== undefined && Object.hasOwn(VIEWS, view) ? { view: view as View } : {}
    const graph = this.graph.get()
    // What others say of themselves is checked, not believed: only what the case holds goes into my address.
    const there = resolveElement(graph, element)
    const change: Partial<Place> = {
      ...known,
      open: open !== undefined && /^[\w-]{1,64}$/.test(open) ? open : undefined,
      element: there === undefined ? undefined : linkKey(graph, there),
    }
    this.going = true
    this.place.go(change, 'replace')
    this.going = false
  }

  private tell(followed: Followed | undefined): void {
    this.followed = followed
    this.room.awareness.setLocalStateField('follows', followed?.id)
    for (const listener of [...this.listeners]) listener()
  }
}
