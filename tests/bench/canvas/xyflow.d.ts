/** Installed only for the benchmark, beside the project: what the benchmark uses of it. */
declare module '@xyflow/react' {
  import type { ComponentType, ReactElement } from 'react'

  export interface Node<Data> {
    id: string
    type?: string
    position: { x: number; y: number }
    width?: number
    height?: number
    data: Data
  }
  export interface Edge {
    id: string
    source: string
    target: string
    type?: string
  }
  export interface NodeProps<Words extends Node<unknown>> {
    data: Words['data']
  }
  export interface Viewport {
    x: number
    y: number
    zoom: number
  }
  export interface ReactFlowInstance {
    getViewport(): Viewport
    setViewport(view: Viewport): Promise<boolean>
    zoomTo(zoom: number): Promise<boolean>
  }
  export const Position: { Top: 'top'; Bottom: 'bottom' }
  export const Handle: ComponentType<{ type: 'source' | 'target'; position: 'top' | 'bottom' }>
  export function ReactFlow(props: {
    nodes: readonly Node<never>[] | readonly unknown[]
    edges: readonly Edge[]
    nodeTypes: Readonly<Record<string, unknown>>
    onlyRenderVisibleElements?: boolean
    minZoom?: number
    defaultViewport?: Viewport
    nodesDraggable?: boolean
    onInit?: (instance: ReactFlowInstance) => void
  }): ReactElement
}
