/** The little that is used of the peers, which are installed on demand and are no dependency. */
declare module '@y/websocket-server/utils' {
  import type { IncomingMessage } from 'node:http'
  import type { WebSocket } from 'ws'
  import type * as Y from 'yjs'

  export function setContentInitializor(fill: (doc: Y.Doc & { name: string }) => Promise<void>): void
  export function getYDoc(name: string): Y.Doc
  export function setupWSConnection(socket: WebSocket, request: IncomingMessage): void
}

declare module '@hocuspocus/server' {
  import type { IncomingMessage } from 'node:http'
  import type { WebSocket } from 'ws'
  import type * as Y from 'yjs'

  export class Hocuspocus {
    constructor(configuration: {
      quiet: boolean
      onLoadDocument: (about: { document: Y.Doc; documentName: string }) => Promise<void>
    })
    handleConnection(socket: WebSocket, request: IncomingMessage): void
  }
}

declare module '@hocuspocus/provider' {
  import type * as Y from 'yjs'

  export class HocuspocusProviderWebsocket {
    constructor(configuration: { url: string; WebSocketPolyfill: unknown })
    destroy(): void
  }
  export class HocuspocusProvider {
    constructor(configuration: { websocketProvider: HocuspocusProviderWebsocket; name: string; document: Y.Doc })
    attach(): void
    on(event: 'synced', listener: () => void): void
    destroy(): void
  }
}
