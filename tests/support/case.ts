import { expect } from 'vitest'
import * as Y from 'yjs'
import type { Side } from '@/lib/access/policy'
import { canonicalCase } from '@/lib/case/canonical-case'
import type { CommandResult } from '@/lib/case/command'
import { readCase } from '@/lib/case/read'
import { canonicalJson } from '@/lib/gsn/canonical'
import type { CaseGraph } from '@/lib/gsn/graph'
import { mayRelate } from '@/lib/gsn/kinds'
import { must, type Outcome } from '@/lib/gsn/outcome'
import { type CommandName, runCommand } from '@/lib/pattern/registry'

/** One person's copy of a case, with commands at hand. Time and ids are fixed, so that tests read the same each run. */
export class Peer {
  readonly doc = new Y.Doc()
  private made = 0

  /** @param side absent for people without one, who write no field of a side */
  constructor(
    readonly name: string,
    readonly side?: Side,
  ) {}

  /** Somebody of this side at the same copy. */
  as(side: Side): Peer {
    return Object.assign(new Peer(`${this.name}${side}`, side), { doc: this.doc })
  }

  try(name: CommandName, args: unknown = {}): Outcome<CommandResult> {
    const ids = () => `${this.name}${++this.made}`
    return runCommand(this.doc, name, args, {
      ids,
      at: '2026-11-21T12:00:00.000Z',
      by: this.name,
      name: this.name,
      side: this.side,
    })
  }

  /** Runs a command that has to be lawful. */
  do(name: CommandName, args: unknown = {}): CommandResult {
    return must(this.try(name, args))
  }

  get graph(): CaseGraph {
    return readCase(this.doc)
  }

  get canonical(): string {
    return canonicalJson(canonicalCase(this.doc))
  }

  /** The element's id by the name on its label. */
  id(label: string): string {
    for (const element of this.graph.elements.values()) if (element.name === label) return element.id
    throw new Error(`No element is called ${label}`)
  }
}

/** Two or more people with equal copies of one case. Who is called `mdm` or `hdo` speaks for that side. */
export function peers(start: Peer, ...names: string[]): Peer[] {
  return names.map((name) => {
    const peer = new Peer(name, name === 'mdm' || name === 'hdo' ? name : undefined)
    Y.applyUpdate(peer.doc, Y.encodeStateAsUpdate(start.doc))
    return peer
  })
}

/** Everything that each has reaches everybody. */
export function merge(...all: readonly Peer[]): void {
  const updates = all.map((peer) => Y.encodeStateAsUpdate(peer.doc))
  for (const peer of all) for (const update of updates) Y.applyUpdate(peer.doc, update, { kind: 'remote' })
}

/** The laws that hold after any merge: equal bytes, no illegal relation, no circle. */
export function expectMerged(...all: readonly Peer[]): void {
  merge(...all)
  const [first, ...rest] = all
  for (const peer of rest) expect(peer.canonical).toBe(first?.canonical)
  for (const peer of all) expectSound(peer.graph)
}

export function expectSound(graph: CaseGraph): void {
  for (const relation of graph.relations) {
    const [from, to] = [graph.elements.get(relation.from), graph.elements.get(relation.to)]
    expect(from !== undefined && to !== undefined && mayRelate(from.kind, relation.type, to.kind)).toBe(true)
  }
  const state = new Map<string, 'open' | 'closed'>()
  const visit = (id: string): void => {
    expect(state.get(id), `circle through ${id}`).not.toBe('open')
    if (state.has(id)) return
    state.set(id, 'open')
    for (const below of graph.supports(id)) visit(below)
    state.set(id, 'closed')
  }
  for (const id of graph.elements.keys()) visit(id)
}

/** A case grown from the pattern; the capabilities named are decided as required. */
export function grownCase(...required: string[]): Peer {
  const peer = new Peer('p')
  peer.do('grow-case')
  for (const capability of required) peer.do('decide-capability', { capability, decision: 'required' })
  return peer
}
