import { type FacetTable, SIDE_CHOICES } from './field'

/** One item of evidence: what it is, whose, where, and until when it holds. */
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
    version: { label: 'Version', type: 'string' },
    effective: { label: 'Effective date', type: 'date' },
    reviewBy: { label: 'Review by', type: 'date' },
    reference: { label: 'Where it is kept', type: 'string', max: 1000 },
    sha256: { label: 'SHA-256 of the file', type: 'string', pattern: '^([0-9a-f]{64})?$' },
    confidentiality: {
      label: 'Who may see it',
      type: 'choice',
      values: [
        { value: 'both', label: 'Both sides' },
        { value: 'own-side', label: 'Stays with its owner' },
        { value: 'public', label: 'Anybody' },
      ],
    },
  },
} as const satisfies FacetTable
