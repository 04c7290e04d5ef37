import { VIEW_PATH } from '@/lib/agreement/manifest'
import { decodeUtf8 } from '@/lib/agreement/utf8'
import type { Expected, Verdict } from '@/lib/agreement/verdict'
import { verifyBundle } from '@/lib/agreement/verify'
import { readZip } from '@/lib/agreement/zip'
import { el } from './dom'
import { verdictSection } from './verdict-view'

// The whole program of verify.html and of /verify. It asks nobody anything: files are read where they are dropped.

const results = byId('results')
const status = byId('status')
const drop = byId('drop')
const picker = byId('files') as HTMLInputElement
const digestField = byId('digest') as HTMLInputElement
const headField = byId('head') as HTMLInputElement
let last: readonly File[] = []

picker.addEventListener('change', () => void check([...(picker.files ?? [])]))
for (const field of [digestField, headField]) field.addEventListener('change', () => void check(last))
for (const type of ['dragenter', 'dragover'] as const) {
  document.addEventListener(type, (event) => {
    event.preventDefault()
    drop.classList.add('over')
  })
}
for (const type of ['dragleave', 'drop'] as const) {
  document.addEventListener(type, () => drop.classList.remove('over'))
}
document.addEventListener('drop', (event) => {
  event.preventDefault()
  void check([...(event.dataTransfer?.files ?? [])])
})

/** Checks the files one after the other and shows each verdict as soon as it stands. */
async function check(files: readonly File[]): Promise<void> {
  last = files
  if (files.length === 0) return
  results.replaceChildren()
  const expected = readExpected()
  if (typeof expected === 'string') {
    say(expected)
    return
  }
  for (const [i, file] of files.entries()) {
    say(files.length === 1 ? `Checking ${file.name}` : `Checking ${file.name} (${i + 1} of ${files.length})`)
    await painted()
    if (last !== files) return
    results.append(await resultOf(file, expected))
  }
  const first = results.querySelector('section')
  say(files.length === 1 ? (first?.querySelector('.word')?.textContent ?? '') : `${files.length} files are checked.`)
}

async function resultOf(file: File, expected: Expected): Promise<HTMLElement> {
  let bytes: Uint8Array
  try {
    bytes = new Uint8Array(await file.arrayBuffer())
  } catch {
    const problems = [{ code: 'unreadable', where: file.name, message: 'The file cannot be read.' }]
    return verdictSection(file.name, { status: 'not-valid', problems, remarks: [] }, undefined)
  }
  const verdict = verifyBundle(bytes, undefined, expected)
  return verdictSection(file.name, verdict, viewIn(bytes, verdict))
}

function viewIn(bytes: Uint8Array, { status: verdict }: Verdict): string | undefined {
  const zip = verdict === 'not-valid' ? undefined : readZip(bytes)
  const view = zip?.ok ? zip.value.find((file) => file.path === VIEW_PATH) : undefined
  return view === undefined ? undefined : decodeUtf8(view.bytes)
}

/** What the reader knows already, or a sentence on what cannot be read of it. */
function readExpected(): Expected | string {
  const digest = digestField.value.toLowerCase().replaceAll(/\s/g, '')
  const head = headField.value.toLowerCase().replaceAll(/\s/g, '')
  if (digest !== '' && !/^[0-9a-f]{64}$/.test(digest)) return 'A digest has 64 characters from 0 to 9 and a to f.'
  const parts = /^(\d{1,9}):([0-9a-f]{64})$/.exec(head)
  if (head !== '' && parts === null) return 'Where a history stood is a number, a colon and 64 characters.'
  return {
    ...(digest === '' ? {} : { digest }),
    ...(parts === null ? {} : { heads: [{ size: Number(parts[1]), head: parts[2] ?? '' }] }),
  }
}

function say(sentence: string): void {
  status.textContent = sentence
}

function painted(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}

function byId(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`The page has no part "${id}"`)
  return found
}

if (location.protocol !== 'file:') {
  byId('home').replaceChildren(el('a', { href: '/' }, 'Accord'))
}
