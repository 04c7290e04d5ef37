import { createValue } from './room-value'

/** The three stops: which part of the workspace is marked, and what it is for. */
export const TOUR = [
  {
    pane: 'outline',
    title: 'The outline and the canvas show one argument',
    text: 'Choose a capability in either; both go there. Enter adds, Alt and an arrow moves, and whatever you change can be taken back with Ctrl+Z.',
  },
  {
    pane: 'details',
    title: 'Everything about the chosen element is here',
    text: 'Write its statement together, answer its fields, keep its narrative, and comment or approve under Review. Others see where you are.',
  },
  {
    pane: 'content',
    title: 'The views tell what is left to do',
    text: 'Findings lists the next step for each side. When nothing must be solved any more, Agreement is where both sides sign.',
  },
] as const

export type TourPane = (typeof TOUR)[number]['pane']

export interface TourState {
  /** Whether there is a workspace on the page to show around in. */
  readonly here: boolean
  /** The stop one is at, from 0; undefined while the tour is not shown. */
  readonly step: number | undefined
}

/** One tour per page: the account menu calls it back, the workspace shows it. */
export const tour = createValue<TourState>(
  { here: false, step: undefined },
  (a, b) => a.here === b.here && a.step === b.step,
)

export function beginTour(): void {
  tour.set({ here: tour.get().here, step: 0 })
}

export function tourKey(personId: string): string {
  return `accord:tour:${personId}`
}

/** [FST1] Goes on to the next stop, or ends after the last. */
export function nextStop(state: TourState): TourState {
  const next = (state.step ?? 0) + 1
  return { ...state, step: next < TOUR.length ? next : undefined }
}
