/** What a page of this benchmark can be asked for; the same words for each way of drawing. */
export interface CanvasPage {
  /** Grows the case; not measured. @returns how many elements it has */
  grow(elements: number): number
  /** From the read case to the first painted picture, in ms. */
  open(): Promise<number>
  /** Moves the picture 1:1; intervals between frames in ms. */
  pan(frames: number): Promise<number[]>
  /** Zooms out and in again, intervals between frames in ms. */
  zoom(frames: number): Promise<number[]>
  /** From the arrival of one edit by somebody else to the painted words, in ms. */
  edit(round: number): Promise<number>
  /** The same for a burst of edits of as many elements, each in a message of its own. */
  edits(count: number): Promise<number>
  /** Elements mounted now. */
  mounted(): number
}

declare global {
  interface Window {
    bench: CanvasPage
  }
}

const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))

/** A moment after the browser has painted what stands in the page now. */
export async function painted(): Promise<number> {
  await nextFrame()
  await new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => resolve()
    port2.postMessage(undefined)
  })
  return performance.now()
}

/** Waits, frame by frame, until the page shows what is asked for. */
export async function until(shown: () => boolean): Promise<number> {
  const patience = performance.now() + 120_000
  while (!shown()) {
    if (performance.now() > patience) throw new Error('The page never showed what was waited for.')
    await nextFrame()
  }
  return painted()
}

/** Calls `step` in each frame and says how long each frame took. */
export async function framesOf(frames: number, step: (share: number) => void): Promise<number[]> {
  const times: number[] = []
  let last = await nextFrame()
  for (let frame = 1; frame <= frames; frame++) {
    step(frame / frames)
    const now = await nextFrame()
    times.push(now - last)
    last = now
  }
  return times
}

/** Zoom of a sweep: from 1 down to 0.08 and back, evenly on a logarithmic scale. */
export function sweepZoom(share: number): number {
  return 0.08 ** (1 - Math.abs(1 - 2 * share))
}

/** A task of its own, as a message from the network is. */
export function asMessage(work: () => void): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      work()
      resolve()
    }
    port2.postMessage(undefined)
  })
}
