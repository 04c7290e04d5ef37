'use client'
import { useCallback, useState } from 'react'
import { useMe, useRoom } from '@/components/workspace/CaseContext'
import { type CanvasMemory, memoryKey, NOTHING_KEPT, parseMemory } from './canvas-memory'

/** Closed branches and the map, as this person left them on this device [CAN12]. */
export function useCanvasMemory(): [CanvasMemory, (change: (memory: CanvasMemory) => CanvasMemory) => void] {
  const { caseId } = useRoom()
  const { id } = useMe()
  const key = memoryKey(caseId, id)
  const [memory, setMemory] = useState(() => read(key))
  const change = useCallback(
    (how: (memory: CanvasMemory) => CanvasMemory) =>
      setMemory((now) => {
        const next = how(now)
        try {
          localStorage.setItem(key, JSON.stringify(next))
        } catch {
          // A full or forbidden storage costs the memory, not the canvas.
        }
        return next
      }),
    [key],
  )
  return [memory, change]
}

function read(key: string): CanvasMemory {
  try {
    return parseMemory(localStorage.getItem(key))
  } catch {
    return NOTHING_KEPT
  }
}
