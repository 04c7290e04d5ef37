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
    'pg',
    'ws',
  ],
  poweredByHeader: false,
  reactStrictMode: true,
  agentRules: false,
  experimental: { turbopackFileSystemCacheForDev: false, agentUpgrade: false },
}
