import { shown } from './figures'
import type { JoinFigures } from './measure-joins'
import type { LoadFigures } from './measure-load'
import type { OpenFigures } from './measure-open'

export interface Report {
  readonly load: LoadFigures[]
  readonly saturation: LoadFigures[]
  readonly join: JoinFigures[]
  readonly open: OpenFigures[]
}

/** Prints what was measured. */
export function print({ load, saturation, join, open }: Report): void {
  table('Editors on one case, edit to visible', load.map(loadRow))
  table('Saturation', saturation.map(loadRow))
  table(
    'Opening a case, ms (medians)',
    join.map((one) => ({
      server: one.server,
      case: one.case,
      'document KB': shown(one.documentBytes / 1e3),
      warm: shown(one.warmMs),
      cold: shown(one.coldMs),
    })),
  )
  table(
    'Many small cases open at once',
    open.map((one) => ({
      server: one.server,
      cases: one.cases,
      'RSS before, MB': shown(one.emptyMb),
      'RSS open, MB': shown(one.openMb),
      'MB each': shown((one.openMb - one.emptyMb) / one.cases),
      'join, ms': shown(one.joinMs),
    })),
  )
  table(
    'Accord : peer',
    ratios({ load, saturation, join, open }).map(({ figures, ...row }) => ({ ...row, ...figures })),
  )
}

function table(title: string, rows: readonly object[]): void {
  if (rows.length === 0) return
  console.log(`\n${title}`)
  console.table(rows)
}

function loadRow(one: LoadFigures) {
  return {
    server: one.server,
    editors: one.editors,
    'edits/s': `${shown(one.perSecond)} of ${one.wanted}`,
    'p50 ms': shown(one.p50),
    'p95 ms': shown(one.p95),
    'p99 ms': shown(one.p99),
    unseen: one.unseen,
    'CPU s/1000': shown(one.cpuPer1000),
    'B/edit each': shown(one.bytesPerEdit),
    'sent MB': shown(one.bytesSent / 1e6),
    'RSS MB': shown(one.residentMb),
    'server CPUs': shown(one.serverCpu),
    'client CPUs': shown(one.clientCpu),
    'other CPUs': shown(one.otherCpu),
    closes: one.closes,
  }
}

export interface Ratio {
  readonly what: string
  readonly peer: string
  /** Accord's figure divided by the peer's, or by its own for the fresh case. */
  readonly figures: Readonly<Record<string, string>>
}

/** How Accord stands to each peer in the same run, and its old case to its fresh one. */
export function ratios({ load, saturation, join, open }: Report): Ratio[] {
  const rows: Ratio[] = []
  for (const one of [...load, ...saturation].filter(({ server }) => server === 'Accord')) {
    const list = load.includes(one) ? load : saturation
    const same = (other: LoadFigures) => other.editors === one.editors && other.wanted === one.wanted
    for (const peer of list.filter((other) => other.server !== 'Accord' && same(other))) {
      const figures = {
        p50: shown(one.p50 / peer.p50),
        p95: shown(one.p95 / peer.p95),
        p99: shown(one.p99 / peer.p99),
        CPU: shown(one.cpuPer1000 / peer.cpuPer1000),
        bytes: shown(one.bytesPerEdit / peer.bytesPerEdit),
        RSS: shown(one.residentMb / peer.residentMb),
      }
      rows.push({ what: `${one.editors} editors, ${one.wanted}/s`, peer: peer.server, figures })
    }
  }
  const own = (which: string) => join.find((one) => one.server === 'Accord' && one.case === which)
  const [fresh, old] = [own('fresh'), own('old')]
  if (fresh !== undefined && old !== undefined) {
    const figures = { warm: shown(old.warmMs / fresh.warmMs), cold: shown(old.coldMs / fresh.coldMs) }
    rows.push({ what: 'joining, old : fresh', peer: 'Accord', figures })
    for (const peer of join.filter((one) => one.server !== 'Accord' && one.case === 'fresh')) {
      rows.push({ what: 'joining, fresh', peer: peer.server, figures: { warm: shown(fresh.warmMs / peer.warmMs) } })
    }
  }
  const many = open.find((one) => one.server === 'Accord')
  for (const peer of open.filter((one) => many !== undefined && one.server !== 'Accord')) {
    const figures = { RSS: shown((many?.openMb ?? Number.NaN) / peer.openMb) }
    rows.push({ what: `${peer.cases} small cases`, peer: peer.server, figures })
  }
  return rows
}
