// npm start: the production server over the last build.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { bundleDir, runServer, say } from './project.mjs'

if (!existsSync(join(bundleDir, 'sources'))) {
  say('There is no finished build yet. Run npm run build first, or npm run demo.')
  process.exit(1)
}
process.env.NODE_ENV = 'production'
await runServer(process.argv.slice(2))
