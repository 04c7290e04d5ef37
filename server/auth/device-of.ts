import { deviceWords, networkWords } from '@/lib/access/device-words'
import { runtime } from '../runtime'
import { type AnyHeaders, addressOf, headerOf } from './headers'

/** Browser, device and network of a request in one line. */
export function deviceOf(peer: AnyHeaders): string {
  const network = networkWords(addressOf(peer, runtime().env.trustProxy))
  return [deviceWords(headerOf(peer, 'user-agent')), network].filter(Boolean).join(', ')
}
