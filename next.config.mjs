const everywhere = [
  { key: 'x-content-type-options', value: 'nosniff' },
  { key: 'referrer-policy', value: 'same-origin' },
  { key: 'x-frame-options', value: 'DENY' },
  { key: 'cross-origin-opener-policy', value: 'same-origin' },
  { key: 'cross-origin-resource-policy', value: 'same-origin' },
  {
    key: 'permissions-policy',
    value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  },
]

/** @type {import('next').NextConfig} */
export default {
  // Tests and a second checkout may build side by side.
  distDir: process.env.ACCORD_DIST_DIR ?? '.next',
  // One copy of yjs in the process: the server's own bundle and Next's must share it.
  serverExternalPackages: [
    'yjs',
    'y-protocols',
    'y-websocket',
    'y-indexeddb',
    'lib0',
    '@node-rs/argon2',
    '@electric-sql/pglite',
    'drizzle-orm',
    'pg',
    'ws',
    // They find files beside themselves: fonts, native code.
    'pdfkit',
    'docx',
    '@resvg/resvg-js',
  ],
  headers: async () => [
    { source: '/:path*', headers: everywhere },
    {
      source: '/api/:path*',
      headers: [{ key: 'content-security-policy', value: "default-src 'none'; frame-ancestors 'none'" }],
    },
    {
      // Addresses with a secret part: told to nobody, found by no search engine.
      source: '/:way(invite|assess)/:path*',
      headers: [
        { key: 'referrer-policy', value: 'no-referrer' },
        { key: 'x-robots-tag', value: 'noindex, nofollow, noarchive' },
      ],
    },
    { source: '/assess/:token/view', headers: [{ key: 'x-frame-options', value: 'SAMEORIGIN' }] },
    {
      // The page of a frozen version: static, without script, shown inside our own signing page.
      source: '/api/cases/:caseId/proposals/:number/files/view/agreement.html',
      headers: [
        { key: 'x-frame-options', value: 'SAMEORIGIN' },
        {
          key: 'content-security-policy',
          value:
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'",
        },
      ],
    },
  ],
  // Types are checked by npm run check; what is published here was checked there.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  reactStrictMode: true,
  agentRules: false,
  experimental: { turbopackFileSystemCacheForDev: false, agentUpgrade: false },
}
