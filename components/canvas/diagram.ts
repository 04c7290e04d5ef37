import type { dia } from 'jointjs'
import { lineSvg } from '@/lib/drawing/decorations'
import { trunkSvg } from '@/lib/drawing/line-svg'
import type { Artist, CellDrawing, Scene } from '@/lib/drawing/scene'
import { textAt } from '@/lib/drawing/svg-text'
import type { ElementId } from '@/lib/gsn/graph'
import { centerX, centerY, type Picture, type Point, type Rect } from '@/lib/layout/picture'
import { type CellKit, cellKit, LINE_LAYER } from './cells'
import { clearFar, paintFar } from './far-view'
import { detailAt, fitted, holdStill, reveal, type Size, type Viewport, windowOf, zoomAt } from './viewport'
import { LivingIndex, type PictureIndex } from './visible'

/** Margin around the window in which cells stay mounted, in px of the picture. */
const MARGIN = 200
const GLIDE_MS = 200
/** The smallest zoom at which a branch is opened. */
const READABLE = 0.7
/** Room above a branch that has been opened, for the next steps of its top element. */
const HEADROOM = 48

/** New cells in one frame: about ten milliseconds of work on an old laptop. */
const MOST_PER_FRAME = 90

/** How far from its pointer an element may be to hold it, in px of the picture. */
const ANCHOR_REACH = 400

/** A place in the picture as people with other windows and other closed branches have it, too. */
export interface Anchor {
  readonly at: ElementId
  readonly x: number
  readonly y: number
}

interface Wanted {
  readonly drawing: CellDrawing
  /** Absent for lines. */
  readonly at?: Rect
  /** What a line was drawn from. */
  readonly of?: object
}

/** The same before it is drawn. */
interface Wanting extends Omit<Wanted, 'drawing'> {
  readonly draw: () => CellDrawing
}

/**
 * The diagram on the screen: JointJS's graph and paper hold only the cells in the window and a margin around it; this
 * class decides which. It knows pictures and viewports, but nothing of React or of the shared document.
 */
export class Diagram {
  view: Viewport = { x: 0, y: 0, zoom: 1 }
  private readonly kit: CellKit
  private readonly graph: dia.Graph
  private readonly paper: dia.Paper
  private scene: Scene | undefined
  private index: LivingIndex | undefined
  private size: Size = { width: 0, height: 0 }
  /** What is mounted, by cell id. */
  private readonly mounted = new Map<string, Wanted>()
  private readonly far: HTMLCanvasElement
  private pointerAt: ElementId | undefined
  private frame = 0
  private fitting = true
  private glide: ReturnType<typeof setTimeout> | undefined

  constructor(
    joint: typeof import('jointjs'),
    private readonly host: HTMLElement,
    private readonly artist: Artist,
    private readonly onView: (view: Viewport) => void,
  ) {
    this.kit = cellKit(joint)
    const { dia } = joint
    this.graph = new dia.Graph({}, { cellNamespace: this.kit.namespace })
    this.graph.addLayer({ id: LINE_LAYER }, { before: this.graph.getDefaultLayer().id })
    const el = document.createElement('div')
    host.append(el)
    this.paper = new this.kit.Paper({
      el,
      model: this.graph,
      width: '100%',
      height: '100%',
      async: true,
      sorting: dia.Paper.sorting.NONE,
      cellViewNamespace: this.kit.namespace,
      elementView: () => this.kit.BoxView as never,
      linkView: () => this.kit.LineView as never,
      interactive: false,
      preventContextMenu: false,
      preventDefaultBlankAction: false,
      preventDefaultViewAction: false,
    })
    this.paper.svg.setAttribute('role', 'presentation')
    this.far = document.createElement('canvas')
    this.far.className = 'canvas-far'
    this.far.setAttribute('aria-hidden', 'true')
    host.prepend(this.far)
  }

