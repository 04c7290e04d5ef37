import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const SHIPPED = join(import.meta.dirname, '../../server/deploy/nginx.conf')

/** nginx; undefined where there is none, and what needs it is then skipped by name. */
export const nginxPath = [process.env.ACCORD_NGINX, '/usr/sbin/nginx', '/usr/bin/nginx'].find(
  (path) => path !== undefined && existsSync(path),
)

/**
 * nginx with the configuration that is shipped, where only ports, name and certificate are put in.
 * @param port  of localhost, with TLS and a certificate nobody knows
 * @param nodes  ports of the servers behind it
 */
export async function startNginx(port: number, nodes: readonly number[]): Promise<{ url: string; stop(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'accord-nginx-'))
  const inside = (name: string) => join(folder, name)
  for (const name of ['logs', 'body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']) mkdirSync(inside(name))
  const certificate = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost']
  const files = ['-keyout', inside('tls.key'), '-out', inside('tls.crt')]
  execFileSync('openssl', ['req', ...certificate, ...files], { stdio: 'ignore' })
  writeFileSync(inside('accord.conf'), fitted(readFileSync(SHIPPED, 'utf8'), port, nodes, folder))
  writeFileSync(inside('nginx.conf'), around(inside))
  const server = spawn(
    nginxPath ?? 'nginx',
    ['-p', folder, '-c', inside('nginx.conf'), '-e', inside('logs/error.log')],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  await listening(port, server)
  return {
    url: `https://localhost:${port}`,
    stop: () => {
      server.kill('SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The shipped file with these ports. @throws when the file no longer has what is to be replaced */
function fitted(shipped: string, port: number, nodes: readonly number[], folder: string): string {
  const changes: [RegExp, string][] = [
    [/ {4}server 127\.0\.0\.1:3000 ([^\n]*)\n {4}server 127\.0\.0\.1:3001 [^\n]*\n/, nodes.map(peer).join('')],
    // Nobody but root may listen on port 80, and one way in is enough here.
    [/server \{\n {4}listen 80;[^}]*\}\n/, ''],
    [/listen 443 ssl;/, `listen 127.0.0.1:${port} ssl;`],
    [/server_name accord\.example\.org;/, 'server_name localhost;'],
    [/proxy_set_header Host {14}\$host;/, 'proxy_set_header Host $http_host;'],
    [/\/etc\/accord\/tls\.crt/, join(folder, 'tls.crt')],
    [/\/etc\/accord\/tls\.key/, join(folder, 'tls.key')],
  ]
  return changes.reduce((text, [what, by]) => {
    if (!what.test(text)) throw new Error(`server/deploy/nginx.conf has nothing like ${what}`)
    return text.replace(what, by)
  }, shipped)
}

const peer = (port: number) => `    server 127.0.0.1:${port} max_fails=0;\n`

function around(inside: (name: string) => string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  return `
daemon off;
worker_processes 1;
pid ${inside('nginx.pid')};
${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 512; }
http {
  access_log off;
  ${temporary.map((name) => `${name}_temp_path ${inside(name === 'client_body' ? 'body' : name)};`).join('\n  ')}
  include ${inside('accord.conf')};
}
`
}

async function listening(port: number, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (server.exitCode !== null) throw new Error(`nginx ended with ${server.exitCode}`)
    const up = await new Promise<boolean>((resolve) => {
      const probe = connect(port, '127.0.0.1')
      probe.once('connect', () => resolve(true)).once('error', () => resolve(false))
      probe.once('connect', () => probe.destroy())
    })
    if (up) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('nginx does not listen')
}
