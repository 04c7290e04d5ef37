import type { Expected } from '@/lib/agreement/verdict'
import { checkBytes } from './check-bytes'
import { showPage } from './verify-page'

// One text for two places: in a page it shows verdicts, in the worker that the page makes of it, it finds them.
interface WorkerScope {
  onmessage: ((event: MessageEvent<{ bytes: Uint8Array; expected: Expected }>) => void) | null
  postMessage(message: unknown): void
}

if (typeof document === 'undefined') {
  const scope = globalThis as unknown as WorkerScope
  scope.onmessage = ({ data: { bytes, expected } }) => scope.postMessage(checkBytes(bytes, expected))
} else {
  showPage()
}
