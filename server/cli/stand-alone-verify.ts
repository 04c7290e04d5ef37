import { verifyFile } from './verify-file'

// The entry of verify.mjs: one file that needs nothing but Node, and that travels inside every bundle.
process.exitCode = verifyFile(process.argv.slice(2))
