/** Edits on this device that the server has not taken yet, over all cases, and copies of what it refused. */
export interface Unsent {
  readonly edits: number
  readonly copies: number
}

/** [AUTH20] What would be lost on this device by signing out. */
export async function unsentHere(): Promise<Unsent> {
  let edits = 0
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith('accord-pending:')) edits += Number(localStorage.getItem(key)) || 0
  }
  return { edits, copies: await countRescueCopies().catch(() => 0) }
}

async function countRescueCopies(): Promise<number> {
  const databases = (await indexedDB.databases?.()) ?? []
  if (!databases.some(({ name }) => name === 'accord-rescue')) return 0
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('accord-rescue')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const database = opening.result
      const request = database.transaction('copies', 'readonly').objectStore('copies').count()
      request.onsuccess = () => {
        database.close()
        resolve(request.result)
      }
      request.onerror = () => {
        database.close()
        reject(request.error)
      }
    }
  })
}

/**
 * [AUTH20] Ends the session, then forgets what this device keeps of any case: the next person at it must not find it. The
 * other tabs of this browser leave, too.
 * @param target  where to go: a path of our own for people who are not signed in
 * @returns false when the server could not be reached: then the session still stands, and nothing was forgotten
 */
export async function signOut(target = '/sign-in'): Promise<boolean> {
  try {
    const answer = await fetch('/api/auth/csrf')
    const { csrfToken } = (await answer.json()) as { csrfToken: string }
    const ended = await fetch('/api/auth/signout', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ csrfToken, json: 'true' }),
    })
    if (!ended.ok) return false
  } catch {
    return false
  }
  tellOtherTabs()
  await forgetThisDevice().catch(() => undefined)
  window.location.assign(target)
  return true
}

const SIGNED_OUT = 'accord-signed-out'

function tellOtherTabs(): void {
  localStorage.setItem(SIGNED_OUT, String(Date.now()))
}

/** Leaves this tab when somebody signs out in another one. @returns how to stop listening */
export function leaveWithOtherTabs(): () => void {
  const heard = ({ key, newValue }: StorageEvent) => {
    if (key === SIGNED_OUT && newValue !== null) window.location.assign('/sign-in')
  }
  window.addEventListener('storage', heard)
  return () => window.removeEventListener('storage', heard)
}

/**
 * What stays: the look, and the heads by which this browser notices that a history was rewritten. They name nobody and no
 * case, and whoever rewrites a history would else only have to sign people out (components/audit/history-memory.ts).
 */
const STAYS = /^(ledger-head\.|mantine-color-scheme)/

/** Deletes every database that the rooms opened for this origin, what the pages remember, and what is cached. */
async function forgetThisDevice(): Promise<void> {
  for (const shelf of [localStorage, sessionStorage]) {
    for (const key of Object.keys(shelf)) if (!STAYS.test(key)) shelf.removeItem(key)
  }
  const databases = (await indexedDB.databases?.()) ?? []
  await Promise.all(databases.map(({ name }) => (name === undefined ? undefined : deleted(name))))
  if ('caches' in window) await Promise.all((await caches.keys()).map((name) => caches.delete(name)))
}

function deleted(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name)
    // Another tab may hold it open; it closes when its session is refused, and the deletion goes on by itself.
    request.onsuccess = request.onerror = request.onblocked = () => resolve()
  })
}
