import { fromHdo, fromMdm } from '../evidence'
import type { ExampleCapability } from '../example'

export const SGUD: ExampleCapability = {
  code: 'SGUD',
  decision: 'required',
  assets: 'Knowledge of operators, administrators and service staff on which every other capability relies',
  identified:
    'Four threats (unknown setting, missing port list, residual risk not passed on, data left at disposal), each judged acceptable to both sides with the security guide, issue 7, in use',
  identificationEvidence: [
    fromHdo(
      'review',
      'Reading of the security guide by Clinical Engineering and Digital Services',
      'SB-REC-2222',
      '1',
      '2026-06-22',
    ),
  ],
  logEvidence: fromMdm('analysis', 'Threat and vulnerability log for SGUD', 'NI-LOG-SGUD', '4', '2026-07-01', {
    reviewBy: '2028-07-01',
  }),
  risks: [],
}
