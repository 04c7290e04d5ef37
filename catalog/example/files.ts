/** A document of the example whose file is kept with the case. */
export interface ExampleFile {
  /** Document number of the evidence that it belongs to. */
  readonly reference: string
  readonly name: string
  readonly form: 'pdf' | 'csv'
  readonly lines: readonly string[]
}

const STATIONS = 96
const WARDS = 24

/** Two small documents, invented like the rest: what a reader can open, and what a hash can be checked with. */
export const EXAMPLE_FILES: readonly ExampleFile[] = [
  {
    reference: 'NI-TR-1184',
    name: 'NI-TR-1184 Session end test.pdf',
    form: 'pdf',
    lines: [
      'Northfield Infusion Ltd                                  NI-TR-1184, version 2, 2026-04-14',
      '',
      'Session end test of Meridian Manager 3.4',
      '',
      'Object    Meridian Manager 3.4.2, build 5117, with the three browsers of the site',
      'Question  Does a session end on the server when it should, whatever the browser does?',
      '',
      'Case                                             Runs   Ended   Latest end',
      '1  Idle for 5 minutes, window in front             40      40   5 min  1 s',
      '2  Idle for 5 minutes, window behind others        40      40   5 min  2 s',
      '3  Station asleep after 2 minutes                  20      20   5 min  2 s',
      '4  Sign-out                                        40      40        < 1 s',
      '5  Window closed                                   40      40          3 s',
      '6  Network cable pulled                            20      20   5 min  1 s',
      '7  Old session cookie sent again after the end     60   0 let in',
      '',
      'Result    Passed. No session outlived its time by more than 2 seconds.',
      'Deviation None.',
      'Tested    Tomasz Wieczorek                         Reviewed  Elena Petrova',
      '',
      'Names, organisations and figures are invented: this file belongs to a worked example.',
    ],
  },
  {
    reference: 'SB-CFG-0318',
    name: 'SB-CFG-0318 Badge reader roll-out.csv',
    form: 'csv',
    lines: [
      'station,ward,reader fitted,checked by',
      ...Array.from({ length: STATIONS }, (_, index) => {
        const station = `WS-${String(index + 1).padStart(3, '0')}`
        const ward = `Ward ${(index % WARDS) + 1}`
        // Eight stations a day from the third of August on, as the roll-out went.
        const day = String(3 + Math.floor(index / 8)).padStart(2, '0')
        return `${station},${ward},2026-08-${day},Clinical Engineering`
      }),
    ],
  },
]
