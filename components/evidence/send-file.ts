import { type Outcome, ok, type Refusal, refuse } from '@/lib/gsn/outcome'

export interface SentFile {
  readonly sha256: string
  readonly name: string
  readonly size: number
  readonly type: string
  readonly already: boolean
}

/**
 * Sends a file to the case as it is, saying how far it is. Every way it can fail comes back as a refusal.
 * @param onProgress from 0 to 1
 * @param signal     stops it; nothing is kept then
 */
export function sendFile(
  caseId: string,
  file: File,
  confidentiality: string,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Outcome<SentFile>> {
  const query = new URLSearchParams({ name: file.name, confidentiality })
  return new Promise((resolve) => {
    // fetch tells nothing about how far an upload is.
    const request = new XMLHttpRequest()
    request.open('POST', `/api/cases/${encodeURIComponent(caseId)}/files?${query}`)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    })
    request.addEventListener('load', () => resolve(readAnswer(request)))
    request.addEventListener('error', () =>
      resolve(
        refuse(
          'offline',
          'The file did not reach the server, and nothing of it was kept. Check your connection and send it again.',
        ),
      ),
    )
    request.addEventListener('abort', () =>
      resolve(refuse('stopped', 'The upload was stopped, and nothing of it was kept.')),
    )
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

function readAnswer(request: XMLHttpRequest): Outcome<SentFile> {
  const failed = refuse('failed', 'The server could not take the file. Try again in a moment.')
  try {
    const body = JSON.parse(request.responseText) as SentFile & { error?: Refusal }
    if (request.status < 300) return ok(body)
    return body.error === undefined ? failed : refuse(body.error.code, body.error.message)
  } catch {
    return failed
  }
}
