/**
 * Ends the session, then forgets what this device keeps of any case: the next person at it must not find it.
 * Leaves for the sign-in page in any case, because a half-done sign-out that stays looks like none.
 * @param target  where to go instead: a path of our own for people who are not signed in
 */
export async function signOut(target = '/sign-in'): Promise<void> {
  try {
    const answer = await fetch('/api/auth/csrf')
    const { csrfToken } = (await answer.json()) as { csrfToken: string }
    await fetch('/api/auth/signout', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ csrfToken, json: 'true' }),
    })
  } finally {
    await forgetThisDevice().catch(() => undefined)
    window.location.assign(target)
  }
}

/** Deletes every database that the rooms opened for this origin, the layout of the panels and half-written comments. */
async function forgetThisDevice(): Promise<void> {
  const databases = (await indexedDB.databases?.()) ?? []
  await Promise.all(databases.map(({ name }) => (name === undefined ? undefined : deleted(name))))
  for (const shelf of [localStorage, sessionStorage]) {
    for (const key of Object.keys(shelf)) if (key.startsWith('accord')) shelf.removeItem(key)
  }
}

function deleted(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name)
    // Another tab may hold it open; it closes when its session is refused, and the deletion goes on by itself.
    request.onsuccess = request.onerror = request.onblocked = () => resolve()
  })
}
