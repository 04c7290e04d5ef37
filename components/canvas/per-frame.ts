/** Something that is done at most once in a frame, however often it is asked for. */
export interface PerFrame {
  ask(): void
  cancel(): void
}

/**
 * Twenty people typing send more messages than a screen has frames: the first change after a pause is shown at once,
 * those that follow within the frame are shown together in the next one.
 */
export function perFrame(work: () => void): PerFrame {
  let frame = 0
  let missed = false
  const onFrame = () => {
    frame = 0
    if (!missed) return
    missed = false
    frame = requestAnimationFrame(onFrame)
    work()
  }
  return {
    ask() {
      if (frame !== 0) {
        missed = true
        return
      }
      frame = requestAnimationFrame(onFrame)
      work()
    },
    cancel() {
      cancelAnimationFrame(frame)
      frame = 0
      missed = false
    },
  }
}
