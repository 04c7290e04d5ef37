import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '@/server/root'
import { adoptSigned, bundleFile, EVERY_RIGHT, enrolKey, proposeAsIs, signVersion } from './signing'
import { startServer } from './startServer'

/** Baselines that earlier releases exported. They are never made again: a file here is what somebody keeps in a safe. */
export const GOLDEN_FOLDER = join(projectRoot(), 'tests/fixtures/agreement')

export function goldenBundle(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(GOLDEN_FOLDER, name)))
}

/**
 * Signs the worked example on a real server, one side with a passkey and one with the password, and keeps its first
 * baseline. For a release that changes the format: add a file under a new name and leave the others alone.
 */
export async function makeGolden(name: string): Promise<Uint8Array> {
  const server = await startServer()
  const mara = await server.person('mara@mdm.example', { name: 'Mara Keller', organisation: 'Pump Works', side: 'mdm' })
  const adam = await server.person('adam@mdm.example', { name: 'Adam Moor', organisation: 'Pump Works', side: 'mdm' })
  const hana = await server.person('hana@hdo.example', { name: 'Hana Novak', organisation: 'St. Brigid', side: 'hdo' })
  const id = await server.newCase(mara, { title: 'Infusion pump', template: 'example' })
  await server.seat(id, mara, 'mdm', EVERY_RIGHT)
  await server.seat(id, adam, 'mdm', ['read', 'administer'])
  await server.seat(id, hana, 'hdo', EVERY_RIGHT)
  const key = await enrolKey(server, id, mara, adam)
  await adoptSigned(id, mara, hana, key)
  const number = await proposeAsIs(mara, id)
  await signVersion(mara, id, number, key)
  await signVersion(hana, id, number)
  const bytes = await bundleFile(hana, id, 1)
  mkdirSync(GOLDEN_FOLDER, { recursive: true })
  writeFileSync(join(GOLDEN_FOLDER, name), bytes)
  return bytes
}
