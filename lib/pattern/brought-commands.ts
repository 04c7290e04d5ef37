import { z } from 'zod'
import type { Pattern, PatternElement } from '@/catalog/patterns/pattern'
import { SECURITY_CAPABILITY } from '@/catalog/patterns/security-capability'
import { type CommandResult, command, done, elementId } from '@/lib/case/command'
import { absent, whyNotUnder } from '@/lib/case/commands'
import { fieldsOf, problemWith, TEXT_MAX } from '@/lib/case/fields'
import { namesInUse, ORDER_STEP, orderAfter, orderKey } from '@/lib/case/names'
import { PATTERN_MAX, PATTERNS_MAX } from '@/lib/case/pattern-json'
import { readCase } from '@/lib/case/read'
import type { Writer } from '@/lib/case/write'
import { canonicalJson } from '@/lib/gsn/canonical'
import { digestOf } from '@/lib/gsn/digest'
import { type CaseGraph, type Element, type ElementId, relationKey } from '@/lib/gsn/graph'
import { KINDS, mayRelate } from '@/lib/gsn/kinds'
import { ok, refuse } from '@/lib/gsn/outcome'
import { endOf } from './branch-commands'
import { readPatternValue, topsOf } from './check-pattern'
import { elementOf } from './grow'
import { patternOf } from './pattern-of'
import { fillIn } from './placeholders'
import { grownMark } from './versions'

const addPattern = command({
  args: z.object({ pattern: z.unknown() }),
  server: true,
  did: 'brought a pattern into the case',
  run(doc, { pattern: value }, context) {
    const read = readPatternValue(value)
    if (!read.ok) return read
    const graph = readCase(doc)
    const pattern = read.value
    if (pattern.id === SECURITY_CAPABILITY.id) {
      return refuse('pattern-taken', `${pattern.id} is the case's own pattern. Give this one another id.`)
    }
    const json = canonicalJson(pattern)
    if (json.length > PATTERN_MAX) return refuse('pattern-invalid', 'This pattern is too large for a case.')
    const there = graph.patterns.get(pattern.id)
    if (there !== undefined && canonicalJson(there) === json) return ok({ created: [], changes: [] })
    if (there === undefined && graph.patterns.size >= PATTERNS_MAX) {
      return refuse('case-full', `A case brings along at most ${PATTERNS_MAX} patterns.`)
    }
    if (there !== undefined && pattern.version <= there.version) {
      const message = `This case has version ${there.version} of ${pattern.id}. Bring a newer one, or give it another id.`
      return refuse('pattern-taken', message, { version: there.version })
    }
    return done(doc, 'add-pattern', context, (writer) => writer.keepPattern(pattern.id, json))
  },
})

const growPattern = command({
  args: z.object({
    /** The id of a pattern that the case brought along. */
    pattern: z.string().max(64),
    /** The claim or strategy below which it is grown. */
    under: elementId,
    /** Words for its placeholders; the others stay open. */
    bindings: z.record(z.string().max(200), z.string().max(TEXT_MAX)).default({}),
  }),
  server: true,
  did: 'grew a pattern',
  run(doc, { pattern: patternId, under, bindings }, context) {
    const graph = readCase(doc)
    const pattern = graph.patterns.get(patternId)
    const parent = graph.elements.get(under)
    if (parent === undefined) return absent(under)
    if (pattern === undefined) {
      return refuse('pattern-absent', 'This pattern is not in the case. Load it first, then grow it.')
    }
    const [top = ''] = topsOf(pattern)
    const { kind } = elementOf(pattern, top)
    const type = mayRelate(parent.kind, 'supportedBy', kind) ? 'supportedBy' : 'inContextOf'
    const illegal = whyNotUnder(parent, type, kind)
    if (illegal !== undefined) return { ok: false, refusal: illegal }
    const growth = new BroughtGrowth(graph, pattern, parent, bindings, top)
    const id = growth.idOf(top)
    const stands = graph.relations.some(
      (relation) => relationKey(relation) === relationKey({ from: under, type, to: id }),
    )
    if (graph.elements.has(id) && stands) return ok<CommandResult>({ created: [id], changes: [] })
    return done(doc, 'grow-pattern', context, (writer) => {
      growth.grow(writer, top)
      writer.relate(under, type, id, orderAfter(graph, under))
      if (parent.undeveloped && type === 'supportedBy') writer.set(under, 'undeveloped', false)
    })
  },
})

