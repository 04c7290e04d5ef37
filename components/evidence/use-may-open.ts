import { useEffect, useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import { useRoom } from '@/components/workspace/CaseContext'

interface Listed {
  readonly sha256: string
  readonly open: boolean
}

/**
 * Whether I may have the bytes of a stored file; undefined while the server has not said.
 * @param confidentiality asked again when it changes
 */
export function useMayOpen(sha256: string, confidentiality: string): boolean | undefined {
  const { caseId } = useRoom()
  const [open, setOpen] = useState<boolean>()
  useEffect(() => {
    let current = confidentiality !== undefined
    setOpen(undefined)
    void callApi<{ files?: readonly Listed[] }>(`/api/cases/${encodeURIComponent(caseId)}/files`).then((answer) => {
      if (!current || !answer.ok) return
      const rows = (answer.value.files ?? []).filter((file) => file.sha256 === sha256)
      if (rows.length > 0) setOpen(rows.some((row) => row.open))
    })
    return () => {
      current = false
    }
  }, [caseId, sha256, confidentiality])
  return open
}
