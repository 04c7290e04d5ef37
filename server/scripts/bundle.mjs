// The server's own bundle: our sources in one file, packages as they are installed (one copy of yjs with Next's).
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import * as esbuild from 'esbuild'
import { bundleDir, root } from './project.mjs'
import { verifyPage } from './verify-page.mjs'

/** @returns esbuild's settings; the command line is built too when it is there */
export function settings(outdir = bundleDir) {
  const entries = {
    main: 'server/main.ts',
    accord: 'server/cli/main.ts',
    'read-thread': 'server/exchange/read-thread.ts',
    'document-thread': 'server/document/document-thread.ts',
  }
  return {
    absWorkingDir: root,
    entryPoints: Object.entries(entries)
      .filter(([, file]) => existsSync(join(root, file)))
      .map(([out, file]) => ({ in: file, out })),
    outdir,
    bundle: true,
    packages: 'external',
    // Its files name each other without their endings: bundlers find them, Node alone does not.
    alias: { '@pandatix/js-cvss': join(root, 'node_modules/@pandatix/js-cvss/dist/index.js') },
    platform: 'node',
    target: 'node20',
    format: 'esm',
    splitting: true,
    sourcemap: true,
    logLevel: 'warning',
    tsconfig: join(root, 'tsconfig.json'),
  }
}

/** The stand-alone verifier: one file with everything in it, because it travels inside every exported baseline. */
export function verifierSettings(outfile = join(root, 'dist/verify.mjs')) {
  return {
    absWorkingDir: root,
    entryPoints: ['server/cli/stand-alone-verify.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    legalComments: 'inline',
    logLevel: 'warning',
    tsconfig: join(root, 'tsconfig.json'),
  }
}

export async function bundle() {
  await esbuild.build(settings())
  await esbuild.build(verifierSettings())
  await verifyPage()
}
