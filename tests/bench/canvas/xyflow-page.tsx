import '@xyflow/react/dist/style.css'
import {
  type Edge,
  Handle,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
  type ReactFlowInstance,
} from '@xyflow/react'
import { memo, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { browserMeasure } from '@/components/canvas/measure'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import { layoutBranch } from '@/lib/layout/branch'
import { createSizer } from '@/lib/layout/shapes'
import { createWrapper } from '@/lib/layout/wrap'
import { asMessage, framesOf, painted, sweepZoom, until } from './frames'
import { inOrder, type SharedCase, sharedCase } from './shared-case'

/**
 * @xyflow/react as its documentation advises for large graphs: memoised nodes of known size, only what is visible. It gets
 * the places of Accord's layout for nothing, since it brings none of its own.
 */
type Words = Node<{ name: string; statement: string; kind: string }>

const host = document.querySelector<HTMLElement>('#host')!
let shared: SharedCase
let placed: { nodes: Words[]; edges: Edge[] }
let flow: ReactFlowInstance

const Box = memo(({ data }: NodeProps<Words>) => (
  <div className={`box ${data.kind}`}>
    <Handle type="target" position={Position.Top} />
    <b>{data.name}</b>
    <p>{data.statement}</p>
    <Handle type="source" position={Position.Bottom} />
  </div>
))
const nodeTypes = { box: Box }

function placeAll(graph: CaseGraph): { nodes: Words[]; edges: Edge[] } {
  const picture = layoutBranch(graph, graph.rootId ?? '', createSizer(createWrapper(browserMeasure(host))))
  const nodes = [...picture.boxes.values()].map(({ id, x, y, w, h }): Words => {
    const { name, statement, kind } = graph.elements.get(id)!
    return { id, type: 'box', position: { x, y }, width: w, height: h, data: { name, statement, kind } }
  })
  const edges = [...picture.routes.values()].map(
    ({ key, from, to }): Edge => ({ id: key, source: from, target: to, type: 'smoothstep' }),
  )
  return { nodes, edges }
}

/** Changed elements become new node objects; all others stay the same. */
function follow(before: CaseGraph, after: CaseGraph, nodes: Words[]): Words[] {
  const changed = new Set<ElementId>()
  for (const [id, element] of after.elements) if (before.elements.get(id) !== element) changed.add(id)
  return nodes.map((node) => {
    const element = changed.has(node.id) ? after.elements.get(node.id) : undefined
    if (element === undefined) return node
    const { name, statement, kind } = element
    return { ...node, data: { name, statement, kind } }
  })
}

function Canvas({ start }: { start: { nodes: Words[]; edges: Edge[] } }) {
  const [nodes, setNodes] = useState(start.nodes)
  useEffect(() => {
    let graph = shared.reader.graph()
    return shared.reader.subscribe(() => {
      const next = shared.reader.graph()
      const before = graph
      graph = next
      setNodes((now) => follow(before, next, now))
    })
  }, [])
  return (
    <ReactFlow
      nodes={nodes}
      edges={start.edges}
      nodeTypes={nodeTypes}
      onlyRenderVisibleElements
      minZoom={0.05}
      defaultViewport={viewAt(start.nodes)}
      nodesDraggable={false}
      onInit={(instance) => {
        flow = instance
      }}
    />
  )
}

function viewAt(nodes: readonly Words[]) {
  const root = nodes.find((node) => node.id === shared.reader.graph().rootId)!
  const { width, height } = host.getBoundingClientRect()
  return {
    x: width / 2 - root.position.x - (root.width ?? 0) / 2,
    y: height / 2 - root.position.y - (root.height ?? 0) / 2,
    zoom: 1,
  }
}

const wordsAt = (id: string) => {
  const node = document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
  return node === null || node.style.visibility === 'hidden' ? '' : (node.querySelector('p')?.textContent ?? '')
}

window.bench = {
  grow(elements) {
    shared = sharedCase(elements)
    placed = placeAll(shared.reader.graph())
    return shared.reader.graph().elements.size
  },
  async open() {
    const from = performance.now()
    createRoot(host).render(<Canvas start={placed} />)
    const at = await until(() => wordsAt(shared.reader.graph().rootId ?? '') !== '')
    return at - from
  },
  pan: (frames) =>
    framesOf(frames, (share) => {
      const { x, y, zoom } = flow.getViewport()
      void flow.setViewport({ x: x + (share < 0.5 ? -40 : 40), y: y + (share < 0.5 ? -24 : 24), zoom })
    }),
  zoom: (frames) => framesOf(frames, (share) => void flow.zoomTo(sweepZoom(share))),
  async edit(round) {
    const id = shared.reader.graph().rootId ?? ''
    const edit = shared.remoteEdit(id, `Round ${round} is acceptable`)
    await painted()
    const from = performance.now()
    await asMessage(edit.arrive)
    return (await until(() => wordsAt(id).startsWith(`Round ${round}`))) - from
  },
  async edits(count) {
    const root = shared.reader.graph().rootId ?? ''
    const ids = inOrder(shared.reader.graph()).slice(1, count)
    const edits = [...ids, root].map((id, index) => shared.remoteEdit(id, `Burst ${index} is shown`))
    await painted()
    const from = performance.now()
    for (const edit of edits) await asMessage(edit.arrive)
    return (await until(() => wordsAt(root).startsWith('Burst'))) - from
  },
  mounted: () => document.querySelectorAll('.react-flow__node').length,
}
