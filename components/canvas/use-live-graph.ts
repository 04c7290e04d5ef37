'use client'
import { useEffect, useState } from 'react'
import { useRoom } from '@/components/workspace/CaseContext'
import { readOffsets } from '@/lib/case/offsets'
import { layoutOf } from '@/lib/case/ydoc'
import type { CaseGraph } from '@/lib/gsn/graph'
import type { Offsets } from '@/lib/layout/picture'
import { perFrame } from './per-frame'

/** The case as the canvas draws it: at most one new picture in a frame, however many people type. */
export function useLiveGraph(): CaseGraph {
  const { reader } = useRoom()
  const [graph, setGraph] = useState(() => reader.graph())
  useEffect(() => {
    const show = perFrame(() => setGraph(reader.graph()))
    const stop = reader.subscribe(show.ask)
    show.ask()
    return () => {
      stop()
      show.cancel()
    }
  }, [reader])
  return graph
}

/** How far people have moved elements; the same object until somebody moves one. */
export function useOffsets(): Offsets {
  const { doc } = useRoom()
  const [offsets, setOffsets] = useState<Offsets>(() => readOffsets(doc))
  useEffect(() => {
    const layout = layoutOf(doc)
    const read = () => setOffsets(readOffsets(doc))
    read()
    layout.observe(read)
    return () => layout.unobserve(read)
  }, [doc])
  return offsets
}
