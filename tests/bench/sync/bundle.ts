import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type BuildOptions, build } from 'esbuild'
import type { Programs } from './servers'

/**
 * Bundles the server and the programs of this benchmark. With peers, the clients and the peers' servers lie in the peers'
 * folder, so that each process has one copy of Yjs.
 * @param peers  the folder that they are installed in
 */
export async function bundlePrograms(root: string, out: string, peers: string | undefined): Promise<Programs> {
  const file = pathToFileURL(join(root, 'server/scripts/bundle.mjs')).href
  const { settings } = (await import(file)) as { settings: (outdir: string) => BuildOptions }
  const bundle = async (folder: string, entries: Readonly<Record<string, string>>) => {
    const entryPoints = Object.entries(entries).map(([name, source]) => ({ out: name, in: source }))
    await build({ ...settings(folder), entryPoints, outExtension: { '.js': '.mjs' } })
    return (name: string) => join(folder, `${name}.mjs`)
  }
  const here = 'tests/bench/sync'
  const own = await bundle(out, { accord: 'server/main.ts', prepare: `${here}/prepare.ts` })
  const clients = await bundle(peers ?? out, { load: `${here}/load.ts` })
  const common = { accord: own('accord'), prepare: own('prepare'), load: clients('load') }
  if (peers === undefined) return { ...common, peers: undefined }
  const servers = await bundle(peers, {
    'peer-y-websocket': `${here}/peer-y-websocket.ts`,
    'peer-hocuspocus': `${here}/peer-hocuspocus.ts`,
  })
  return {
    ...common,
    peers: { '@y/websocket-server': servers('peer-y-websocket'), Hocuspocus: servers('peer-hocuspocus') },
  }
}
