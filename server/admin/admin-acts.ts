import { writeBackup } from '../backup/write-backup'
import { checkStore } from '../integrity/check-store'
import { deleteCase, mayDelete } from '../retention/delete-case'
import { erasePerson } from '../retention/erase-person'
import type { Runtime } from '../runtime'
import { serviceSecret } from '../secrets'
import type { Store } from '../store/db'
import type { AdminActs } from './open-admin-door'

/** What the command line may ask of a running server that has its store for itself. */
export function adminActs(store: Store, current: () => Runtime): AdminActs {
  const source = () => ({ store, files: current().files, clock: current().clock })
  return {
    backup: () => writeBackup({ ...source(), serviceKey: serviceSecret(current().env) }),
    'archive-case': (query) => writeBackup({ ...source(), only: query.get('case') ?? '' }),
    integrity: json((query) => {
      const { db, files, serviceKey, clock } = current()
      const of = { db, files, serviceKey: serviceKey.publicKeyHex, now: Date.parse(clock()) }
      return checkStore(of, query.get('mend') === 'true')
    }),
    'erase-person': json((query) => {
      const how = { words: query.get('words') === 'true', reason: query.get('reason') ?? '' }
      return erasePerson(current(), query.get('email') ?? '', how)
    }),
    'may-delete-case': json((query) => mayDelete(store.db, query.get('case') ?? '', current().clock())),
    'delete-case': json((query) => deleteCase(current(), query.get('case') ?? '', query.get('archive') ?? '')),
  }
}

function json(answer: (query: URLSearchParams) => Promise<unknown>) {
  return async function* said(query: URLSearchParams): AsyncGenerator<Uint8Array> {
    yield Buffer.from(JSON.stringify(await answer(query)))
  }
}
