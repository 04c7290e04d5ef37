import { sideWord } from '@/components/workspace/people'
import type { Side } from '@/lib/access/policy'
import { presenceState } from '@/lib/wire/presence'
import type { Anchor } from './diagram'

/** [PRS3] So many pointers are drawn at once: those that moved last. */
export const MOST_POINTERS = 12
/** A pointer that has rested so long makes room and is drawn faint. */
export const RESTING_MS = 8000

/** Somebody else's pointer on the canvas. */
export interface SeenPointer {
  readonly client: number
  readonly name: string
  readonly side: Side | undefined
  readonly anchor: Anchor
  /** The branch they have open; absent for the overview. */
  readonly open: string | undefined
}

/** What one connection says of its pointer; undefined where it points nowhere on the canvas. What others say is checked. */
export function pointerOf(client: number, state: unknown): SeenPointer | undefined {
  const parsed = presenceState.safeParse(state)
  if (!parsed.success) return undefined
  const { user, focus, pointer } = parsed.data
  if (pointer === undefined || (focus?.view ?? 'canvas') !== 'canvas') return undefined
  return { client, name: user.name, side: user.side, anchor: pointer, open: focus?.open }
}

/** [PRS3] Which pointers to draw: those in the same branch that moved last, and of them no more than fit calmly. */
export function pointersToDraw(
  seen: Iterable<{ readonly pointer: SeenPointer; readonly moved: number }>,
  open: string | undefined,
): SeenPointer[] {
  return [...seen]
    .filter(({ pointer }) => pointer.open === open)
    .sort((a, b) => b.moved - a.moved || a.pointer.client - b.pointer.client)
    .slice(0, MOST_POINTERS)
    .map(({ pointer }) => pointer)
}

/**
 * [PRS3] Milliseconds between two positions that one tells the others: with many in the case each tells less often, so
 * that what arrives on one screen stays about the same.
 */
export function pointerPace(people: number): number {
  return Math.max(80, people * 16)
}

/** The flag of a pointer: the side is a word, not only a colour. */
export function pointerFlag({ name, side }: Pick<SeenPointer, 'name' | 'side'>): string {
  return side === undefined ? name : `${name} · ${sideWord(side)}`
}
