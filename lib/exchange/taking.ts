import type * as Y from 'yjs'
import { type CommandContext, done } from '@/lib/case/command'
import type { Writer } from '@/lib/case/write'
import { nodesOf } from '@/lib/case/ydoc'
import { digestOf } from '@/lib/gsn/digest'
import type { ElementId } from '@/lib/gsn/graph'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { runCommand } from '@/lib/pattern/registry'

/** [EXC14] Where something was taken from. */
export interface TakenOrigin {
  /** The file, by the names that it has. */
  readonly from: string
  /** The place in it. */
  readonly at: string
  /** The same in every later version of the file. */
  readonly key: string
}

/** Characters of an origin's parts at most: they stand with every element that was made. */
const ORIGIN_MAX = 300

/** One accepted suggestion on its way into a case: the ids that it gives to what it grows, and where that came from. */
export class Taking {
  private next = 0

  constructor(
    readonly doc: Y.Doc,
    private readonly base: CommandContext,
    private readonly seed: readonly string[],
    readonly origin: TakenOrigin,
  ) {}

  private idAt(n: number): ElementId {
    return digestOf([...this.seed, n]).slice(0, 24)
  }

  /** The id of the first thing that it makes. */
  get firstId(): ElementId {
    return this.idAt(0)
  }

  /** Also when everything it grew lies in the bin. */
  isThere(): boolean {
    return nodesOf(this.doc).has(this.firstId)
  }

  /** What it grew with this role, now or when it was taken before. */
  firstWith(role: string): ElementId | undefined {
    const nodes = nodesOf(this.doc)
    for (let n = 0; nodes.has(this.idAt(n)); n++) if (nodes.get(this.idAt(n))?.get('role') === role) return this.idAt(n)
    return undefined
  }

  /** @param main the role of the element that stands for what was taken; absent: the first one made */
  run(name: string, args: unknown, main?: string): Outcome<readonly ElementId[]> {
    const context = { ...this.base, ids: () => this.idAt(this.next++) }
    const outcome = runCommand(this.doc, name, args, context)
    if (!outcome.ok) return outcome
    const { created } = outcome.value
    this.write((writer) => {
      for (const [index, id] of created.entries()) {
        const isMain = main === undefined ? index === 0 : nodesOf(this.doc).get(id)?.get('role') === main
        this.stamp(writer, id, isMain)
      }
    })
    return ok(created)
  }

  /** Writes what no command does. */
  write(body: (writer: Writer) => void): Outcome<readonly ElementId[]> {
    const outcome = done(this.doc, 'import', this.base, body)
    return outcome.ok ? ok(outcome.value.created) : outcome
  }

  /** Says on an element where it comes from. @param isMain whether it is what is looked for when the file comes again */
  stamp(writer: Writer, id: ElementId, isMain: boolean): void {
    writer.set(id, 'takenFrom', this.origin.from.slice(0, ORIGIN_MAX))
    writer.set(id, 'takenAt', this.origin.at.slice(0, ORIGIN_MAX))
    if (isMain) writer.set(id, 'takenKey', this.origin.key)
  }
}
