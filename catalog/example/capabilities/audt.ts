import { fromHdo, fromMdm } from '../evidence'
import type { ExampleCapability } from '../example'

export const AUDT: ExampleCapability = {
  code: 'AUDT',
  decision: 'required',
  assets:
    'Event log of the pump, infusion history, audit records of Meridian Manager, and the ability to reconstruct a clinical or security event',
  identified:
    'Two threats that need treatment (events lost before they are collected, clocks that disagree) and one that does not (patient identifiers in the event log: removed in 3.2)',
  identificationEvidence: [
    fromMdm('analysis', 'Audit event catalogue with gap analysis', 'NI-DS-0412', '8', '2026-03-20', {
      reviewBy: '2028-03-20',
    }),
  ],
  risks: [
    {
      key: 'AUDT-1',
      statement: 'Risk associated with loss of pump events before collection is mitigated',
      threat: 'Loss of pump events before they are collected',
      vulnerability: 'The event log of the pump is a ring of fixed size and is emptied over the wireless network',
      cause: 'Pumps in the equipment library or in areas with weak signal do not connect for weeks.',
      scenario:
        'After an over-infusion the pump is quarantined without power supply to the radio. By the time it connects, service activity has overwritten the hours in question.',
      consequence: 'Nobody can tell whether a user, a fault or an attack caused the event.',
      properties: ['availability', 'accountability'],
      likelihoodBefore: 3,
      severityBefore: 3,
      likelihoodAfter: 1,
      severityAfter: 3,
      treatment: 'mitigate',
      cwe: 'CWE-778',
      controls: [
        {
          key: 'AUDT-1-1',
          standard: 'NIST SP 800-53 r5',
          ref: 'AU-4',
          title: 'Audit Log Storage Capacity',
          statement: 'Storage of 90 days of pump events with a warning at 80 % is provided',
          type: 'technical',
          responsible: 'mdm',
          dutyMdm: 'Keeps 90 days of events at the measured rate and warns on screen and in Meridian Manager at 80 %.',
          partMdm: { person: 'Tomasz Wieczorek', state: 'verified', answer: 'accepted' },
          evidence: [
            fromMdm('test', 'Event log endurance test over 120 simulated days', 'NI-TR-1202', '1', '2026-05-06', {
              reviewBy: '2028-05-06',
            }),
          ],
        },
        {
          key: 'AUDT-1-2',
          standard: 'ISO/IEC 27002:2022',
          ref: '5.28',
          title: 'Collection of evidence',
          statement: 'Quarantine of a pump with a log copy before any service is practised',
          type: 'operational',
          responsible: 'hdo',
          dutyHdo: 'Copies the event log with the service tool before a pump in an incident is opened or reset.',
          partHdo: { person: 'Marcus Adeyemi', state: 'implemented', answer: 'accepted' },
          evidence: [
            fromHdo('policy', 'Work instruction: pump involved in an incident', 'SB-WI-0087', '5', '2026-01-19', {
              reviewBy: '2028-01-19',
            }),
          ],
        },
        {
          key: 'AUDT-1-3',
          standard: 'IEC 62443-4-2',
          ref: 'CR 6.1',
          title: 'Audit log accessibility',
          statement: 'Collection of pump and server records in the hospital log system is in operation',
          type: 'technical',
          responsible: 'shared',
          dutyMdm: 'Sends records by syslog over TLS and documents every event type.',
          dutyHdo: 'Collects the records, keeps them 24 months and reviews the weekly summary.',
          partMdm: { person: 'Tomasz Wieczorek', state: 'verified', answer: 'accepted' },
          partHdo: { person: 'Ravi Menon, Digital Services', state: 'started', due: '2026-09-30', answer: 'accepted' },
          evidence: [
            fromMdm('test', 'Syslog over TLS interoperability test', 'NI-TR-1205', '1', '2026-05-11', {
              reviewBy: '2028-05-11',
            }),
          ],
          narrative:
            "The manufacturer's half is finished. The collector was to be connected in September 2026 and is waiting for storage; until then records stay on Meridian Manager for 180 days.",
        },
      ],
    },
    {
      key: 'AUDT-2',
      statement: 'Risk associated with disagreeing clocks is mitigated',
      threat: 'Events of pump, server and patient record that cannot be put in order',
      vulnerability: 'The pump sets its clock only when it is connected',
      cause: 'The clock of an unconnected pump drifts up to four seconds a day.',
      scenario: 'An override in the pump log appears to precede the order in the patient record that it answers.',
      consequence: 'A clinical review or a forensic analysis reaches the wrong conclusion.',
      properties: ['integrity', 'accountability'],
      likelihoodBefore: 4,
      severityBefore: 2,
      likelihoodAfter: 2,
      severityAfter: 2,
      treatment: 'mitigate',
      controls: [
        {
          key: 'AUDT-2-1',
          standard: 'NIST SP 800-53 r5',
          ref: 'AU-8',
          title: 'Time Stamps',
          statement: 'Time stamps with their deviation from the reference clock are recorded',
          type: 'technical',
          responsible: 'shared',
          dutyMdm: 'Records the deviation at each synchronisation and marks events of an unsynchronised clock.',
          dutyHdo: 'Provides two time servers reachable from VLAN 214 and watches them.',
          partMdm: { person: 'Tomasz Wieczorek', state: 'verified', answer: 'accepted' },
          partHdo: { person: 'Ravi Menon, Digital Services', state: 'implemented', answer: 'accepted' },
          evidence: [
            fromMdm('test', 'Clock drift and resynchronisation test', 'NI-TR-1207', '2', '2026-05-18', {
              reviewBy: '2028-05-18',
            }),
            fromHdo('configuration', 'Time server configuration for VLAN 214', 'SB-CFG-0290', '2', '2026-02-03', {
              reviewBy: '2028-02-03',
            }),
          ],
        },
      ],
    },
  ],
}
