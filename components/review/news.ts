import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import type { Threads } from '@/lib/review/threads'
import type { LedgerEntry } from '@/lib/wire/ledger'

/** One thing that somebody else said, in words, and where to go to read it. */
export interface News {
  readonly key: string
  readonly title: string
  readonly text?: string
  readonly element: ElementId
}

const SNIPPET = 140

/** Puts an entry of the review into words; undefined for one that is not of the review or whose thread is not known. */
export function newsOf(entry: LedgerEntry, graph: CaseGraph, threads: Threads): News | undefined {
  const key = `review:${entry.chain}:${entry.seq}`
  const who = entry.actor.name
  const about = (element: ElementId, does: (name: string) => string, text?: string): News => {
    const name = graph.elements.get(element)?.name ?? graph.bin.get(element)?.name ?? 'an element'
    const snippet = text === undefined ? {} : { text: shortened(text) }
    return { key, title: does(name), element, ...snippet }
  }
  const inThread = (thread: string, does: (name: string) => string, text?: string): News | undefined => {
    const element = threads.get(thread)?.element
    return element === undefined ? undefined : about(element, does, text)
  }
  switch (entry.kind) {
    case 'thread.opened':
      return about(entry.body.element, (name) => `${who} commented on ${name}`, entry.body.text)
    case 'thread.replied':
      return inThread(entry.body.thread, (name) => `${who} replied about ${name}`, entry.body.text)
    case 'thread.resolved':
      return inThread(entry.body.thread, (name) => `${who} resolved a comment on ${name}`)
    case 'thread.reopened':
      return inThread(entry.body.thread, (name) => `${who} reopened a comment on ${name}`)
    case 'thread.edited':
      return inThread(entry.body.thread, (name) => `${who} reworded a comment on ${name}`, entry.body.text)
    case 'thread.removed':
      return inThread(entry.body.thread, (name) => `${who} took back a comment on ${name}`)
    case 'thread.assigned': {
      const { person, name: to } = entry.body
      const gave = person === null ? 'gave to nobody' : `gave to ${to}`
      return inThread(entry.body.thread, (name) => `${who} ${gave} a comment on ${name}`)
    }
    case 'suggestion.applied':
      return inThread(
        entry.body.thread,
        (name) => `${who} applied the wording of ${entry.body.suggester.name} to ${name}`,
        entry.body.after,
      )
    case 'suggestion.declined':
      return inThread(entry.body.thread, (name) => `${who} declined a wording for ${name}`, entry.body.note)
    case 'approval.given':
      return about(entry.body.claim, (name) => `${who} approved ${name}`, entry.body.note)
    case 'approval.objected':
      return about(entry.body.claim, (name) => `${who} objects to ${name}`, entry.body.note)
    case 'approval.lifted':
      return about(entry.body.claim, (name) => `${who} lifted the objection to ${name}`)
    default:
      return undefined
  }
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= SNIPPET ? line : `${line.slice(0, SNIPPET).trimEnd()} ...`
}