/**
 * [PTN3] One growth of a brought pattern. Every id follows from pattern, place and bindings, so that two people who grow
 * the same at once get one branch. What plays a role of the pattern that is argued at this place takes that role.
 */
class BroughtGrowth {
  private readonly seed: string
  private readonly names: Set<string>
  private readonly made = new Map<string, string>()

  constructor(
    private readonly graph: CaseGraph,
    private readonly pattern: Pattern,
    private readonly parent: Element,
    private readonly bindings: Readonly<Record<string, string>>,
    /** The role at which growing begins: it says which version was grown. [PTN8] */
    private readonly top: string,
  ) {
    const given = Object.entries(bindings).filter(([, words]) => words.trim() !== '')
    const words = Object.fromEntries(given.map(([name, text]) => [name, text.trim()]))
    this.seed = digestOf(['pattern', pattern.id, pattern.version, parent.id, words])
    this.names = namesInUse(graph)
  }

  idOf(role: string): ElementId {
    return digestOf([this.seed, role]).slice(0, 24)
  }

  /** Makes the element of a role and everything below it that the pattern asks for and leaves no choice about. */
  grow(writer: Writer, role: string, above: string = this.parent.name, aboveRole = this.parent.role ?? ''): void {
    const id = this.idOf(role)
    if (this.made.has(role)) return
    const row = elementOf(this.pattern, role)
    const played = this.played(row)
    const name = this.nameFor(row, played, above, aboveRole)
    this.made.set(role, name)
    if (this.graph.bin.has(id)) writer.set(id, 'deleted', false)
    else if (!this.graph.elements.has(id)) this.create(writer, id, row, played, name)
    let place = 0
    for (const relation of this.pattern.relations) {
      const { count, choice } = relation
      if (relation.from !== role || choice !== undefined || count.min !== 1 || count.max !== 1) continue
      place++
      this.grow(writer, relation.to, name, played?.role ?? '')
      writer.relate(id, relation.type, this.idOf(relation.to), orderKey(place * ORDER_STEP))
    }
  }

  private create(writer: Writer, id: ElementId, row: PatternElement, played: PatternElement | undefined, name: string) {
    const { capability } = this.parent
    const { role } = row
    const facet = row.facet ?? played?.facet
    const own = played === undefined ? { role: row.role, pattern: this.pattern.id } : { role: played.role }
    const mark = played === undefined ? own : { ...own, pattern: this.parent.pattern }
    const origin = role === this.top ? grownMark(this.pattern) : {}
    const scalars = { kind: row.kind, ...mark, capability, name, facet, ...origin }
    writer.create(id, scalars, this.fill(row.statement))
    const fields = fieldsOf(facet)
    for (const [field, value] of Object.entries(row.values ?? {})) {
      const kind = fields[field]
      const said = typeof value === 'string' ? this.fill(value) : value
      if (kind?.type === 'text') writer.setText(id, field, String(said))
      else if (kind !== undefined && problemWith(kind, said) === undefined) writer.set(id, field, said)
    }
  }

  private fill(text: string): string {
    return fillIn(text.replaceAll('[X]', this.parent.capability ?? 'X'), this.bindings)
  }

  private played({ plays, kind }: PatternElement): PatternElement | undefined {
    if (plays === undefined) return undefined
    const row = patternOf(this.graph, this.parent)?.elements.find(({ role }) => role === plays)
    return row?.kind === kind ? row : undefined
  }

  /** In the place of a pattern's role it is named as that pattern names; otherwise it counts by kind. */
  private nameFor(row: PatternElement, played: PatternElement | undefined, above: string, aboveRole: string): string {
    const { capability } = this.parent
    if (played === undefined) {
      const prefix = capability === undefined ? KINDS[row.kind].prefix : `${KINDS[row.kind].prefix}-${capability}-`
      return this.next(prefix)
    }
    const end = endOf(above, aboveRole)
    const scope = patternOf(this.graph, this.parent)?.elements.find(({ role }) => role === aboveRole)?.scope
    const plain = `${played.role}${end}`
    if (scope === played.scope && !this.names.has(plain)) {
      this.names.add(plain)
      return plain
    }
    return this.next(`${plain}-`)
  }

  private next(prefix: string): string {
    for (let n = 1; ; n++) {
      const name = `${prefix}${n}`
      if (this.names.has(name)) continue
      this.names.add(name)
      return name
    }
  }
}

/** The commands on patterns that a case brings along, by name. */
export const BROUGHT_COMMANDS = { 'add-pattern': addPattern, 'grow-pattern': growPattern } as const
