import { assertNever } from '@/lib/gsn/outcome'
import type { SaveState } from './room'

export interface SaveWords {
  readonly text: string
  readonly tone: 'good' | 'busy' | 'warn' | 'bad'
}

/** [UI6] The state of my changes in words. "Saved" is said only when the server's store has everything. */
export function saveWords(state: SaveState): SaveWords {
  switch (state.kind) {
    case 'connecting':
      return { text: 'Connecting', tone: 'busy' }
    case 'saving':
      return { text: 'Saving', tone: 'busy' }
    case 'saved':
      return { text: 'Saved', tone: 'good' }
    case 'offline':
      return state.why === undefined
        ? { text: `Offline: ${pendingWords(state.pending)}`, tone: 'warn' }
        : { text: `${state.why} (${pendingWords(state.pending)})`, tone: 'bad' }
    case 'refused':
      return { text: `Refused: ${state.reason}`, tone: 'bad' }
    default:
      return assertNever(state)
  }
}

function pendingWords(pending: number): string {
  if (pending === 0) return 'nothing waits to be sent'
  return pending === 1 ? '1 change kept on this device' : `${pending} changes kept on this device`
}