  /** Shows the next moment. What stayed the same is not touched [CAN7]; what is under the pointer stays there [CAN6]. */
  show(scene: Scene): void {
    const before = this.scene
    this.scene = scene
    if (before?.picture !== scene.picture) {
      // New words leave everything where it was [LAY10]: the index holds, and nothing has to be kept still.
      if (before?.picture.routes !== scene.picture.routes) {
        // The middle of the window is looked for where things were.
        const middle = before === undefined ? undefined : this.nearestToMiddle(before.picture)
        this.index ??= new LivingIndex()
        this.index.follow(scene.picture)
        if (before?.picture.places !== scene.picture.places) this.artist.keepOnly(scene.picture.boxes)
        if (before !== undefined) this.keepPlace(before.picture, scene.picture, middle)
      }
    }
    this.mount()
  }

  resize(size: Size): void {
    this.size = size
    this.mount()
  }

  /** Shows the whole picture, and goes on doing so when the window changes, until somebody moves it. */
  fit(): void {
    if (this.scene === undefined || this.size.width === 0) return
    this.fitting = true
    this.moveTo(fitted(this.scene.picture, this.size))
  }

  refit(): void {
    if (this.fitting) this.fit()
  }

  /** The first look at a picture: all of it where that can be read, else its top at a readable size. */
  start(): void {
    if (this.scene === undefined) return
    const { picture, selected } = this.scene
    this.fit()
    const [top] = picture.boxes.values()
    if (top === undefined || this.view.zoom >= READABLE || top.shape === 'card') return
    this.fitting = false
    const spread = picture.width * READABLE <= this.size.width
    const middle = spread ? picture.width / 2 : centerX(top)
    this.moveTo({ zoom: READABLE, x: Math.round(this.size.width / 2 - middle * READABLE), y: HEADROOM })
    if (selected !== undefined) this.reveal(selected)
  }

  /** Shows an element at a readable size in the middle, or moves as little as needed. */
  zoomTo(id: ElementId): void {
    const box = this.scene?.picture.boxes.get(id)
    if (box === undefined) return
    this.fitting = false
    this.moveTo({ zoom: 1, x: this.size.width / 2 - centerX(box), y: this.size.height / 2 - centerY(box) })
  }

  reveal(id: ElementId): void {
    const box = this.scene?.picture.boxes.get(id)
    if (box !== undefined && this.size.width > 0) this.moveTo(reveal(this.view, box, this.size))
  }

  pan(dx: number, dy: number): void {
    this.fitting = false
    this.endGlide()
    this.moveTo({ ...this.view, x: this.view.x + dx, y: this.view.y + dy })
  }

  zoomBy(factor: number, at: Point = { x: this.size.width / 2, y: this.size.height / 2 }): void {
    this.fitting = false
    this.moveTo(zoomAt(this.view, at, this.view.zoom * factor))
  }

  moveTo(view: Viewport): void {
    if (view.zoom !== this.view.zoom || this.glide === undefined) this.endGlide()
    this.view = view
    this.paper.matrix({ a: view.zoom, b: 0, c: 0, d: view.zoom, e: view.x, f: view.y })
    this.onView(view)
    this.schedule()
  }

  /** The element whose shape holds the event's target. */
  elementAt(target: EventTarget | null): ElementId | undefined {
    if (!(target instanceof Element)) return undefined
    const id = target.closest('[model-id]')?.getAttribute('model-id') ?? undefined
    return id !== undefined && this.scene?.picture.boxes.has(id) ? id : undefined
  }

  /** Remembers what the pointer is on: that is what stays still when the picture is arranged anew. */
  pointTo(id: ElementId | undefined): void {
    this.pointerAt = id
  }

  toPicture(at: Point): Point {
    return { x: (at.x - this.view.x) / this.view.zoom, y: (at.y - this.view.y) / this.view.zoom }
  }

  /** [PRS1] A point of the window as a distance from the nearest element's corner, which every screen has. */
  anchorAt(at: Point): Anchor | undefined {
    const { scene, index } = this
    if (scene === undefined || index === undefined) return undefined
    const point = this.toPicture(at)
    const around = { x: point.x - ANCHOR_REACH, y: point.y - ANCHOR_REACH, w: 2 * ANCHOR_REACH, h: 2 * ANCHOR_REACH }
    let best: { id: ElementId; away: number } | undefined
    for (const { id } of index.boxes.within(around)) {
      const box = scene.picture.boxes.get(id)
      if (box === undefined) continue
      const away = Math.hypot(centerX(box) - point.x, centerY(box) - point.y)
      if (best === undefined || away < best.away) best = { id, away }
    }
    const id = best?.id ?? scene.picture.boxes.keys().next().value
    const box = id === undefined ? undefined : scene.picture.boxes.get(id)
    if (id === undefined || box === undefined) return undefined
    return { at: id, x: Math.round(point.x - box.x), y: Math.round(point.y - box.y) }
  }

