import { createContext, useContext } from 'react'

/** The title of the open case, for the files that are written from it. */
export const CaseTitle = createContext('')

export function useCaseTitle(): string {
  return useContext(CaseTitle)
}
