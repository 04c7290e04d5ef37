import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { parseEnv } from '@/server/env'

const ROOT = join(import.meta.dirname, '../../..')
const read = (name: string) => readFileSync(join(ROOT, 'server/deploy', name), 'utf8')

describe('the files that a server is set up with', () => {
  it('name settings that the server knows, and programs that the checkout has', () => {
    const known = readFileSync(join(ROOT, 'server/env.ts'), 'utf8')
    const compose = parse(read('compose.yaml'), { merge: true }) as {
      services: Record<string, { environment?: Record<string, string>; build?: { dockerfile: string } }>
    }
    const node = compose.services['accord-2']
    const settings = Object.keys(node?.environment ?? {})
    const unit = [...read('accord.service').matchAll(/^Environment=(.+)$/gm)].flatMap(([, line = '']) =>
      line.split(' '),
    )
    const image = [...read('Dockerfile').matchAll(/^ENV (.+)$/gm)].flatMap(([, line = '']) => line.split(' '))
    const named = [...settings, ...[...unit, ...image].map((pair) => pair.split('=')[0] ?? '')]
    expect(named.length).toBeGreaterThan(6)
    for (const name of named.filter((one) => one !== 'NODE_ENV')) expect(known, name).toContain(`${name}:`)
    expect(existsSync(join(ROOT, node?.build?.dockerfile ?? 'nothing'))).toBe(true)
    for (const file of [read('accord.service'), read('Dockerfile')]) {
      const script = /server\/scripts\/\w+\.mjs/.exec(file)?.[0] ?? 'nothing'
      expect(existsSync(join(ROOT, script))).toBe(true)
    }
  })

  it('let files through nginx as they arrive on every route that takes them, and nowhere else', () => {
    const API = join(ROOT, 'app/api')
    const routes = (readdirSync(API, { recursive: true }) as string[]).filter((file) => file.endsWith('route.ts'))
    const place = /location ~ (\S+) \{[^}]*client_max_body_size 0;/.exec(read('nginx.conf'))?.[1] ?? 'nothing'
    for (const file of routes) {
      const path = `/api/${file.replace('/route.ts', '')}`.replaceAll(/\[\w+\]/g, 'x1')
      const takesFiles = readFileSync(join(API, file), 'utf8').includes('stream: true')
      expect(new RegExp(place).test(path), path).toBe(takesFiles)
    }
  })

  it('hand over settings that the server accepts', () => {
    const env = parseEnv({ PUBLIC_URL: 'https://accord.example.org', TRUST_PROXY: '1', HOST: '0.0.0.0', PORT: '3000' })
    expect(env).toMatchObject({ trustProxy: true, host: '0.0.0.0' })
  })
})
