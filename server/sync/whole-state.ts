import * as Y from 'yjs'
import { step2Frame, updateFrame } from '@/lib/wire/frames'
import { mergeUpdates } from './update-check'

/** What is kept of commits after the encoded state, before the state is encoded anew: bytes, and as a share of it. */
const MOST_AFTER = { bytes: 64 * 1024, share: 1 / 8 }

/**
 * The whole document as newcomers get it. Encoding it holds everybody up, so it is done for the first of them; the others
 * get the same bytes, and before them what was committed since: it waits at the client and comes in with the rest.
 */
export class WholeState {
  private whole: { readonly bytes: number; readonly frame: Uint8Array } | undefined
  private after: Uint8Array[] = []
  private afterBytes = 0

  /** Something was committed: the document holds it. */
  committed(update: Uint8Array): void {
    if (this.whole === undefined) return
    this.after.push(update)
    this.afterBytes += update.length
    // Nobody has come for so long that keeping it costs more than encoding it anew.
    if (this.afterBytes > MOST_AFTER.bytes + this.whole.bytes * MOST_AFTER.share) this.forget()
  }

  /** @returns the frames that bring a client with nothing all of `doc`; the last one is the answer to its question */
  frames(doc: Y.Doc): readonly Uint8Array[] {
    if (this.whole === undefined) {
      const frame = step2Frame(Y.encodeStateAsUpdate(doc))
      this.whole = { frame, bytes: frame.length }
    }
    if (this.after.length === 0) return [this.whole.frame]
    const merged = mergeUpdates(this.after)
    this.after = [merged]
    this.afterBytes = merged.length
    return [updateFrame(merged), this.whole.frame]
  }

  private forget(): void {
    this.whole = undefined
    this.after = []
    this.afterBytes = 0
  }
}
