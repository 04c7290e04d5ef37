import type { ExampleCapability } from '../example'

export const DIDT: ExampleCapability = {
  code: 'DIDT',
  decision: 'not-required',
  justification:
    'The device gives no health data to anybody for a second purpose. Infusion history leaves Meridian Manager only towards the patient record and the pharmacy reporting server, both of the hospital, where the identifier is needed. Service exports and crash dumps of pump and server hold no patient identifier since software 3.2 (NI-TR-1087), and remote service sees no patient screen. Data for teaching or research are taken from the patient record under the procedure of the hospital (SB-POL-033). The decision is reviewed when an interface is added.',
  risks: [],
}
