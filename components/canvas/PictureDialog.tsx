'use client'
import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core'
import Link from 'next/link'
import { useState } from 'react'
import { useReviewState } from '@/components/review/use-review'
import { useRoom, useSelection } from '@/components/workspace/CaseContext'
import { readOffsets } from '@/lib/case/offsets'
import { cardFacts } from '@/lib/drawing/card-facts'
import { collectMarks } from '@/lib/drawing/collect-marks'
import { openRoot, pictureFor } from '@/lib/drawing/open-branch'
import { DARK, LIGHT } from '@/lib/drawing/picture-style'
import { pictureSvg } from '@/lib/drawing/picture-svg'
import type { Scene } from '@/lib/drawing/scene'
import type { ElementId } from '@/lib/gsn/graph'
import { layoutBranch } from '@/lib/layout/branch'
import type { ReviewState } from '@/lib/review/state'
import { pngOf } from './picture-png'
import type { DiagramReady } from './use-diagram'

const what = {
  seen: 'What you see now',
  branch: 'The branch of the selected element',
  open: 'Everything in this picture',
  case: 'The whole argument, all capabilities open',
} as const
type What = keyof typeof what

const review = (state: ReviewState) => state

/** Saves a picture of the argument as a file: which part, how it is arranged, in which colours. */
export default function PictureDialog({ ready, onClose }: { ready: DiagramReady; onClose: () => void }) {
  const { diagram, sizer, size } = ready
  const { caseId, reader, doc } = useRoom()
  const { selected, open } = useSelection()
  const state = useReviewState(review)
  const [part, setPart] = useState<What>('open')
  const [format, setFormat] = useState('svg')
  const [scheme, setScheme] = useState('light')
  const [arranged, setArranged] = useState('screen')
  const [trouble, setTrouble] = useState('')
  const graph = reader.graph()
  const isCard = selected !== undefined && diagram.shown()?.scene.picture.boxes.get(selected)?.shape === 'card'
  const canArrange = part !== 'seen'

  function sceneFor(): Scene | undefined {
    const shown = diagram.shown()?.scene
    const strict = canArrange && arranged === 'strict'
    const root: ElementId | undefined =
      part === 'branch' ? selected : part === 'case' ? graph.rootId : openRoot(graph, open)
    const asShown = part === 'seen' || (part === 'open' && (!strict || root === undefined))
    if (asShown || shown === undefined) return shown
    if (root === undefined) return undefined
    const picture =
      part === 'open' && !strict
        ? pictureFor(graph, open, sizer, size)
        : layoutBranch(graph, root, sizer, { lists: !strict, offsets: strict ? undefined : readOffsets(doc) })
    const marks = collectMarks(graph, picture, state, [], 0, new Map())
    return { ...shown, graph, picture, marks, cards: cardFacts(graph, state.claims) }
  }

  async function save(): Promise<void> {
    const scene = sceneFor()
    if (scene === undefined) return setTrouble('There is nothing to draw here yet.')
    const name = part === 'branch' ? (graph.elements.get(selected ?? '')?.name ?? 'branch') : (open ?? 'capabilities')
    const title = part === 'case' ? 'Security assurance case' : `Security assurance case: ${name}`
    const seen = diagram.shown()?.window
    const svg = pictureSvg({
      scene,
      artist: diagram.newArtist(),
      palette: scheme === 'dark' ? DARK : LIGHT,
      title,
      ...(part === 'seen' && seen !== undefined ? { part: seen } : {}),
    })
    try {
      const [width, height] =
        part === 'seen' && seen !== undefined ? [seen.w, seen.h] : [scene.picture.width, scene.picture.height]
      const file = format === 'png' ? await pngOf(svg, width, height) : new Blob([svg], { type: 'image/svg+xml' })
      download(file, `${part === 'case' ? 'case' : name}.${format}`)
      onClose()
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : 'The picture could not be made. Save it as SVG.')
    }
  }

  return (
    <Modal opened onClose={onClose} title="Save a picture" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="md">
        <Radio.Group label="What" value={part} onChange={(value) => setPart(value as What)}>
          <Stack gap={6} mt={6}>
            {(Object.keys(what) as What[]).map((each) => (
              <Radio
                key={each}
                value={each}
                label={what[each]}
                disabled={each === 'branch' && (selected === undefined || isCard)}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Radio.Group label="Arranged" value={canArrange ? arranged : 'screen'} onChange={setArranged}>
          <Stack gap={6} mt={6}>
            <Radio value="screen" label="As on the screen: controls as lists, compact" />
            <Radio value="strict" label="As in GSN figures: every support from bottom to top" disabled={!canArrange} />
          </Stack>
        </Radio.Group>
        <Group gap="xl">
          <Radio.Group label="Colours" value={scheme} onChange={setScheme}>
            <Group gap="md" mt={6}>
              <Radio value="light" label="Light" />
              <Radio value="dark" label="Dark" />
            </Group>
          </Radio.Group>
          <Radio.Group label="File" value={format} onChange={setFormat}>
            <Group gap="md" mt={6}>
              <Radio value="svg" label="SVG" />
              <Radio value="png" label="PNG" />
            </Group>
          </Radio.Group>
        </Group>
        {trouble !== '' && (
          <Text size="sm" c="red" role="alert">
            {trouble}
          </Text>
        )}
        <Text size="sm" c="dimmed">
          Reports, and pictures for people outside the case:{' '}
          <Link href={`/cases/${encodeURIComponent(caseId)}/export`}>Export files</Link>
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button onClick={() => void save()}>Save</Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function download(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name.replace(/[^\w.-]+/g, '-')
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
