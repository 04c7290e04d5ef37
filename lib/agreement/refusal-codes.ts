/** Reasons for refusing a version; the words are what the screen offers. */
export const REFUSAL_CODES = {
  wording: 'The wording is not acceptable',
  responsibility: 'A duty is on the wrong side or unclear',
  risk: 'A risk is not acceptable to us',
  evidence: 'Evidence is missing or not convincing',
  other: 'Another reason',
} as const

export type RefusalCode = keyof typeof REFUSAL_CODES
export const REFUSAL_CODE_NAMES = Object.keys(REFUSAL_CODES) as [RefusalCode, ...RefusalCode[]]
