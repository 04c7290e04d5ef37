import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    setupFiles: ['tests/support/fixed-seed.ts'],
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**', 'node_modules/**'],
    // Vitest leaves a core free by default; on two cores that is half the machine.
    maxWorkers: Math.max(2, availableParallelism()),
    // Its files name each other without their endings: bundlers find them, Node alone does not.
    server: { deps: { inline: ['@pandatix/js-cvss'] } },
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
