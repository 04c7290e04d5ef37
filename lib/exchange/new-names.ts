import { namesInUse, nextName } from '@/lib/case/names'
import type { CaseGraph } from '@/lib/gsn/graph'
import { KINDS, type Kind } from '@/lib/gsn/kinds'

/** [GSN4] Names for elements of a file: their own where it is free in the case, else the next one of their kind. */
export class NewNames {
  private readonly taken: Set<string>
  private readonly counts = new Map<string, number>()

  constructor(private readonly graph: CaseGraph) {
    this.taken = namesInUse(graph)
  }

  for({ name, kind }: { readonly name: string; readonly kind: Kind }): string {
    let own = name
    if (own === '' || own.length > 64 || this.taken.has(own)) {
      const { prefix } = KINDS[kind]
      let n = this.counts.get(prefix) ?? (Number(nextName(this.graph, prefix).slice(prefix.length)) || 1)
      while (this.taken.has(`${prefix}${n}`)) n++
      this.counts.set(prefix, n + 1)
      own = `${prefix}${n}`
    }
    this.taken.add(own)
    return own
  }
}
