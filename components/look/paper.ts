'use client'
import { useEffect } from 'react'

const SCHEME = 'data-mantine-color-scheme'

/** [UI13] Paper is white: while the page is printed it stands in its light colours, whatever the screen shows. */
export function useLightOnPaper(): void {
  useEffect(() => {
    const paper = window.matchMedia('print')
    let screen: string | null = null
    const turn = () => {
      const root = document.documentElement
      if (paper.matches && screen === null) {
        screen = root.getAttribute(SCHEME)
        root.setAttribute(SCHEME, 'light')
      } else if (!paper.matches && screen !== null) {
        root.setAttribute(SCHEME, screen)
        screen = null
      }
    }
    paper.addEventListener('change', turn)
    return () => paper.removeEventListener('change', turn)
  }, [])
}
