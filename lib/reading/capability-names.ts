import { CAPABILITIES } from '@/catalog/capabilities'

const NAMES: ReadonlyMap<string, string> = new Map(CAPABILITIES.map(({ code, name }) => [code, name]))

/** A capability's name; its code where the catalogue does not know it. */
export function capabilityName(code: string): string {
  return NAMES.get(code) ?? code
}

/** The name as it reads inside its own capability: `C7-ALOF-1` becomes `C7-1`. For the eye only. */
export function shortName(name: string, capability: string | undefined): string {
  return capability === undefined ? name : name.replace(`-${capability}`, '')
}