  /** Where an anchor is in the window; undefined when this picture does not show its element. */
  pointOf({ at, x, y }: Anchor): Point | undefined {
    const box = this.scene?.picture.boxes.get(at)
    if (box === undefined) return undefined
    return { x: (box.x + x) * this.view.zoom + this.view.x, y: (box.y + y) * this.view.zoom + this.view.y }
  }

  /** Puts a point of the picture into the middle of the window. */
  centreOn(at: Point): void {
    const { zoom } = this.view
    this.fitting = false
    this.endGlide()
    this.moveTo({ zoom, x: this.size.width / 2 - at.x * zoom, y: this.size.height / 2 - at.y * zoom })
  }

  /** The elements that lie in a rectangle of the picture, whole or in part. */
  elementsIn(rect: Rect): ElementId[] {
    return [...(this.index?.boxes.within(rect) ?? [])].map(({ id }) => id)
  }

  /** What is shown now, for the map and for pictures to keep. */
  shown(): { scene: Scene; index: PictureIndex; window: Rect } | undefined {
    const { scene, index } = this
    if (scene === undefined || index === undefined) return undefined
    return { scene, index, window: windowOf(this.view, this.size, 0) }
  }

  /** Draws with the same fonts, and remembers nothing of what is on the screen. */
  newArtist(): Artist {
    return this.artist.another()
  }

  /** How many cells are mounted: what the test of the window asks. */
  mountedCount(): number {
    return this.mounted.size
  }

  destroy(): void {
    cancelAnimationFrame(this.frame)
    clearTimeout(this.glide)
    this.paper.remove()
    this.far.remove()
    this.mounted.clear()
  }

  private schedule(): void {
    if (this.frame !== 0) return
    this.frame = requestAnimationFrame(() => {
      this.frame = 0
      this.mount()
    })
  }

  private keepPlace(before: Picture, after: Picture, middle: ElementId | undefined): void {
    const still = [this.pointerAt, this.scene?.selected, middle].find(
      (id) => id !== undefined && before.boxes.has(id) && after.boxes.has(id),
    )
    if (still === undefined) return
    const next = holdStill(this.view, before.boxes.get(still)!, after.boxes.get(still)!)
    clearTimeout(this.glide)
    this.host.classList.add('is-gliding')
    this.glide = setTimeout(() => this.endGlide(), GLIDE_MS)
    if (next.x !== this.view.x || next.y !== this.view.y) this.moveTo(next)
  }

  private endGlide(): void {
    clearTimeout(this.glide)
    this.glide = undefined
    this.host.classList.remove('is-gliding')
  }

  private nearestToMiddle(picture: Picture): ElementId | undefined {
    const middle = this.toPicture({ x: this.size.width / 2, y: this.size.height / 2 })
    let best: ElementId | undefined
    let least = Number.POSITIVE_INFINITY
    for (const { id } of this.index?.boxes.within(windowOf(this.view, this.size, 0)) ?? []) {
      const box = picture.boxes.get(id)
      if (box === undefined) continue
      const away = Math.hypot(centerX(box) - middle.x, centerY(box) - middle.y)
      if (away < least) {
        least = away
        best = id
      }
    }
    return best
  }

  /** [CAN8] Mounts what the window shows and takes away the rest, touching only what differs. */
  private mount(): void {
    const { scene, index } = this
    if (scene === undefined || index === undefined || this.size.width === 0) return
    const detail = detailAt(this.view.zoom)
    this.host.classList.toggle('is-far', detail === 'far')
    const left = detail === 'far' ? this.keepActive(scene) : this.apply(this.wanted(scene, index, detail))
    // What is not mounted yet shows as plain shapes meanwhile.
    if (detail === 'far' || left > 0) paintFar(this.far, scene, index, this.view, this.size)
    else clearFar(this.far)
    if (left > 0) this.schedule()
  }

