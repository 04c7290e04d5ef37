// npm run demo: from a bare checkout to a served worked example with one command. The second start takes seconds.
import { buildIfNeeded, install, runServer } from './project.mjs'

install()
buildIfNeeded()
process.env.NODE_ENV = 'production'
process.env.LOG_LEVEL ??= 'warn'
await runServer(['--demo', ...process.argv.slice(2)])
