import { fromHdo, fromMdm } from '../evidence'
import type { ExampleCapability } from '../example'

export const TXCF: ExampleCapability = {
  code: 'TXCF',
  decision: 'required',
  assets:
    'Infusion status, history and orders with patient identifiers on their way between pump, server, patient record and reporting',
  identified:
    'Two threats that need treatment (clear text between pump and server, clear text towards reporting), from network captures of 18 and 19 June 2026',
  identificationEvidence: [
    fromHdo('test', 'Network capture of all pump and server flows', 'SB-REC-2220', '1', '2026-06-19'),
    fromMdm('analysis', 'Protocol and cipher list per interface', 'NI-DS-0409', '5', '2026-05-04', {
      reviewBy: '2028-05-04',
    }),
  ],
  risks: [
    {
      key: 'TXCF-1',
      statement: 'Risk associated with eavesdropping between pump and server is mitigated',
      threat: 'Eavesdropping on the traffic between pump and Meridian Manager',
      vulnerability: 'Status and operating data are sent in clear text without authentication',
      cause: 'The application protocol relies on the protection of the wireless network alone.',
      scenario:
        'Somebody who got past the wireless protection reads and alters what pump and server say to each other.',
      consequence: 'Therapies become readable; altered status misleads the staff at the station.',
      properties: ['confidentiality', 'integrity', 'availability'],
      likelihoodBefore: 3,
      severityBefore: 3,
      likelihoodAfter: 1,
      severityAfter: 3,
      treatment: 'mitigate',
      cve: 'CVE-2020-12040',
      cwe: 'CWE-319',
      cvss: 'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:L/A:L',
      cvssScore: '7.3',
      advisory: 'ICSMA-20-170-04',
      controls: [
        {
          key: 'TXCF-1-1',
          standard: 'NIST SP 800-53 r5',
          ref: 'SC-8',
          title: 'Transmission Confidentiality and Integrity',
          statement: 'Encryption of all traffic between pump and server with TLS 1.2 or 1.3 is enforced',
          type: 'technical',
          responsible: 'mdm',
          dutyMdm: 'Speaks TLS 1.2 and 1.3 with the published cipher suites and nothing else.',
          partMdm: { person: 'Tomasz Wieczorek', state: 'verified', answer: 'accepted' },
          evidence: [
            fromMdm('test', 'TLS configuration and downgrade test', 'NI-TR-1295', '2', '2026-09-14', {
              reviewBy: '2028-09-14',
            }),
          ],
        },
        {
          key: 'TXCF-1-2',
          standard: 'NIST SP 800-53 r5',
          ref: 'AC-18',
          title: 'Wireless Access',
          statement: 'Wireless access by certificate only is configured',
          type: 'technical',
          responsible: 'hdo',
          dutyHdo: 'Runs the device network with EAP-TLS and moves to WPA3 when the access points are renewed.',
          partHdo: { person: 'Ravi Menon, Digital Services', state: 'verified', answer: 'accepted' },
          evidence: [
            fromHdo(
              'configuration',
              'Wireless security configuration, clinical device network',
              'SB-CFG-0306',
              '8',
              '2026-04-24',
              {
                reviewBy: '2028-04-24',
              },
            ),
          ],
        },
      ],
    },
    {
      key: 'TXCF-2',
      statement: 'Risk associated with clear text towards the pharmacy reporting server is mitigated',
      threat: 'Eavesdropping on the transfer to the pharmacy reporting server',
      vulnerability: 'Infusion data are sent to reporting without encryption',
      cause: 'The reporting server of the hospital is older and speaks an unencrypted database protocol.',
      scenario: 'Somebody with access to the server network reads infusion data as they pass.',
      consequence: 'Therapy data of many patients become readable, without names but with ward and time.',
      properties: ['confidentiality'],
      likelihoodBefore: 3,
      severityBefore: 2,
      likelihoodAfter: 2,
      severityAfter: 2,
      treatment: 'transfer',
      transferDisclosed:
        'Meridian Manager sends infusion data to reporting by an unencrypted database protocol: ward, time, drug and rate, no names. Anybody who can listen on the server network can read them. The traffic is TCP 1433 from the Manager to the reporting server and from nowhere else.',
      transferCapacity:
        'The two servers share one protected network segment; listening there needs an account of the data centre team. Reporting is replaced in the next budget year.',
      cve: 'CVE-2023-30565',
      cwe: 'CWE-319',
      cvss: 'CVSS:3.0/AV:A/AC:L/PR:L/UI:N/S:U/C:L/I:N/A:N',
      cvssScore: '3.5',
      advisory: 'ICSMA-23-194-01',
      controls: [
        {
          key: 'TXCF-2-1',
          standard: 'ISO/IEC 27002:2022',
          ref: '8.21',
          title: 'Security of network services',
          statement: 'Encrypted tunnel between Meridian Manager and the reporting server is in operation',
          type: 'technical',
          responsible: 'hdo',
          dutyMdm: 'States in the security guide that the old connector sends clear text.',
          dutyHdo: 'Runs an IPsec tunnel between both servers until reporting is replaced in 2027.',
          partHdo: { person: 'Ravi Menon, Digital Services', state: 'implemented', answer: 'accepted' },
          evidence: [
            fromHdo(
              'configuration',
              'IPsec policy between Meridian Manager and reporting',
              'SB-CFG-0344',
              '1',
              '2026-09-22',
              {
                reviewBy: '2027-09-22',
              },
            ),
            fromMdm(
              'analysis',
              'Security guide, issue 7, chapter 9: known clear text',
              'NI-IFU-0121',
              '7',
              '2026-04-30',
              {
                confidentiality: 'public',
              },
            ),
          ],
        },
      ],
    },
  ],
}
