import { type Choice, type FacetTable, SIDE_CHOICES } from './field'

const VERDICT: readonly Choice[] = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
]

/**
 * One item of evidence: what it is, whose, where, until when it holds, and what each side thinks of it. `fileName`,
 * `fileSize` and `fileType` stand only where the file itself is kept with the case (lib/evidence/commands.ts writes them
 * with the hash that the server computed); a hash without them belongs to a file that stays with its owner.
 */
export const EVIDENCE_FACETS = {
  evidence: {
    evidenceKind: {
      label: 'Kind of evidence',
      type: 'choice',
      values: [
        { value: 'test', label: 'Test' },
        { value: 'analysis', label: 'Analysis' },
        { value: 'review', label: 'Review' },
        { value: 'history', label: 'History of use' },
        { value: 'policy', label: 'Policy' },
        { value: 'training', label: 'Training' },
        { value: 'configuration', label: 'Configuration' },
        { value: 'certificate', label: 'Certificate' },
      ],
    },
    side: { label: 'Whose evidence', type: 'choice', values: SIDE_CHOICES },
    title: { label: 'Title', type: 'string' },
    version: { label: 'Version', type: 'string' },
    effective: { label: 'Effective date', type: 'date' },
    reviewBy: { label: 'Review by', type: 'date' },
    confidentiality: {
      label: 'Who may see it',
      type: 'choice',
      values: [
        { value: 'both', label: 'Everybody in the case' },
        { value: 'own-side', label: 'Stays with its owner' },
        { value: 'public', label: 'Anybody' },
      ],
    },
    reference: { label: 'Where it is kept', type: 'string', max: 1000 },
    sha256: { label: 'SHA-256 of the file', type: 'string', pattern: '^([0-9a-f]{64})?$' },
    fileName: { label: 'File', type: 'string', max: 255, server: true },
    fileSize: { label: 'Size in bytes', type: 'number', min: 1, max: Number.MAX_SAFE_INTEGER, server: true },
    fileType: { label: 'Type of file', type: 'string', max: 120, server: true },
    adequateMdm: {
      label: 'The manufacturer: adequate?',
      type: 'choice',
      values: VERDICT,
      only: 'mdm',
      judgement: true,
    },
    necessaryMdm: {
      label: 'The manufacturer: necessary?',
      type: 'choice',
      values: VERDICT,
      only: 'mdm',
      judgement: true,
    },
    suitableMdm: {
      label: 'The manufacturer: suitable?',
      type: 'choice',
      values: VERDICT,
      only: 'mdm',
      judgement: true,
    },
    judgementMdm: {
      label: "The manufacturer's judgement in words",
      type: 'string',
      max: 2000,
      only: 'mdm',
      judgement: true,
    },
    adequateHdo: { label: 'The hospital: adequate?', type: 'choice', values: VERDICT, only: 'hdo', judgement: true },
    necessaryHdo: { label: 'The hospital: necessary?', type: 'choice', values: VERDICT, only: 'hdo', judgement: true },
    suitableHdo: { label: 'The hospital: suitable?', type: 'choice', values: VERDICT, only: 'hdo', judgement: true },
    judgementHdo: {
      label: "The hospital's judgement in words",
      type: 'string',
      max: 2000,
      only: 'hdo',
      judgement: true,
    },
  },
} as const satisfies FacetTable
