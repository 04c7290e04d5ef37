import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Prepared, Rooms } from './prepared'
import { printed, start, stop } from './processes'

export const SERVERS = ['Accord', '@y/websocket-server', 'Hocuspocus'] as const
export type ServerName = (typeof SERVERS)[number]

/** Where clients go. */
export interface Target {
  readonly server: ServerName
  readonly port: number
  /** The origin that Accord's pages come from. */
  readonly origin: string
}

export interface RunningServer {
  readonly pid: number
  readonly target: Target
  stop(): Promise<void>
}

/** Where the bundled programs lie. */
export interface Programs {
  readonly accord: string
  readonly prepare: string
  readonly load: string
  readonly peers: Readonly<Record<Exclude<ServerName, 'Accord'>, string>> | undefined
}

/** @param dataDir  belongs to this server alone */
export async function startAccord(programs: Programs, dataDir: string, profiles?: string): Promise<RunningServer> {
  const env = { DATA_DIR: dataDir, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'error' }
  const node = profiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`]
  return running('Accord', start(programs.accord, ['--no-pages'], { env, node }))
}

/** @param folder  for the list of documents it holds */
export async function startPeer(
  programs: Programs,
  server: Exclude<ServerName, 'Accord'>,
  folder: string,
  prepared: Prepared,
): Promise<RunningServer> {
  if (programs.peers === undefined) throw new Error('The peers are not installed.')
  const file = join(folder, 'rooms.json')
  writeFileSync(file, JSON.stringify(roomsOf(prepared)))
  return running(server, start(programs.peers[server], [file], { ipc: true }))
}

export function roomName(caseId: string): string {
  return `c/${caseId}`
}

function roomsOf({ cases, small }: Prepared): Rooms {
  const big = Object.values(cases).map(({ id, update }) => [roomName(id), update])
  return Object.fromEntries([...big, ...small.map((id) => [roomName(id), cases.small?.update])])
}

async function running(server: ServerName, child: ReturnType<typeof start>): Promise<RunningServer> {
  const [, origin = '', port] = await printed(child, /ready (http:\/\/[\w.]+:(\d+))/)
  return { pid: child.pid ?? 0, target: { server, port: Number(port), origin }, stop: () => stop(child) }
}
