// verify.html: the verifier as one file that opens from a disk. Made from the same sources as verify.mjs.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as esbuild from 'esbuild'
import { root } from './project.mjs'

const source = (file) => readFileSync(join(root, 'components/verify', file), 'utf8')

/** The page may run its own script and nothing else: no address is open to it, to load from or to send to. */
export function policyFor(script) {
  const hash = createHash('sha256').update(script).digest('base64')
  return [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    // Long histories are checked beside the page, by a worker made of the same text; it inherits this policy.
    'worker-src blob:',
    // The page that was signed brings its own styles and is shown in a frame that inherits this policy.
    "style-src 'unsafe-inline'",
    'frame-src data:',
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

/** Builds the page and writes it. @returns its text */
export async function verifyPage(outfile = join(root, 'dist/verify.html')) {
  const built = await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['components/verify/verify-main.ts'],
    bundle: true,
    write: false,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    charset: 'ascii',
    legalComments: 'inline',
    logLevel: 'warning',
    tsconfig: join(root, 'tsconfig.json'),
  })
  // The only sequence that could end the element early; in a string or comment of ours it means the same.
  const script = built.outputFiles[0].text.replaceAll('</script', '<\\/script')
  const page = source('verify-page.html')
    .replace('the policy', () => policyFor(script))
    .replace('<!-- the style -->', () => `<style>${source('verify-page.css')}</style>`)
    .replace('<!-- the program -->', () => `<script>${script}</script>`)
  mkdirSync(dirname(outfile), { recursive: true })
  writeFileSync(outfile, page)
  return page
}
