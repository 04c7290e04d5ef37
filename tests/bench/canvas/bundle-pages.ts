import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'

const STYLE = `
html, body { margin: 0; height: 100%; font: 13px system-ui, sans-serif; }
#host { position: absolute; inset: 0; overflow: hidden; }
.panes { display: grid; grid-template-columns: 280px 1fr 360px; height: 100vh; background: #fff; }
.panes > * { min-width: 0; min-height: 0; overflow: auto; height: 100%; }
.box { box-sizing: border-box; width: 100%; height: 100%; padding: 8px 12px; border: 1.5px solid #2f5fb3; border-radius: 6px; background: #fff; overflow: hidden; }
.box p { margin: 2px 0 0; line-height: 18px; }
.box.solution { border-radius: 50%; text-align: center; border-color: #2c7d47; }
.box.strategy { border-color: #7a4fc0; }
.box.context { border-radius: 30px; border-color: #7b899d; }
`

/** Bundles one page of the benchmark into a folder of its own. @returns the address of the page */
export async function bundlePage(root: string, out: string, source: string, modules?: string): Promise<string> {
  mkdirSync(out, { recursive: true })
  const shared = ['react', 'react-dom']
  await build({
    entryPoints: { page: join(root, 'tests/bench/canvas', source) },
    outdir: out,
    bundle: true,
    format: 'iife',
    minify: true,
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    // One React for the page and for what it measures.
    alias: { '@': root, ...Object.fromEntries(shared.map((name) => [name, join(root, 'node_modules', name)])) },
    nodePaths: modules === undefined ? [] : [modules],
    plugins: [exactNames(root)],
    logLevel: 'error',
  })
  const html = `<!doctype html><meta charset="utf-8"><title>${source}</title><link rel="stylesheet" href="page.css"><style>${STYLE}</style><div class="case-canvas" style="position:absolute;inset:0"><div id="host" class="canvas-paper"></div></div><script src="page.js"></script>`
  writeFileSync(join(out, 'page.html'), html)
  return `file://${join(out, 'page.html')}`
}

/** The bundler takes `words` and `Words` for one name; the project does not. */
function exactNames(root: string): Plugin {
  return {
    name: 'exact-names',
    setup({ onResolve }) {
      onResolve({ filter: /^(@|\.{1,2})\// }, ({ path, resolveDir }) => {
        const file = path.startsWith('@/') ? join(root, path.slice(2)) : join(resolveDir, path)
        if (resolveDir.includes('node_modules')) return undefined
        const found = ['.ts', '.tsx'].map((ending) => `${file}${ending}`).find((name) => existsSync(name))
        return found === undefined ? undefined : { path: found }
      })
    },
  }
}
