import { z } from 'zod'

const id = z.string().min(1).max(64)

/** [LIB4] Brings a risk that was seen in another case, with chosen controls, or one control to a risk of this case. */
export const bringRequest = z
  .object({
    /** The case that it was seen in. */
    from: id,
    /** The risk that was seen there. */
    risk: id,
    /** The capability under which it is grown here. */
    capability: z.string().min(1).max(16).optional(),
    /** The risk of this case that a single control is brought to, instead. */
    under: id.optional(),
    /** The controls to bring along; absent: all of the risk. */
    controls: z.array(id).max(100).optional(),
  })
  .refine(({ capability, under }) => (capability === undefined) !== (under === undefined), {
    path: ['capability'],
    message: 'Say either the capability to grow the risk in, or the risk to bring controls to.',
  })
export type BringRequest = z.infer<typeof bringRequest>
