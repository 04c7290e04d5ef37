'use client'
import { usePathname } from 'next/navigation'
import { useEffect } from 'react'
import { isStrictPath } from '@/lib/access/strict-pages'

/**
 * A policy belongs to a document and not to an address: whoever comes to a strict page by a link of the app still has the
 * document, the scripts and the policy of the page before. Then the page loads itself anew; the same on the way back.
 */
export function PolicyGuard({ strict }: { strict: boolean }) {
  const path = usePathname()
  useEffect(() => {
    if (isStrictPath(path) !== strict) window.location.reload()
  }, [path, strict])
  return null
}
