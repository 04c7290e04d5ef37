import { useCallback, useEffect, useState } from 'react'
import { isCapabilityCode } from '@/catalog'
import type { OwnControl } from '@/catalog/controls/search'
import { callApi } from '@/components/cases/call-api'
import { useRoom } from '@/components/workspace/CaseContext'

interface Listed {
  readonly side: 'mdm' | 'hdo'
  readonly capability: string
  readonly standard: string
  readonly ref: string
  readonly title: string
}

const NONE: readonly OwnControl[] = []

/** Both organisations' own control tables, as the server has them now; empty while it cannot be reached. */
export function useOwnControls(): { readonly own: readonly OwnControl[]; readonly again: () => void } {
  const { caseId } = useRoom()
  const [own, setOwn] = useState(NONE)
  const [asked, setAsked] = useState(0)
  useEffect(() => {
    let current = asked >= 0
    void callApi<{ controls: readonly Listed[] }>(`/api/cases/${encodeURIComponent(caseId)}/controls`).then(
      (answer) => {
        if (current && answer.ok && Array.isArray(answer.value.controls)) setOwn(answer.value.controls.map(fromServer))
      },
    )
    return () => {
      current = false
    }
  }, [caseId, asked])
  return { own, again: useCallback(() => setAsked((now) => now + 1), []) }
}

function fromServer({ side, capability, standard, ref, title }: Listed): OwnControl {
  const row = { side, standard, ref, title }
  return isCapabilityCode(capability) ? { ...row, capability } : row
}
