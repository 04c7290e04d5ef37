import type { Actor, Right, Side } from '@/lib/access/policy'
import { effectiveGraph } from '@/lib/gsn/graph'
import { must } from '@/lib/gsn/outcome'
import type { ReviewEntry } from '@/lib/review/entries'
import type { Participants } from '@/lib/review/participants'
import type { NewEntry } from '@/lib/wire/ledger'
import { decideAct, decideOpening, type WorkshopScene } from '@/lib/workshop/decide'
import { addToWorkshops, NO_WORKSHOPS } from '@/lib/workshop/reduce'
import type { WorkshopRequest } from '@/lib/workshop/requests'
import type { Workshop } from '@/lib/workshop/workshop'
import { draw } from '../review/picture'

const cast = (name: string, side: Side | undefined, rights: readonly Right[]) => ({
  id: name.toLowerCase(),
  name,
  rights,
  ...(side === undefined ? {} : { side }),
})
export const CAST = {
  mia: cast('Mia', 'mdm', ['read', 'comment', 'edit', 'approve']),
  max: cast('Max', 'mdm', ['read', 'comment', 'edit', 'approve']),
  hana: cast('Hana', 'hdo', ['read', 'comment', 'edit', 'approve', 'administer']),
  rita: cast('Rita', 'hdo', ['read', 'comment', 'approve']),
  ben: cast('Ben', 'hdo', ['read']),
  ada: cast('Ada', undefined, ['read', 'comment']),
}
export type Name = keyof typeof CAST

const PEOPLE: Participants = new Map(Object.values(CAST).map((person) => [person.id, person]))
const { elements, relations } = draw('C1\n  C2\n    Sn1')
export const GRAPH = effectiveGraph(elements, relations)

export function actorOf(name: Name): Actor {
  const { id, side, rights } = CAST[name] as { id: string; side?: Side; rights: readonly Right[] }
  return { personId: id, email: `${id}@example.org`, name: CAST[name].name, participation: { side, rights } }
}

/** A workshop in the making: every act is decided and written down as the server would, a minute after the one before. */
export class Stage {
  readonly entries: ReviewEntry[] = []
  state = 10
  private ids = 0
  private minute = 0

  static opened(items: readonly { title: string; minutes: number; element?: string }[] = POINTS): Stage {
    return new Stage().open('mia', items)
  }

  get scene(): WorkshopScene {
    this.state += 1
    const workshops = addToWorkshops(NO_WORKSHOPS, this.entries)
    return { workshops, graph: GRAPH, people: PEOPLE, state: this.state, fresh: () => `id${++this.ids}` }
  }

  get workshop(): Workshop {
    const latest = [...this.scene.workshops.values()].at(-1)
    if (latest === undefined) throw new Error('Nothing was opened.')
    return latest
  }

  item(title: string): string {
    return this.workshop.agenda.find((one) => one.title === title)?.item ?? ''
  }

  open(who: Name, items: readonly { title: string; minutes: number; element?: string }[]): this {
    return this.write(who, must(decideOpening(this.scene, { title: 'Security workshop', items: [...items] })).entries)
  }

  decide(who: Name, request: WorkshopRequest): ReturnType<typeof decideAct> {
    const { workshop } = this
    return decideAct(
      this.scene,
      workshop,
      { id: CAST[who].id, name: CAST[who].name, leads: workshop.facilitator.id === CAST[who].id },
      request,
    )
  }

  act(who: Name, request: WorkshopRequest): this {
    return this.write(who, must(this.decide(who, request)).entries)
  }

  write(who: Name, drafts: readonly NewEntry[]): this {
    const { id, name, side } = CAST[who] as { id: string; name: string; side?: Side }
    this.minute += 1
    const at = new Date(Date.UTC(2026, 10, 22, 8, this.minute)).toISOString()
    for (const { chain, kind, body } of drafts) {
      const seq = this.entries.length + 1
      this.entries.push({ chain, seq, at, actor: { id, name, ...(side === undefined ? {} : { side }) }, kind, body })
    }
    return this
  }
}

export const POINTS = [
  { title: 'Automatic logoff', minutes: 20, element: 'C2' },
  { title: 'Audit controls', minutes: 15 },
]
