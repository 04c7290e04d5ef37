import type { ExampleEvidence } from './example'

type Kind = ExampleEvidence['kind']
type Rest = Partial<Pick<ExampleEvidence, 'reviewBy' | 'confidentiality'>>

/** Evidence of the manufacturer, in the order in which one would say it. */
export function fromMdm(
  kind: Kind,
  title: string,
  reference: string,
  version: string,
  effective: string,
  rest: Rest = {},
): ExampleEvidence {
  return { title, kind, side: 'mdm', version, effective, reference, ...rest }
}

/** Evidence of the hospital. */
export function fromHdo(
  kind: Kind,
  title: string,
  reference: string,
  version: string,
  effective: string,
  rest: Rest = {},
): ExampleEvidence {
  return { title, kind, side: 'hdo', version, effective, reference, ...rest }
}
