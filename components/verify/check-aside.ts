import type { Expected } from '@/lib/agreement/verdict'
import { type Checked, checkBytes } from './check-bytes'

// The page's own program, read while it runs: the worker is made of the same text, for nothing may be loaded.
const program = typeof document === 'undefined' ? '' : (document.currentScript?.textContent ?? '')
let worker: Worker | undefined
let drop: (() => void) | undefined

/**
 * Checks a bundle beside the page. What was asked before and is not answered yet is given up. Where a browser starts no
 * worker, it is done in the page.
 */
export async function checkAside(bytes: Uint8Array, expected: Expected): Promise<Checked> {
  drop?.()
  try {
    return await inWorker(bytes, expected)
  } catch {
    return checkBytes(bytes, expected)
  }
}

function inWorker(bytes: Uint8Array, expected: Expected): Promise<Checked> {
  worker ??= started()
  const asked = worker
  return new Promise((resolve, reject) => {
    asked.onmessage = ({ data }: MessageEvent<Checked>) => {
      drop = undefined
      resolve(data)
    }
    asked.onerror = (event) => {
      event.preventDefault()
      stop()
      reject(new Error('The worker does not run.'))
    }
    drop = stop
    asked.postMessage({ bytes, expected })
  })
}

function stop(): void {
  worker?.terminate()
  worker = undefined
  drop = undefined
}

function started(): Worker {
  return new Worker(URL.createObjectURL(new Blob([program], { type: 'text/javascript' })))
}