  /** Far out, cells stay as they are behind the painted picture; only what assistive technology is at has to be there. */
  private keepActive(scene: Scene): number {
    const { active } = scene
    for (const id of this.mounted.keys()) if (!scene.picture.boxes.has(id)) this.unmount(id)
    const box = active === undefined ? undefined : scene.picture.boxes.get(active)
    if (active === undefined || box === undefined) return 0
    const next: Wanted = { drawing: this.artist.draw(scene, active, 'name'), at: box }
    const last = this.mounted.get(active)
    if (last === undefined) this.graph.addCells([this.kit.box(active, next.drawing, box)])
    else this.patch(active, last, next)
    this.mounted.set(active, next)
    return 0
  }

  private wanted(scene: Scene, index: PictureIndex, detail: 'full' | 'name'): Map<string, Wanting> {
    const { picture, active } = scene
    const shown = windowOf(this.view, this.size, MARGIN)
    const boxes = index.boxes.within(shown)
    const wanted = new Map<string, Wanting>()
    const box = (id: ElementId) => {
      const at = picture.boxes.get(id)
      if (at !== undefined) wanted.set(id, { at, draw: () => this.artist.draw(scene, id, detail) })
    }
    // First of all what assistive technology is at.
    if (active !== undefined) box(active)
    for (const trunk of index.trunks.within(shown)) {
      wanted.set(`trunk ${trunk.from}`, { draw: () => line(trunkSvg(trunk)), of: trunk })
    }
    for (const route of index.routes.within(shown)) {
      wanted.set(route.key, { draw: () => line(lineSvg(scene.graph, route)), of: route })
    }
    picture.captions.forEach((caption, at) => {
      const svg = textAt('gsn-caption', caption.x, caption.y, caption.text)
      wanted.set(`caption ${at}`, { draw: () => line(svg) })
    })
    for (const { id } of boxes) if (id !== active) box(id)
    return wanted
  }

  /**
   * Brings the mounted cells to what is wanted, at most so many in one frame: a frame stays short however much comes
   * into view at once.
   * @returns how many cells are still to come
   */
  private apply(wanted: ReadonlyMap<string, Wanting>): number {
    const added: dia.Cell[] = []
    let left = 0
    let budget = MOST_PER_FRAME
    this.graph.startBatch('mount')
    for (const id of this.mounted.keys()) if (!wanted.has(id)) this.unmount(id)
    for (const [id, { at, draw, of }] of wanted) {
      const last = this.mounted.get(id)
      if (last !== undefined && of !== undefined && last.of === of) continue
      if (last === undefined && budget === 0) {
        left++
        continue
      }
      const drawn = this.artist.drawn
      const next: Wanted = { drawing: draw(), at, of }
      this.mounted.set(id, next)
      if (last === undefined) added.push(at ? this.kit.box(id, next.drawing, at) : this.kit.line(id, next.drawing))
      else this.patch(id, last, next)
      if (last === undefined || this.artist.drawn > drawn) budget = Math.max(0, budget - 1)
    }
    if (added.length > 0) this.graph.addCells(added)
    this.graph.stopBatch('mount')
    // A frame's portion is drawn in this frame: JointJS would wait for the next one.
    this.paper.updateViews()
    return left
  }

  private unmount(id: string): void {
    this.graph.getCell(id)?.remove()
    this.mounted.delete(id)
  }

  private patch(id: string, last: Wanted, next: Wanted): void {
    const { at } = next
    const moved = at !== undefined && (at.x !== last.at?.x || at.y !== last.at?.y)
    const resized = at !== undefined && (at.w !== last.at?.w || at.h !== last.at?.h)
    const redrawn = next.drawing !== last.drawing && !sameDrawing(next.drawing, last.drawing)
    if (!moved && !resized && !redrawn) return
    this.graph.getCell(id)?.set({
      ...(moved ? { position: { x: at.x, y: at.y } } : {}),
      ...(resized ? { size: { width: at.w, height: at.h } } : {}),
      ...(redrawn ? { drawing: next.drawing } : {}),
    })
  }
}

function line(svg: string): CellDrawing {
  return { svg, classes: '' }
}

function sameDrawing(a: CellDrawing, b: CellDrawing): boolean {
  return a.svg === b.svg && a.classes === b.classes && a.label === b.label
}
