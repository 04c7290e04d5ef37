/** Pages on which something is read in order to be signed, keys are kept, or a history is judged. */
const STRICT = /^\/(cases\/[^/]+\/agreement|account|check)(\/|$)/

/**
 * Whether a page takes the strict policy: scripts and styles of our own only, none of them in an attribute, no worker, no
 * frame of another page. Asked by the proxy that sends the policy and by the page that checks which one it got.
 */
export function isStrictPath(path: string): boolean {
  return STRICT.test(path)
}
