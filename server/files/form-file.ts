/** Bytes of a part's header lines at most. */
const HEADER_MAX = 16 * 1024
/** Bytes of the fields before the file at most. */
const BEFORE_MAX = 1024 * 1024

export interface FormFile {
  readonly name: string
  /** The fields before the file, in their order. */
  readonly fields: readonly (readonly [name: string, value: string])[]
  readonly bytes: AsyncGenerator<Uint8Array>
}

/**
 * Reads a multipart/form-data body (RFC 7578) up to its first part with a file name and gives that part's bytes as they
 * come; no more than one piece and one delimiter is held. What follows the file is not read.
 * @throws when there is no such part, or the body is none; while reading, when it ends without the delimiter
 */
export async function fileOfForm(body: AsyncIterable<Uint8Array>, boundary: string): Promise<FormFile> {
  const source = new Window(body[Symbol.asyncIterator]())
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  // The first delimiter may stand at the very start, without the line break.
  source.prepend(Buffer.from('\r\n'))
  await source.skipPast(delimiter, BEFORE_MAX)
  const fields: [string, string][] = []
  for (let before = 0; ; ) {
    const end = await source.take(2)
    if (end.toString('latin1') === '--') throw new Error('The form has no file.')
    if (end.toString('latin1') !== '\r\n') throw new Error('The form is damaged.')
    const header = (await source.takeUntil(Buffer.from('\r\n\r\n'), HEADER_MAX)).toString('utf8')
    const name = fileNameIn(header)
    if (name !== undefined) return { name, fields, bytes: source.bytesUntil(delimiter) }
    const value = await source.takeUntil(delimiter, BEFORE_MAX - before)
    before += value.length
    const field = fieldNameIn(header)
    if (field !== undefined) fields.push([field, value.toString('utf8')])
  }
}

function fileNameIn(header: string): string | undefined {
  const line = header.split('\r\n').find((each) => /^content-disposition\s*:/i.test(each))
  const exact = line === undefined ? undefined : /;\s*filename\*=UTF-8''([^;\s]+)/i.exec(line)?.[1]
  if (exact !== undefined) {
    try {
      return decodeURIComponent(exact)
    } catch {
      // The plain name follows.
    }
  }
  const plain = line === undefined ? undefined : /;\s*filename="((?:[^"\\]|\\.)*)"/i.exec(line)?.[1]
  // Browsers write a quotation mark as %22.
  return plain?.replace(/\\(["\\])/g, '$1').replace(/%22/g, '"')
}

function fieldNameIn(header: string): string | undefined {
  const line = header.split('\r\n').find((each) => /^content-disposition\s*:/i.test(each))
  return line === undefined ? undefined : /;\s*name="([^"]{1,100})"/i.exec(line)?.[1]
}

/** A stretch of the body that is looked at. */
class Window {
  private held: Buffer = Buffer.alloc(0)

  constructor(private readonly pieces: AsyncIterator<Uint8Array>) {}

  prepend(bytes: Buffer): void {
    this.held = Buffer.concat([bytes, this.held])
  }

  private async more(): Promise<void> {
    const next = await this.pieces.next()
    if (next.done) throw new Error('The form ended early.')
    this.held = this.held.length === 0 ? Buffer.from(next.value) : Buffer.concat([this.held, next.value])
  }

  async take(count: number): Promise<Buffer> {
    while (this.held.length < count) await this.more()
    const taken = this.held.subarray(0, count)
    this.held = this.held.subarray(count)
    return taken
  }

  async takeUntil(mark: Buffer, limit: number): Promise<Buffer> {
    for (;;) {
      const at = this.held.indexOf(mark)
      if (at >= 0) return (await this.take(at + mark.length)).subarray(0, at)
      if (this.held.length > limit) throw new Error('A header of the form is too long.')
      await this.more()
    }
  }

  /** @returns how many bytes were passed over */
  async skipPast(mark: Buffer, limit: number): Promise<number> {
    return (await this.takeUntil(mark, limit)).length
  }

  async *bytesUntil(mark: Buffer): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = this.held.indexOf(mark)
      if (at >= 0) {
        const last = this.held.subarray(0, at)
        this.held = this.held.subarray(at + mark.length)
        if (last.length > 0) yield last
        return
      }
      // The mark may begin in this piece and end in the next.
      const safe = this.held.length - mark.length + 1
      if (safe > 0) {
        yield this.held.subarray(0, safe)
        this.held = this.held.subarray(safe)
      }
      await this.more()
    }
  }
}
