import type { Expected } from '@/lib/agreement/verdict'
import { checkAside } from './check-aside'
import { el } from './dom'
import { verdictSection } from './verdict-view'

/**
 * The page of verify.html and of /verify. It asks nobody anything: files are read where they are dropped, and checked
 * beside the page, so that it answers meanwhile.
 */
export function showPage(): void {
  const results = byId('results')
  const status = byId('status')
  const drop = byId('drop')
  const picker = byId('files') as HTMLInputElement
  const digestField = byId('digest') as HTMLInputElement
  const headField = byId('head') as HTMLInputElement
  const say = (sentence: string) => {
    status.textContent = sentence
  }
  let last: readonly File[] = []
  let turn = 0

  /** Checks the files one after the other and shows each verdict as soon as it stands. */
  async function check(files: readonly File[]): Promise<void> {
    last = files
    turn++
    const asked = turn
    if (files.length === 0) return
    results.replaceChildren()
    const expected = readExpected(digestField.value, headField.value)
    if (typeof expected === 'string') return say(expected)
    for (const [i, file] of files.entries()) {
      say(files.length === 1 ? `Checking ${file.name}` : `Checking ${file.name} (${i + 1} of ${files.length})`)
      const result = await resultOf(file, expected)
      // Other files were dropped meanwhile.
      if (asked !== turn) return
      results.append(result)
    }
    const first = results.querySelector('section')
    say(files.length === 1 ? (first?.querySelector('.word')?.textContent ?? '') : `${files.length} files are checked.`)
  }

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
  if (location.protocol !== 'file:') byId('home').replaceChildren(el('a', { href: '/' }, 'Accord'))
}

async function resultOf(file: File, expected: Expected): Promise<HTMLElement> {
  let bytes: Uint8Array
  try {
    bytes = new Uint8Array(await file.arrayBuffer())
  } catch {
    const problems = [{ code: 'unreadable', where: file.name, message: 'The file cannot be read.' }]
    return verdictSection(file.name, { status: 'not-valid', problems, remarks: [] }, undefined)
  }
  const { verdict, view } = await checkAside(bytes, expected)
  return verdictSection(file.name, verdict, view)
}

/** What the reader knows already, or a sentence on what cannot be read of it. */
function readExpected(digestText: string, headText: string): Expected | string {
  const digest = digestText.toLowerCase().replaceAll(/\s/g, '')
  const head = headText.toLowerCase().replaceAll(/\s/g, '')
  if (digest !== '' && !/^[0-9a-f]{64}$/.test(digest)) return 'A digest has 64 characters from 0 to 9 and a to f.'
  const parts = /^(\d{1,9}):([0-9a-f]{64})$/.exec(head)
  if (head !== '' && parts === null) return 'Where a history stood is a number, a colon and 64 characters.'
  return {
    ...(digest === '' ? {} : { digest }),
    ...(parts === null ? {} : { heads: [{ size: Number(parts[1]), head: parts[2] ?? '' }] }),
  }
}

function byId(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`The page has no part "${id}"`)
  return found
}
