type Joint = typeof import('jointjs')

let loading: Promise<Joint> | undefined

/** Loads the drawing library once; after a failure the next call tries again. */
export function loadJoint(): Promise<Joint> {
  loading ??= import('jointjs').catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}
