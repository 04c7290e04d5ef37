import type { z } from 'zod'

/** One operation of the API. */
export interface Row {
  readonly method: 'get' | 'post' | 'delete'
  readonly path: string
  readonly summary: string
  readonly body?: z.ZodType
  /** The body is a file. */
  readonly file?: boolean
  readonly query?: Readonly<Record<string, string>>
  /** The status of a yes; 200 unless said otherwise. */
  readonly status?: number
  /** Every address of this form has an answer: there is none that is absent. */
  readonly everywhere?: boolean
  /** Anybody may ask. */
  readonly open?: boolean
}
