import type * as Y from 'yjs'

type RootType = Y.AbstractType<Y.YEvent<never>>

/** Places in the list of roots: those found lately, last first, and the one after the last that a walk found. */
interface Found {
  lately: number[]
  after: number
}

/** Roots that turn up again and again, such as the map of elements. */
const REMEMBERED = 6

/**
 * The root types of a document, in an order in which the one that is looked for is found soon. Yjs looks for the name of
 * a root by going through `entries()` for every first piece of content it encodes; a case has a root for each text, so that
 * encoding it takes time by the square of its size. Content is encoded roughly in the order in which its roots came to be:
 * the search begins with the roots found lately and goes on where the last one ended.
 */
class RootTypes extends Map<string, RootType> {
  private readonly names: string[] = []
  private readonly found: Found = { lately: [], after: 0 }

  override set(name: string, type: RootType): this {
    if (!this.has(name)) this.names.push(name)
    return super.set(name, type)
  }

  /** Yjs never does. */
  override delete(): never {
    throw new Error('A root type stays for as long as its document.')
  }

  /** Every root once. Whoever stops early has found what they looked for. */
  override entries(): MapIterator<[string, RootType]> {
    return new Search(this, this.names, this.found) as unknown as MapIterator<[string, RootType]>
  }
}

/** One walk through the roots. Written out, because it is taken for every first piece of content. */
class Search implements IterableIterator<[string, RootType]> {
  private step = 0
  private at = -1

  constructor(
    private readonly roots: ReadonlyMap<string, RootType>,
    private readonly names: readonly string[],
    private readonly found: Found,
  ) {}

  [Symbol.iterator](): this {
    return this
  }

  next(): IteratorResult<[string, RootType]> {
    const { lately, after } = this.found
    const { length } = this.names
    for (;;) {
      const step = this.step++
      if (step >= lately.length + length) return { done: true, value: undefined }
      const walking = step >= lately.length
      const at = walking ? (after + step - lately.length) % length : (lately[step] as number)
      if (walking && lately.includes(at)) continue
      this.at = at
      const name = this.names[at] as string
      return { done: false, value: [name, this.roots.get(name) as RootType] }
    }
  }

  return(): IteratorResult<[string, RootType]> {
    const { found, at, step } = this
    if (step > found.lately.length) {
      found.after = at + 1
      found.lately = [at, ...found.lately.slice(0, REMEMBERED - 1)]
    } else {
      found.lately = [at, ...found.lately.filter((one) => one !== at)]
    }
    return { done: true, value: undefined }
  }
}

/** Lets a document that has no roots yet be encoded in time that grows as its size does. */
export function withQuickRoots(doc: Y.Doc): Y.Doc {
  if (doc.share.size > 0) throw new Error('The document has roots already.')
  doc.share = new RootTypes() as unknown as typeof doc.share
  return doc
}
