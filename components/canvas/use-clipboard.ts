'use client'
import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { useCanEdit, useNavigate, useRoom, useRun, useSelection } from '@/components/workspace/CaseContext'
import { type Clip, copyBranches } from '@/lib/case/clip'
import { openRoot } from '@/lib/drawing/open-branch'
import type { ElementId } from '@/lib/gsn/graph'
import { clipOfText, readClip, writeClip } from './clipboard'
import { narrativeWords } from './narrative-words'

export interface ClipboardActs {
  copy(): void
  cut(): void
  paste(): void
}

interface Around {
  readonly host: RefObject<HTMLElement | null>
  chosen(): ElementId[]
  tell(sentence: string): void
  bin(ids: readonly ElementId[]): void
}

const NOTHING = 'There is no branch and no text in the clipboard. Copy something first.'

/** [CLP1] [CLP2] Copy, cut and paste on the canvas, by the browser's own keys and by menu. */
export function useClipboard(around: Around): ClipboardActs {
  const { reader, doc } = useRoom()
  const canEdit = useCanEdit()
  const run = useRun()
  const { open } = useSelection()
  const { select } = useNavigate()

  const act = {
    copy(data: DataTransfer): boolean {
      const ids = around.chosen()
      const graph = reader.graph()
      if (ids.length === 0) return false
      const clip = copyBranches(graph, ids, (id) => narrativeWords(doc, id))
      writeClip(data, clip)
      const more = clip.elements.length - clip.roots.length
      const name =
        clip.roots.length === 1 ? (graph.elements.get(ids[0] ?? '')?.name ?? '') : `${clip.roots.length} elements`
      around.tell(`Copied ${name}${more > 0 ? ` with ${more} more below and beside` : ''}.`)
      return true
    },
    async paste(clip: Clip | undefined): Promise<void> {
      if (!canEdit) return around.tell('You can read this case but not edit it.')
      if (clip === undefined) return around.tell(NOTHING)
      const graph = reader.graph()
      const under = around.chosen()[0]
      const head = openRoot(graph, open)
      const capability = head === undefined ? undefined : graph.elements.get(head)?.capability
      const outcome = await run('paste-branch', { clip, ...(under === undefined ? { capability } : { under }) })
      const created = outcome.ok ? outcome.value.created[0] : undefined
      if (created === undefined) return
      select(created, { stay: true })
      const place = under === undefined ? 'beside the argument' : `below ${graph.elements.get(under)?.name ?? ''}`
      around.tell(`Pasted ${clip.elements.length === 1 ? 'one element' : `${clip.elements.length} elements`} ${place}.`)
    },
  }
  const latest = useRef({ act, around, canEdit })
  latest.current = { act, around, canEdit }

  useEffect(() => {
    /** Only while the canvas has the focus: elsewhere the keys belong to texts. */
    const here = () => document.activeElement === latest.current.around.host.current
    const onCopy = (event: ClipboardEvent) => {
      const { act: now, around: at, canEdit: may } = latest.current
      if (!here() || event.clipboardData === null || !now.copy(event.clipboardData)) return
      event.preventDefault()
      if (event.type === 'cut' && may) at.bin(at.chosen())
    }
    const onPaste = (event: ClipboardEvent) => {
      if (!here() || event.clipboardData === null) return
      event.preventDefault()
      void latest.current.act.paste(readClip(event.clipboardData))
    }
    document.addEventListener('copy', onCopy)
    document.addEventListener('cut', onCopy)
    document.addEventListener('paste', onPaste)
    return () => {
      document.removeEventListener('copy', onCopy)
      document.removeEventListener('cut', onCopy)
      document.removeEventListener('paste', onPaste)
    }
  }, [])

  return useMemo(() => {
    // The browser's own copy makes the event above, with data that a page may not write by itself.
    const command = (name: 'copy' | 'cut') => {
      latest.current.around.host.current?.focus()
      document.execCommand(name)
    }
    return {
      copy: () => command('copy'),
      cut: () => command('cut'),
      paste: () => {
        latest.current.around.host.current?.focus()
        navigator.clipboard.readText().then(
          (text) => latest.current.act.paste(clipOfText(text)),
          () => latest.current.around.tell('This browser lets a page paste only by keys: press Ctrl+V.'),
        )
      },
    }
  }, [])
}
