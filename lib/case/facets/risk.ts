import type { FacetTable, Field } from './field'

const LEVELS = (label: string, help: string): Field => ({ label, help, type: 'number', min: 1, max: 5 })
const LIKELIHOOD = '1 = very unlikely, 5 = expected'
const SEVERITY = '1 = negligible, 5 = catastrophic'

/** One threat or vulnerability, how likely and severe it is before and after treatment. */
export const RISK_FACETS = {
  risk: {
    threat: { label: 'Threat', type: 'text' },
    vulnerability: { label: 'Vulnerability', type: 'text' },
    affectsConfidentiality: { label: 'Confidentiality', type: 'boolean' },
    affectsIntegrity: { label: 'Integrity', type: 'boolean' },
    affectsAvailability: { label: 'Availability', type: 'boolean' },
    affectsAccountability: { label: 'Accountability', type: 'boolean' },
    likelihoodBefore: LEVELS('Likelihood before treatment', LIKELIHOOD),
    severityBefore: LEVELS('Severity before treatment', SEVERITY),
    treatment: {
      label: 'Treatment',
      type: 'choice',
      values: [
        { value: 'mitigate', label: 'Mitigate' },
        { value: 'transfer', label: 'Transfer' },
        { value: 'avoid', label: 'Avoid' },
        { value: 'accept', label: 'Accept' },
      ],
    },
    likelihoodAfter: LEVELS('Likelihood after treatment', LIKELIHOOD),
    severityAfter: LEVELS('Severity after treatment', SEVERITY),
    cve: { label: 'CVE', type: 'string', pattern: '^(CVE-\\d{4}-\\d{4,19}(, ?CVE-\\d{4}-\\d{4,19})*)?$' },
    cwe: { label: 'CWE', type: 'string', pattern: '^(CWE-\\d{1,6}(, ?CWE-\\d{1,6})*)?$' },
    cvss: { label: 'CVSS vector', type: 'string', max: 300 },
    cvssScore: { label: 'CVSS score', type: 'string', pattern: '^(10\\.0|\\d\\.\\d)?$' },
    advisory: { label: 'Advisory', type: 'string' },
    hazard: { label: 'Linked safety hazard', type: 'string' },
  },
} as const satisfies FacetTable
