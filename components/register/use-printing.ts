import { useCallback, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** Whether the page is being printed: then every row is drawn, in a sheet of its own. */
export function usePrinting(): { readonly printing: boolean; print(): void } {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    // The browser takes its picture as soon as the listener returns.
    const begin = () => flushSync(() => setPrinting(true))
    const end = () => setPrinting(false)
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
    return () => {
      window.removeEventListener('beforeprint', begin)
      window.removeEventListener('afterprint', end)
    }
  }, [])
  // After the menu has closed, which is where it is called from.
  const print = useCallback(() => void setTimeout(() => window.print(), 100), [])
  return { printing, print }
}
