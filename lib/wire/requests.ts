import { z } from 'zod'
import { LIFE_CYCLE, type LifeCyclePhase } from '@/catalog/life-cycle'
import { ALL_RIGHTS, type Right } from '@/lib/access/policy'

/** The bodies of the HTTP requests about cases and people. `/api/openapi.json` is made from these same schemas. */

const side = z.enum(['mdm', 'hdo'])
const rights = z.array(z.enum(ALL_RIGHTS as [Right, ...Right[]])).max(ALL_RIGHTS.length)
const line = (what: string, max = 200) =>
  z.string().trim().min(1, `Give ${what}.`).max(max, `Keep ${what} under ${max} characters.`)

export const TEMPLATES = ['iec-80001-2-9', 'blank', 'example'] as const

export const createCaseRequest = z.object({
  title: line('the case a title'),
  template: z.enum(TEMPLATES),
  device: z.object({
    name: line('the name of the device'),
    model: z.string().trim().max(200).optional(),
    version: z.string().trim().max(200).optional(),
    intendedUse: z.string().trim().max(5_000).optional(),
    environment: z.string().trim().max(5_000).optional(),
    /** Where the device stands in its life (catalog/life-cycle.ts). */
    lifeCycle: z.enum(LIFE_CYCLE.map(({ id }) => id) as [LifeCyclePhase, ...LifeCyclePhase[]]).optional(),
    remoteAccess: z.enum(['none', 'on-request', 'permanent']).optional(),
  }),
  mdm: z.object({ organisation: line("the manufacturer's name") }),
  hdo: z.object({ organisation: line("the hospital's name") }),
  /** The creator's side, where their organisation does not tell. */
  side: side.optional(),
})
export type CreateCaseRequest = z.infer<typeof createCaseRequest>

export const setParticipantRequest = z.object({
  email: z.email('Give an e-mail address.').max(320),
  /** Absent: takes part without a side, as an assessor does. */
  side: side.nullish(),
  /** `read` is always part of it. */
  rights,
  /** Takes the person out of the case. */
  remove: z.boolean().optional(),
  /** With `remove`: the id of who takes over what the person was to take care of. */
  handTo: z.string().min(1).max(64).optional(),
})
export type SetParticipantRequest = z.infer<typeof setParticipantRequest>

export const commandRequest = z.object({
  command: z.string().min(1).max(64),
  /** What the command takes; checked against that command's own schema. */
  args: z.record(z.string(), z.unknown()).default({}),
})
export type CommandRequest = z.infer<typeof commandRequest>

export const archiveRequest = z.object({ archived: z.boolean() })

/** The last day on which my side wants the archived case kept; null takes it back. */
export const keptUntilRequest = z.object({ until: z.iso.date('Name a day, such as 2036-12-31.').nullable() })

/** A copy of a case: for another version of the device, or for another hospital. */
export const duplicateRequest = z.object({
  kind: z.enum(['version', 'site']),
  title: line('the new case a title'),
  device: z.object({
    name: line('the name of the device'),
    model: z.string().trim().max(200).optional(),
    version: z.string().trim().max(200).optional(),
  }),
  /** The other hospital; only where the copy is for one. */
  hdo: z.object({ organisation: line("the hospital's name") }).optional(),
})
export type DuplicateRequest = z.infer<typeof duplicateRequest>

/** Takes over what the origin says of one element now. */
export const takeOverRequest = z.object({ element: z.string().min(1).max(64) })

/** I am in the case, or I have read what happened in it: up to where the reading that I was given goes. */
export const seenRequest = z.object({
  upTo: z
    .object({
      seq: z.number().int().nonnegative(),
      shared: z.number().int().nonnegative(),
      /** Of my own side's chain. */
      own: z.number().int().nonnegative(),
    })
    .optional(),
})
export type SeenRequest = z.infer<typeof seenRequest>
