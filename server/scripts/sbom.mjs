// What the product is made of, as CycloneDX: written beside the server's bundle by every build, from the lock file alone.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './project.mjs'

/** @returns the list, without what only development needs; the same for the same lock file */
export function billOfMaterials() {
  const lock = readFileSync(join(root, 'package-lock.json'))
  const args = ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only']
  const made = spawnSync('npm', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  if (made.status !== 0) throw new Error(`npm sbom did not succeed: ${made.stderr}`)
  const list = JSON.parse(made.stdout)
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const { version, description, license } = own
  const digest = createHash('sha256').update(lock).digest('hex')
  const uuid = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-4${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`
  const component = {
    ...list.metadata.component,
    name: own.name,
    version,
    description,
    licenses: [{ license: { id: license } }],
  }
  delete component.externalReferences
  delete component.properties
  const { timestamp: _, ...metadata } = list.metadata
  // Where a copy was fetched from differs between machines; its name, version and hash do not.
  // Asked to omit what only development needs, npm omits more than that; it marks it rightly.
  const components = list.components.flatMap(({ externalReferences: __, properties = [], ...one }) => {
    const development = properties.some(({ name }) => name === 'cdx:npm:package:development')
    return development ? [] : [{ ...one, name: nameIn(one.purl) }]
  })
  const kept = new Set([component['bom-ref'], ...components.map((one) => one['bom-ref'])])
  const dependencies = (list.dependencies ?? [])
    .filter(({ ref }) => kept.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((one) => kept.has(one)) }))
  return { ...list, serialNumber: `urn:uuid:${uuid}`, metadata: { ...metadata, component }, components, dependencies }
}

/** The name that weaknesses are told under, also of what is installed under another. */
function nameIn(purl) {
  return decodeURIComponent(/^pkg:npm\/(.+)@[^@]+$/.exec(purl)?.[1] ?? purl)
}

/** Writes the list. @returns where */
export function writeBillOfMaterials(outfile) {
  mkdirSync(dirname(outfile), { recursive: true })
  writeFileSync(outfile, `${JSON.stringify(billOfMaterials(), null, 1)}\n`)
  return outfile
}
