import '@/components/look/tokens.css'
import '@/components/canvas/canvas.css'
import * as joint from 'jointjs'
import { Diagram } from '@/components/canvas/diagram'
import { browserMeasure } from '@/components/canvas/measure'
import { perFrame } from '@/components/canvas/per-frame'
import { Artist, domIdOf, type Scene } from '@/lib/drawing/scene'
import type { CaseGraph } from '@/lib/gsn/graph'
import { LayoutMemo, layoutBranch } from '@/lib/layout/branch'
import type { Picture } from '@/lib/layout/picture'
import { withNewWords } from '@/lib/layout/relayout'
import { createSizer } from '@/lib/layout/shapes'
import { createWrapper } from '@/lib/layout/wrap'
import { asMessage, framesOf, painted, sweepZoom, until } from './frames'
import { inOrder, type SharedCase, sharedCase } from './shared-case'

/** Accord's diagram as the workspace uses it: layout, window, cells; without the panels around it. */
const host = document.querySelector<HTMLElement>('#host')!
let shared: SharedCase
let diagram: Diagram
let last: { graph: CaseGraph; picture: Picture } | undefined
const wrapper = createWrapper(browserMeasure(host))
const sizer = createSizer(wrapper)
const memo = new LayoutMemo()

function sceneNow(): Scene {
  const graph = shared.reader.graph()
  const words = last === undefined ? undefined : withNewWords(last.picture, last.graph, graph, sizer)
  const picture = words ?? layoutBranch(graph, graph.rootId ?? '', sizer, { previous: last?.picture.columns, memo })
  last = { graph, picture }
  return {
    graph,
    picture,
    marks: new Map(),
    cards: new Map(),
    selected: undefined,
    picked: new Set(),
    targets: undefined,
    active: graph.rootId,
  }
}

const wordsAt = (id: string) => document.getElementById(domIdOf(id))?.querySelector('.gsn-text')?.textContent ?? ''

window.bench = {
  grow(elements) {
    shared = sharedCase(elements)
    return shared.reader.graph().elements.size
  },
  async open() {
    const from = performance.now()
    diagram = new Diagram(joint, host, new Artist(wrapper), () => {})
    diagram.resize({ width: host.clientWidth, height: host.clientHeight })
    diagram.show(sceneNow())
    const root = shared.reader.graph().rootId ?? ''
    diagram.zoomTo(root)
    const at = await until(() => wordsAt(root) !== '')
    const show = perFrame(() => diagram.show(sceneNow()))
    shared.reader.subscribe(show.ask)
    return at - from
  },
  pan: (frames) => framesOf(frames, (share) => diagram.pan(share < 0.5 ? -40 : 40, share < 0.5 ? -24 : 24)),
  zoom: (frames) => framesOf(frames, (share) => diagram.zoomBy(sweepZoom(share) / diagram.view.zoom)),
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
  mounted: () => document.querySelectorAll('.joint-element').length,
}
