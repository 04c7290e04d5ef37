// npm run dev: pages from their sources, and the server started again whenever its own sources change.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { install, root, stopWithParent } from './project.mjs'

install()
stopWithParent()
process.env.NODE_ENV = 'development'
const outdir = join(root, 'dist/dev')
const esbuild = await import('esbuild')
const { settings, verifierSettings } = await import('./bundle.mjs')
await esbuild.build(verifierSettings())

let server
let stopping = false

/** Ends the running server, waits until it has given back its data directory, and starts the new one. */
async function restart() {
  const old = server
  if (old && old.exitCode === null) {
    old.kill('SIGTERM')
    await new Promise((resolve) => old.once('exit', resolve))
  }
  if (stopping) return
  server = spawn(process.execPath, [join(outdir, 'main.js'), '--dev', ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  })
}

let queue = Promise.resolve()
const context = await esbuild.context({
  ...settings(outdir),
  plugins: [
    {
      name: 'restart',
      setup: (build) =>
        build.onEnd(({ errors }) => {
          if (errors.length === 0) queue = queue.then(restart)
        }),
    },
  ],
})
await context.watch()

for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, async () => {
    stopping = true
    await context.dispose()
    if (server && server.exitCode === null) {
      server.once('exit', (code) => process.exit(code ?? 0))
      server.kill(signal)
    } else process.exit(0)
  })
}
