/** What one side says of an item of evidence: the questions it answers with no, and its words. */
export interface ExampleJudgement {
  readonly no?: readonly ('adequate' | 'necessary' | 'suitable')[]
  readonly words?: string
}

/**
 * What the two sides say of the evidence, by its document number, where it is more than three times yes. `open`: this side
 * has not judged it yet. Documents that are not named here are adequate, necessary and suitable to both sides.
 */
export const EXAMPLE_JUDGEMENTS: Readonly<
  Record<string, { readonly mdm?: ExampleJudgement | 'open'; readonly hdo?: ExampleJudgement | 'open' }>
> = {
  'NI-PT-0028': { hdo: 'open' },
  'NI-CR-0391': { hdo: 'open' },
  'SB-CFG-0340': { mdm: 'open' },
  'NI-TR-1254': {
    hdo: {
      no: ['suitable'],
      words: 'Only new pumps were tested. Loan pumps that were never connected are what worries us.',
    },
  },
  'SB-REC-1977': {
    mdm: { no: ['adequate'], words: 'It is older than the change of the five roles in software 3.4.' },
  },
  'NI-PT-0026': { hdo: { words: 'Read in full at the site of the manufacturer on 2026-07-22.' } },
  'NI-PT-0027': { hdo: { words: 'Read in full at the site of the manufacturer on 2026-07-22.' } },
  'NI-PT-0024': { hdo: { words: 'Summary and method read on screen on 2026-06-03; the three findings are closed.' } },
  'NI-TR-1190': {
    mdm: { words: 'Covers the lock and the unsaved work.' },
    hdo: { words: 'Repeated by Pharmacy with a library of its own, with the same result.' },
  },
  'SB-REC-2267': { mdm: { words: 'A full restore with our procedure, timed and signed by both sides.' } },
}
