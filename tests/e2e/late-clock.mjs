// Loaded into the server of the browser tests: its clock goes ahead by the minutes that DATA_DIR/clock-ahead holds, so that
// a walk can let a time limit pass. Nothing of this is in the product.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const RealDate = Date
let ahead = 0
const look = () => {
  try {
    ahead = Number(readFileSync(join(process.env.DATA_DIR ?? '', 'clock-ahead'), 'utf8')) * 60_000
  } catch {
    ahead = 0
  }
}
setInterval(look, 100).unref()

globalThis.Date = class extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + ahead)
    else super(...args)
  }

  static now() {
    return RealDate.now() + ahead
  }

  // Of its own, because Next copies what the constructor itself has.
  static parse(text) {
    return RealDate.parse(text)
  }

  static UTC(...args) {
    return RealDate.UTC(...args)
  }
}
