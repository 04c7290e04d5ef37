/** How a date stands to today, most urgent first. */
export const DEADLINES = ['Overdue', 'Within 30 days', 'Later', 'No date', 'Done'] as const
export type Deadline = (typeof DEADLINES)[number]

const SOON_DAYS = 30
const DAY_MS = 86_400_000

/**
 * @param due   YYYY-MM-DD, or '' where nobody has said
 * @param today YYYY-MM-DD
 * @param done  what is done is never late
 */
export function deadlineOf(due: string, today: string, done = false): Deadline {
  if (done) return 'Done'
  if (due === '') return 'No date'
  if (due < today) return 'Overdue'
  return Date.parse(due) - Date.parse(today) <= SOON_DAYS * DAY_MS ? 'Within 30 days' : 'Later'
}
