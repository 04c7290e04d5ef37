import type { ExampleReview, ExampleThread } from './example'

/** What the two sides still argue about, and what they have settled. */
export const THREADS: readonly ExampleThread[] = [
  {
    on: 'C7-NAUT-2',
    author: 'admin@hdo.example',
    text: 'Severity 5 at likelihood 2 is not acceptable under our policy, whatever the score says. I cannot accept this one as it stands.',
    replies: [
      {
        author: 'editor@mdm.example',
        text: 'Under our policy it is acceptable with disclosure: 10, every reasonable measure taken. The rest of the risk is a new or loan pump on its first day, before it has met Manager 3.x.',
      },
      {
        author: 'editor@hdo.example',
        text: 'Last winter we had eleven loan pumps, some of them for weeks in the corridor cupboard without ever being connected. "First day" is not how it works here.',
      },
      {
        author: 'editor@mdm.example',
        text: 'We could let every pump meet a Manager 3.x in the repair centre before it is shipped. Then the old protocol is gone before it reaches you. I need until January to confirm that for loan pumps.',
      },
    ],
  },
  {
    on: 'C8-ALOF-3-1',
    author: 'editor@hdo.example',
    text: 'Intensive care asks for the panel lock to be off, not 30 minutes. There is always staff in the room, and a locked panel during resuscitation is worse than an open one.',
    replies: [
      {
        author: 'admin@mdm.example',
        text: 'The profile allows "off". Our hazard analysis assumes that a lock is on wherever visitors are alone with the pump, so please write the reason into the profile record.',
      },
      {
        author: 'editor@hdo.example',
        text: 'Done: SB-CFG-0322, version 3, reason 4 for the two intensive care units. Wards stay at 5 minutes.',
      },
    ],
    resolved: true,
  },
  {
    on: 'C8-CSUP-2-1',
    author: 'editor@mdm.example',
    text: 'Do your 30 days for a critical update count from our notice or from the day the validated update is available?',
    replies: [
      {
        author: 'editor@hdo.example',
        text: 'From availability. We cannot install what does not exist, and during your 30 days the interim measures of the notice apply.',
      },
      {
        author: 'admin@hdo.example',
        text: 'So in the worst case 60 days with interim measures only. I can accept that for pumps behind VLAN 214. For 24 pumps that missed 3.4.2 I want names of wards, not a percentage.',
      },
      {
        author: 'editor@hdo.example',
        text: 'I will attach the list of the 24 to the record. Nine are in theatres and get a slot in December.',
      },
    ],
  },
  {
    on: 'C8-CSUP-2-3',
    author: 'admin@hdo.example',
    text: 'Refused. A pump that has been idle for an hour at the bedside is often the one that is needed in the next five minutes.',
    replies: [
      {
        author: 'admin@mdm.example',
        text: 'Understood, we keep it off at your site. Could Clinical Engineering release pumps for update from the equipment library instead?',
      },
      {
        author: 'editor@hdo.example',
        text: 'Yes. The library holds 60 to 80 pumps on a normal night, that is how we reached 388.',
      },
    ],
    resolved: true,
  },
  {
    on: 'J1-EMRG',
    author: 'reviewer@hdo.example',
    text: 'If nobody signs in at the bedside, how do we know afterwards who gave a bolus? I would rather have emergency access with a record than no access control at all.',
    replies: [
      {
        author: 'editor@mdm.example',
        text: 'The event log has time, pump, channel and key, and the nurse is known from the order she confirmed in the patient record. A personal sign-in was tried in a usability study and delayed the first dose by 19 seconds.',
      },
      {
        author: 'admin@hdo.example',
        text: 'Patient safety goes first here. I would like the justification to name the study, and to say that a bolus without an order is reviewed from the log.',
      },
    ],
  },
  {
    on: 'Sn-SAHD-5-1-1',
    author: 'reviewer@hdo.example',
    text: 'This report stays with its owner. How shall we judge whether it is adequate when we cannot read it?',
    replies: [
      {
        author: 'admin@mdm.example',
        text: 'We can give a signed summary with scope, duration, independence, method and the list of findings with their state, and you may read the full report in a session with us.',
      },
      {
        author: 'editor@hdo.example',
        text: 'The summary is enough for me if the finding about the user import is in it word for word.',
      },
    ],
  },
  {
    on: 'C8-AUDT-1-3',
    author: 'reviewer@hdo.example',
    text: 'Why 24 months? The records name staff and, through the pump, patients. Our rule for such logs is 12 months unless there is a reason.',
    replies: [
      {
        author: 'editor@hdo.example',
        text: 'Drug incidents are sometimes raised a year later, and the medical records committee asked for two years. The collector is late in any case, it waits for storage.',
      },
      {
        author: 'reviewer@hdo.example',
        text: 'Then please file the committee minute as evidence, and I will withdraw the question.',
      },
    ],
  },
  {
    on: 'C7-RDMP-2',
    author: 'editor@hdo.example',
    text: 'There is no control under this risk. Is it waiting for the 3.5 release, or do you see it as acceptable?',
    replies: [
      {
        author: 'editor@mdm.example',
        text: 'The library goes with 3.5. A low score is no reason to leave the claim without support, I agree. I will add the replacement as a control with a date.',
      },
    ],
  },
  {
    on: 'CTXT2',
    author: 'admin@mdm.example',
    text: 'The virtualisation hosts are outside the boundary, but DTBK-1 depends on them. Should we list them as relied on?',
    replies: [
      {
        author: 'admin@hdo.example',
        text: 'Yes, outside and relied on. I have added them to the boundaries together with the backup and the log collector.',
      },
    ],
    resolved: true,
  },
]

const both = (claim: string) => [
  { claim, by: 'admin@mdm.example' as const },
  { claim, by: 'reviewer@hdo.example' as const },
]

export const REVIEW: ExampleReview = {
  approvals: [
    ...both('C8-ALOF-1-1'),
    ...both('C8-ALOF-1-3'),
    ...both('C7-ALOF-1'),
    ...both('C8-ALOF-2-1'),
    ...both('C8-ALOF-2-2'),
    ...both('C7-ALOF-2'),
    ...both('C8-IGAU-1-1'),
    ...both('C8-IGAU-1-2'),
    ...both('C7-IGAU-1'),
    ...both('C8-SAHD-3-1'),
    ...both('C8-SAHD-3-2'),
    ...both('C7-SAHD-3'),
    ...both('C8-STCF-1-1'),
    ...both('C8-STCF-1-2'),
    ...both('C8-TXCF-1-1'),
    ...both('C7-TXCF-1'),
    ...both('C3-DIDT'),
    { claim: 'C3-EMRG', by: 'admin@mdm.example' },
    { claim: 'C7-PLOK-2', by: 'admin@mdm.example' },
    { claim: 'C8-DTBK-1-2', by: 'admin@hdo.example' },
    { claim: 'C8-TXCF-1-2', by: 'admin@mdm.example' },
  ],
  objection: {
    claim: 'C7-NAUT-2',
    by: 'admin@hdo.example',
    note: 'Residual severity 5 at likelihood 2 is not acceptable under SB-POL-044. Remove the old protocol before a pump is shipped, or show why the likelihood is 1.',
  },
  thenEdited: {
    claim: 'C8-TXCF-1-1',
    statement:
      'Encryption of all traffic between pump and server with TLS 1.3, and with TLS 1.2 until July 2027, is enforced',
  },
}
