/**
 * On strict pages the browser turns no text into markup or into the address of a script, unless this program lets it:
 * script addresses of our own build, and style sheets, which hold no tag. Anything else throws, wherever it comes from.
 * Runs before every other script of the page; browsers without Trusted Types leave it out.
 */
const PROGRAM = `(function () {
  if (!window.trustedTypes || !trustedTypes.createPolicy) return
  trustedTypes.createPolicy('default', {
    createScriptURL: function (address) {
      var url = new URL(address, location.origin)
      return url.origin === location.origin && url.pathname.indexOf('/_next/static/') === 0 ? address : null
    },
    createHTML: function (text) { return text.indexOf('<') < 0 ? text : null },
    createScript: function () { return null },
  })
})()`

export function TrustedTypes({ nonce }: { nonce: string | undefined }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this file, under the nonce of this answer
  return <script nonce={nonce} dangerouslySetInnerHTML={{ __html: PROGRAM }} />
}
