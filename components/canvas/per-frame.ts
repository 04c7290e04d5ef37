/** Something that is done at most once in a frame, however often it is asked for. */
export interface PerFrame {
  ask(): void
  cancel(): void
}

/**
 * Twenty people typing send more messages than a screen has frames: the first change after a pause is shown at once,
 * those that follow are shown together in the next frame. Work that takes longer than a frame leaves as much time as
 * it took to everything else, so that messages and keys are never starved by drawing.
 * @param clock  milliseconds, rising
 */
export function perFrame(work: () => void, clock: () => number = () => performance.now()): PerFrame {
  let frame = 0
  let missed = false
  let restUntil = 0
  const run = () => {
    const from = clock()
    work()
    const to = clock()
    restUntil = to + (to - from)
    frame = requestAnimationFrame(onFrame)
  }
  const onFrame = () => {
    frame = 0
    if (!missed) return
    if (clock() < restUntil) {
      frame = requestAnimationFrame(onFrame)
      return
    }
    missed = false
    run()
  }
  return {
    ask() {
      if (frame === 0) run()
      else missed = true
    },
    cancel() {
      cancelAnimationFrame(frame)
      frame = 0
      missed = false
    },
  }
}
