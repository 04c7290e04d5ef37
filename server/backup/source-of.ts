import { openDiskFiles } from '../files/disk-files'
import { openTableFiles } from '../files/table-files'
import { serviceSecret } from '../secrets'
import type { Store } from '../store/db'
import type { BackupSource } from './write-backup'

/** What a backup is made of, for a process that has a store open and serves nobody. */
export function sourceOf(store: Store, dataDir: string, clock: () => string): BackupSource {
  const serviceKey = serviceSecret({ dataDir })
  return {
    store,
    clock,
    files: store.kind === 'postgres' ? openTableFiles(store.db) : openDiskFiles(dataDir),
    ...(serviceKey === undefined ? {} : { serviceKey }),
  }
}
