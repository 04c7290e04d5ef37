import type { ExampleCapability } from '../example'

export const EMRG: ExampleCapability = {
  code: 'EMRG',
  decision: 'not-required',
  justification:
    'There is no access control between a clinician and therapy that an emergency could require to be broken. Switching on, loading a set, programming a basic infusion, changing a rate, bolus, stop and silence need no account and no network on the Meridian. The panel lock only keeps visitors from pressing keys: it never covers the stop key, alarms or switching off, and a pump that is switched on starts unlocked (ALOF-3). Accounts protect the biomedical menu, the drug library and Meridian Manager, none of which is needed in an emergency. If a personal sign-in at the bedside is ever introduced, this decision falls and the capability becomes required.',
  risks: [],
}
