'use client'
import { useEffect } from 'react'

/** Between two times that the server is told, in milliseconds; well below the time after which a session ends unused. */
const EVERY_MS = 5 * 60_000

/** [AUTH4] Tells the server now and then that somebody uses this page: keys and pointers, not what the page asks by itself. */
export function StillHere() {
  useEffect(() => {
    let told = Date.now()
    const here = () => {
      if (Date.now() - told < EVERY_MS || window.location.pathname.startsWith('/sign-in')) return
      told = Date.now()
      void fetch('/api/me', { headers: { 'X-Accord-Here': '1' } }).catch(() => undefined)
    }
    const kinds = ['pointerdown', 'keydown', 'wheel'] as const
    for (const kind of kinds) window.addEventListener(kind, here, { passive: true })
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, here)
    }
  }, [])
  return null
}
