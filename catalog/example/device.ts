import type { Example } from './example'
import { HOSPITAL_MATRIX, MAKER_MATRIX } from './policies'

type Frame = Pick<Example, 'title' | 'device' | 'system' | 'mdm' | 'hdo' | 'people' | 'context' | 'narrative'>

/** Who, what and where: the heading of the worked example. All names are invented. */
export const FRAME: Frame = {
  title: "Meridian LVP-3 at St Brigid's University Hospital",
  device: {
    manufacturer: 'Northfield Infusion Ltd',
    product: 'Meridian large-volume infusion pump',
    model: 'LVP-3W',
    version: '3.4.2',
    intendedUse:
      'Continuous and intermittent infusion of fluids, medication, blood products and parenteral nutrition to adults and children through intravenous, epidural and subcutaneous routes, by trained clinical staff. Not for use at home and not for insulin titrated by a closed loop.',
    environment:
      "St Brigid's University Hospital, 640 beds. 412 pumps in intensive care, theatres, the oncology day unit and 22 wards; pumps travel with patients and are pooled in an equipment library. Visitors and patients are within reach of the pump. Clinical Engineering maintains it, Pharmacy owns the drug library, Digital Services runs network and servers.",
    network:
      'Pumps join the clinical device SSID (WPA2-Enterprise, EAP-TLS) and are placed in VLAN 214 by network access control. VLAN 214 reaches the Meridian Manager server, the time servers and nothing else. There is no path to the internet. The hospital network is treated as hostile.',
  },
  system: {
    assets:
      'Therapy in progress (rate, volume, alarms). Drug library with its hard and soft limits. Pump software and configuration. Infusion history with patient identifiers. Device keys, certificates and wireless credentials. Staff accounts on Meridian Manager. Audit records.',
    description:
      'Pump unit with up to four channel modules. In the pump unit, a therapy controller drives the motors and alarms and is separated from the communication module, which runs embedded Linux. Meridian Manager is a Windows Server application in the data centre: it distributes drug libraries, collects infusion history and passes orders from the patient record. The Library Editor runs on two pharmacy workstations. A service tool on laptops of Clinical Engineering reads logs and loads software.',
    interfaces:
      'Wireless 802.11ac to Meridian Manager (mutual TLS 1.2 and 1.3, port 8443). Infrared module connector between pump unit and channels. Service port (USB) under the sealed rear cover. Nurse call relay. Meridian Manager to the patient record (HL7 v2 over TLS), to the directory (LDAPS), to the log collector (syslog over TLS) and to the pharmacy reporting server. Orders from the network only fill in the screen: a nurse compares them at the bedside and presses start.',
    boundaries:
      'Inside: pump unit, channel modules, communication module, Meridian Manager, Library Editor and service tool. Outside, and relied on as stated in the claims: wireless infrastructure, VLAN 214 and its firewall, certificate authority, directory, time servers, virtualisation hosts, backup and log collector of the hospital. The patient record is outside and is not trusted for dose limits.',
  },
  mdm: { organisation: 'Northfield Infusion Ltd' },
  hdo: { organisation: "St Brigid's University Hospital" },
  people: [
    { email: 'admin@mdm.example', name: 'Ingrid Halvorsen', title: 'Director of Product Security', side: 'mdm' },
    { email: 'editor@mdm.example', name: 'Tomasz Wieczorek', title: 'Product Security Engineer', side: 'mdm' },
    { email: 'admin@hdo.example', name: 'Dr Aoife Brennan', title: 'Medical Network Risk Manager', side: 'hdo' },
    { email: 'editor@hdo.example', name: 'Marcus Adeyemi', title: 'Head of Clinical Engineering', side: 'hdo' },
    { email: 'reviewer@hdo.example', name: 'Siobhan Keane', title: 'Data Protection Officer', side: 'hdo' },
    { email: 'reader@assessor.example', name: 'Dr Lena Vogt', title: 'Cybersecurity Assessor' },
    { email: 'nobody@outside.example', name: 'Jonas Peel', title: 'Takes part in no case' },
  ],
  context: {
    CTXT1:
      "Meridian LVP-3W large-volume infusion pump, software 3.4.2, for infusion by trained staff in intensive care, theatres, oncology and wards of St Brigid's University Hospital, connected by the hospital's wireless network",
    CTXT2:
      'Pump unit, channel modules, communication module, Meridian Manager, Library Editor and service tool, with therapy, drug library, infusion history, software and keys as assets; hospital network, directory, time and certificate services outside the boundary',
    policyMdm:
      'Score = likelihood x severity, each from 1 to 5 (NI-QP-071, issue 6). Up to 6: acceptable. From 8 to 12: acceptable only when every reasonable measure is taken and the residual risk is disclosed in the security guide. From 15: never acceptable. A risk that touches therapy is also judged in the safety risk file under ISO 14971; the stricter result counts.',
    policyHdo:
      'Same scales (SB-POL-044, version 3). Up to 5: acceptable. From 6 to 9: acceptable when the Medical Network Risk Manager accepts it in writing for a stated time. From 10: not acceptable. A risk with severity 5 is acceptable only at likelihood 1, whatever the score. A risk that is transferred to the hospital needs its written confirmation that it can bear it.',
    matrixMdm: MAKER_MATRIX,
    matrixHdo: HOSPITAL_MATRIX,
  },
  narrative: [
    "This case argues that the Meridian LVP-3 is acceptably secure for one use in one place: infusion by trained staff at St Brigid's University Hospital. It is written by both sides. Northfield Infusion brought the technical controls and their test evidence; the hospital challenged them in three workshops and added what only a hospital can do.",
    'Two design decisions carry much of the argument. First, the therapy controller does not take commands from the network: an order that arrives over the network fills in the screen, and a nurse compares it at the bedside and presses start. Second, the therapy controller keeps its own copy of the last verified drug library, so that a pump without network infuses as safely as one with network. An attacker on the network can therefore make the pump less convenient long before he can make it dangerous.',
    'Many risks below quote a CVE, a weakness and a CVSS score. They were published for other products and none of them is a finding about the Meridian: they are precedents, taken because an attacker will try on this pump what worked on another. The scores are those of the advisories; likelihood and severity are judged for this device in this place.',
    'The two sides do not share one policy for accepting risk. Where a residual risk is acceptable to one and not to the other, the case says so and leaves the decision to the people who may take it. What is still open is visible: missing evidence, evidence past its review date, an objection that stands, and a few claims that nobody has answered yet.',
    'Names of people, organisations and products are invented.',
  ],
}
