import type { StageId } from './terms/topics'

export type LifeCyclePhase =
  | 'concept'
  | 'development'
  | 'transfer'
  | 'use'
  | 'maintenance'
  | 'end-of-support'
  | 'retirement'

/** Where the device stands in its life: the case goes along from concept to retirement (IEC TR 80001-2-9, introduction). */
export interface Phase {
  readonly id: LifeCyclePhase
  readonly name: string
  /** What this phase means, in one sentence. */
  readonly means: string
  /** Stages of the responsibility library that concern this phase, the whole life aside. */
  readonly stages: readonly StageId[]
  /** What the two sides do in this phase: sentences of this project. */
  readonly asks: readonly string[]
  /** Topics of the library that are seldom left out in this phase; a proposal of this project. */
  readonly topics: readonly string[]
}

const FRAME = ['RA-01', 'RA-02', 'RA-04', 'RA-06'] as const
const RUNNING = ['RA-22', 'RA-24', 'RA-33', 'RA-35', 'RA-38'] as const

/** The phases in the order of a device's life. */
export const LIFE_CYCLE: readonly Phase[] = [
  {
    id: 'concept',
    name: 'Concept',
    means: 'The device is an idea: its use, its users and its surroundings are being described.',
    stages: ['development'],
    asks: [
      'Describe the intended use, the users and the places of use.',
      'List the assets, so that the capabilities can be chosen for them.',
      'Write down how each side judges a risk.',
    ],
    topics: FRAME,
  },
  {
    id: 'development',
    name: 'Development',
    means: 'The device is being designed and built, and the security case grows with it.',
    stages: ['development', 'procurement'],
    asks: [
      'Decide each capability and justify what is left out.',
      'Identify threats and choose controls while the design can still change.',
      'Name the process the device is developed under.',
    ],
    topics: [...FRAME, 'RA-16'],
  },
  {
    id: 'transfer',
    name: 'Transfer to the site',
    means: 'The device is delivered, installed and accepted; duties pass to the hospital.',
    stages: ['procurement', 'installation'],
    asks: [
      'Describe the network of the site: zones, connections, remote access.',
      'Hand over the documents, the bill of materials and the port list.',
      'Test the security functions on site before clinical use.',
    ],
    topics: [...FRAME, 'RA-08', 'RA-10', 'RA-11', 'RA-12', 'RA-17', 'RA-19', 'RA-20'],
  },
  {
    id: 'use',
    name: 'Use',
    means: 'The device is in clinical use and supported by its manufacturer.',
    stages: ['operation', 'support'],
    asks: [
      'Keep versions, evidence and review dates current.',
      'Watch for vulnerabilities and tell each other within the agreed times.',
      'Agree who does what in an incident.',
    ],
    topics: [...FRAME, 'RA-10', 'RA-21', 'RA-34', ...RUNNING],
  },
  {
    id: 'maintenance',
    name: 'Maintenance',
    means: 'The device is in use while a new version, a repair or a change of the site is under way.',
    stages: ['operation', 'support'],
    asks: [
      'Record the new versions and see which claims they reopen.',
      'Validate updates before they are installed.',
      'Tell the other side about changes that touch a claim.',
    ],
    topics: [...FRAME, 'RA-10', 'RA-36', 'RA-37', ...RUNNING],
  },
  {
    id: 'end-of-support',
    name: 'End of support',
    means: 'Support is limited or has ended; more and more falls to the hospital.',
    stages: ['limited-support', 'end-of-support', 'operation'],
    asks: [
      'Agree on the dates and on what is handed over.',
      'Say which measures protect the device without updates.',
      'Decide in writing whether it stays in use.',
    ],
    topics: [...FRAME, 'RA-08', 'RA-22', 'RA-24', 'RA-38', 'RA-42', 'RA-43', 'RA-44', 'RA-45'],
  },
  {
    id: 'retirement',
    name: 'Retirement',
    means: 'The device leaves clinical use.',
    stages: ['disposal', 'end-of-support'],
    asks: [
      'Remove patient data and keep the proof.',
      'Revoke credentials, certificates and network access.',
      'Keep the last baseline readable for as long as the law asks.',
    ],
    topics: ['RA-01', 'RA-02', 'RA-07', 'RA-46'],
  },
]

export function phaseById(id: unknown): Phase | undefined {
  return LIFE_CYCLE.find((phase) => phase.id === id)
}
