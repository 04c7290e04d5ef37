import type { Scene } from '@/lib/drawing/scene'
import type { ElementId } from '@/lib/gsn/graph'
import { stepFrom } from '@/lib/layout/step'
import type { KeyStep, KeyVerb } from './canvas-keys'
import type { Diagram } from './diagram'
import type { CanvasActs } from './use-canvas-acts'
import type { ConnectingState } from './use-connecting'
import type { Picks } from './use-picks'
import type { Shifting } from './use-shifting'

export interface KeyActor extends CanvasActs {
  readonly diagram: Diagram
  readonly scene: Scene
  readonly picks: Picks
  readonly link: ConnectingState
  readonly shifting: Shifting
  readonly canEdit: boolean
  /** The top of the open branch. */
  readonly root: ElementId | undefined
  go(id: ElementId): void
  tell(sentence: string): void
  openMenu(id: ElementId): void
  openTools(): void
}

/** Does what a key asks for, at the element where one is [CAN5]. */
export function actOnKey(actor: KeyActor, step: KeyStep): void {
  const { diagram, link, scene } = actor
  if (step.do === 'zoom') diagram.zoomBy(step.factor)
  else if (step.do === 'pan') diagram.pan(step.dx, step.dy)
  else if (step.do === 'fit' || step.do === 'map') actor.act(step.do, [])
  else if (link.connecting !== undefined) aimOrFinish(actor, step, link.connecting.from)
  else if (scene.active !== undefined) stepAt(actor, step, scene.active)
}

/** While a relation is being drawn or elements are being moved: choose among the legal ends. */
function aimOrFinish({ scene, link, diagram }: KeyActor, step: KeyStep, from: ElementId): void {
  const targets = [...(scene.targets ?? [])]
  const candidate = link.connecting?.candidate
  if (step.do === 'escape') link.cancel()
  else if (step.do === 'enter' && candidate !== undefined) void link.finish(from, candidate)
  else if (step.do === 'go' && targets.length > 0) {
    const at = targets.indexOf(candidate ?? '')
    const back = step.direction === 'left' || step.direction === 'up'
    const next = targets[at < 0 ? 0 : (at + (back ? -1 : 1) + targets.length) % targets.length]
    link.aim(next)
    if (next !== undefined) diagram.reveal(next)
  }
}

function stepAt(actor: KeyActor, step: KeyStep, here: ElementId): void {
  const { scene, picks, shifting } = actor
  const group = actor.chosen()
  const ids = group.length > 0 ? group : [here]
  switch (step.do) {
    case 'go':
      actor.go(scene.selected === undefined ? here : stepFrom(scene.picture, here, step.direction))
      return
    case 'nudge':
      if (actor.canEdit) shifting.drop(ids, scene.picture, { x: step.dx, y: step.dy }, true)
      return
    case 'escape':
      if (picks.picked.size > 0) picks.clear()
      else if (here === actor.root) actor.leave()
      else actor.go(stepFrom(scene.picture, here, 'up'))
      return
    case 'zoom':
    case 'pan':
      return
    default:
      verbAt(actor, step.do, here, ids)
  }
}

function verbAt(actor: KeyActor, verb: KeyVerb, here: ElementId, ids: readonly ElementId[]): void {
  if (verb === 'enter') actor.enter(here)
  else if (verb === 'center') actor.act('zoom', [here])
  else if (verb === 'fold') actor.toggleFold(here)
  else if (verb === 'focus') actor.act('focus', [here])
  else if (verb === 'pick') actor.picks.toggle(here)
  else if (verb === 'pick-all') actor.act('pick-all', [])
  else if (verb === 'menu') actor.openMenu(here)
  else if (verb === 'tools') {
    actor.go(here)
    actor.openTools()
  } else if (!actor.canEdit) actor.tell('You can read this case but not edit it.')
  else if (verb === 'connect') actor.link.begin(here)
  else if (verb === 'move' || verb === 'bin') actor.act(verb, ids)
}
