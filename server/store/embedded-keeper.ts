import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../log'
import type { CommitLane } from './db'
import { deadLine, type EmbeddedThread, startEmbeddedThread } from './embedded-thread'

/** Milliseconds between two attempts to open a store that has given up. */
const WAITS = [100, 500, 2_000, 5_000]

/**
 * The embedded store's thread, opened anew whenever it has given up: a full disk under its log ends it, and what was
 * acknowledged stands in that log. Until it is open again every question is answered with why it is not, at once.
 * @param folder  as for `startEmbeddedThread`, and `disk` too
 * @throws what keeps the store from opening the first time
 */
export async function keepEmbeddedOpen(
  folder: string,
  log?: Log,
  disk?: string,
): Promise<Omit<EmbeddedThread, 'ended'>> {
  let closed = false
  let thread: EmbeddedThread | undefined
  let why = new Error('The embedded store is being opened.')
  let reopening: Promise<void> | undefined

  function live(opened: EmbeddedThread): void {
    thread = opened
    void opened.ended.then((reason) => {
      thread = undefined
      if (closed) return
      why = reason
      log?.error('store.gave-up', reason)
      reopening = reopen()
    })
  }

  async function reopen(): Promise<void> {
    for (let attempt = 0; !closed; attempt++) {
      await sleep(WAITS[Math.min(attempt, WAITS.length - 1)])
      if (closed) return
      try {
        live(await startEmbeddedThread(folder, disk))
        log?.warn('store.opened-again', { attempts: attempt + 1 })
        return
      } catch (error) {
        // The first reason is the one to tell; that it still cannot be opened is said once in a while.
        log?.warn('store.cannot-open', { cause: error instanceof Error ? error.message : String(error) })
      }
    }
  }

  live(await startEmbeddedThread(folder, disk))
  const commit: CommitLane = (statement) => thread?.commit(statement) ?? Promise.reject(why)
  return {
    connect: () => thread?.connect() ?? deadLine(why),
    commit,
    async close() {
      closed = true
      await reopening
      await thread?.close()
    },
  }
}
