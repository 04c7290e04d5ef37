import type { SocketRooms } from '../sync/create-rooms'

/** The same rooms; whatever they record is hinted at once it is committed. */
export function hinting(rooms: SocketRooms, hint: (caseId: string) => void): SocketRooms {
  const record: SocketRooms['record'] = async (caseId, by, decide) => {
    const outcome = await rooms.record(caseId, by, decide)
    if (outcome.ok && outcome.value.entries.length > 0) hint(caseId)
    return outcome
  }
  return Object.assign(Object.create(rooms) as SocketRooms, { record })
}
