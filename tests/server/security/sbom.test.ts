import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '@/server/root'
// @ts-expect-error a plain script without types
import { billOfMaterials } from '../../../server/scripts/sbom.mjs'

interface Bill {
  readonly specVersion: string
  readonly serialNumber: string
  readonly metadata: { readonly component: { readonly name: string; readonly version: string } }
  readonly components: readonly {
    readonly name: string
    readonly group?: string
    readonly version: string
    readonly purl: string
    readonly hashes?: readonly unknown[]
  }[]
}

/** The published schema, as its library ships it. */
function validator() {
  const folder = join(projectRoot(), 'node_modules/@cyclonedx/cyclonedx-library/res/schema')
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as { $id: string }
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true })
  ;(addFormats as unknown as (to: Ajv) => void)(ajv)
  // Forms of later drafts that the extension does not know; addresses are checked as text.
  for (const format of ['iri-reference', 'iri', 'idn-email']) ajv.addFormat(format, true)
  for (const name of ['spdx.SNAPSHOT.schema.json', 'jsf-0.82.SNAPSHOT.schema.json'])
    ajv.addSchema(read(name), `http://cyclonedx.org/schema/${name}`)
  return ajv.compile(read('bom-1.5.SNAPSHOT.schema.json'))
}

describe('whoever runs this server, on the day a weakness of a library is told', () => {
  it('[SEC8] finds every library of the product, with its version and hash, in a list that fits the schema', () => {
    const bill = billOfMaterials() as Bill
    expect(bill.specVersion).toBe('1.5')
    const check = validator()
    check(bill)
    expect(check.errors ?? []).toEqual([])
    expect(bill.metadata.component.name).toBe('accord')
    const { dependencies } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>
    }
    const listed = new Set(bill.components.map(({ group, name }) => (group ? `${group}/${name}` : name)))
    const missing = Object.entries(dependencies)
      .map(([name, version]) => /^npm:(@?[^@]+)@/.exec(version)?.[1] ?? name)
      .filter((name) => !listed.has(name))
    expect(missing).toEqual([])
    // What other platforms take in its place has no hash in the lock file.
    const bare = bill.components.filter(({ hashes, name }) => hashes === undefined && !name.startsWith('@next/swc-'))
    expect(bare.map(({ name }) => name)).toEqual([])
    expect(listed.has('vitest')).toBe(false)
    // Nothing of the machine that built it.
    expect(JSON.stringify(bill)).not.toMatch(/"(path|cdx:npm:package:path)"|file:\/\/|\/home\/|registry/)
    expect(billOfMaterials()).toEqual(bill)
  })
})
