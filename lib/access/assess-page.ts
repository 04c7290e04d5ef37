import { html } from '@/lib/agreement/html'
import { dayWords, instantWords } from '@/lib/agreement/instant'
import { BASELINE_STATES } from '@/lib/agreement/proposal'

/** What the page says beside the frozen version itself: nothing that the bundle does not say as well. */
export interface AssessInput {
  readonly title: string
  readonly baseline: number
  readonly state: keyof typeof BASELINE_STATES
  readonly since: string
  readonly digest: string
  readonly expiresAt: string
  /** Address of the page, without a slash at its end. */
  readonly here: string
}

/** [ASL4] The whole style of the page: nothing from anywhere, both colour schemes, readable on paper. */
export const ASSESS_STYLE = `
:root{color-scheme:light dark;--ink:#1b2430;--soft:#4a5766;--line:#d5dbe2;--paper:#fff;--ground:#f4f6f8;--link:#2c5280}
@media (prefers-color-scheme:dark){:root{--ink:#e4e8ee;--soft:#a9b4c2;--line:#39424e;--paper:#1d232b;--ground:#14181e;--link:#8fb8e8}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;color:var(--ink);background:var(--ground);font:14px/1.5 Inter,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
header,main>section{max-width:1120px;width:100%;margin:0 auto;padding:16px 24px}
header{padding-bottom:0}
h1{font-size:20px;line-height:1.3;margin:0 0 4px;overflow-wrap:anywhere}
h2{font-size:14px;margin:0 0 4px}
p{margin:4px 0}
.soft{color:var(--soft)}
main{flex:1;display:flex;flex-direction:column}
main>section{padding-top:8px}
.ways{display:flex;flex-wrap:wrap;gap:8px 12px;align-items:center;margin:8px 0}
a{color:var(--link)}
a.main{display:inline-block;padding:6px 14px;border:1px solid var(--link);border-radius:6px;font-weight:600;text-decoration:none}
a:focus-visible{outline:2px solid var(--link);outline-offset:2px}
code{font-size:12px;overflow-wrap:anywhere}
iframe{flex:1;width:100%;min-height:70vh;border:0;border-top:1px solid var(--line);background:#fff}
.message{max-width:560px;margin:12vh auto;padding:24px;background:var(--paper);border:1px solid var(--line);border-radius:6px}
`

function page(title: string, body: ReturnType<typeof html>): string {
  const style = { html: `<style>${ASSESS_STYLE}</style>` }
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><meta name="referrer" content="no-referrer"><title>${title}</title>${style}</head><body>${body}</body></html>`
    .html
}

/** [ASL4] The page that a link to a baseline opens: static, without script, with the frozen version in a frame. */
export function assessPage({ title, baseline, state, since, digest, expiresAt, here }: AssessInput): string {
  return page(
    `Baseline ${baseline} of ${title}`,
    html`<header><h1>Baseline ${baseline} of ${title}</h1><p class="soft">${BASELINE_STATES[state].words}. Signed by both sides, in force since ${instantWords(since)}. You see it exactly as it was signed, and nothing of the case since. This link works until ${dayWords(expiresAt)}; each opening is recorded for both sides.</p></header><main><section><div class="ways"><a class="main" href="${here}/baseline.rab" download>Download the signed file (.rab)</a><a href="/verify" target="_blank" rel="noopener noreferrer">Check the file in your browser</a></div><p>The file proves itself: drop it on the page that checks it, or unpack it and open verify.html without any network. Compare the digest: <code>${digest}</code></p></section><iframe title="Baseline ${baseline}, the whole text" src="${here}/view" sandbox></iframe></main>`,
  )
}

/** A page that says one thing. */
export function assessRefusal(sentence: string): string {
  return page(
    'Nothing to show',
    html`<main><div class="message"><h1>Nothing to show</h1><p>${sentence}</p></div></main>`,
  )
}
