import type { LogLevel } from './env'

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>

/** One JSON line per event on standard error. Never a password, cookie, token or text of a case. */
export interface Log {
  debug(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  /** @param cause  its message and stack go to the log only, never to a client */
  error(event: string, cause?: unknown, fields?: LogFields): void
}

const ORDER: readonly LogLevel[] = ['debug', 'info', 'warn', 'error', 'silent']

/**
 * @param level  the lowest level that is written
 * @param clock  the server's time, ISO 8601
 */
export function createLog(
  level: LogLevel,
  clock: () => string,
  write: (line: string) => void = (line) => void process.stderr.write(line),
): Log {
  const line = (at: LogLevel, event: string, fields: Readonly<Record<string, unknown>> = {}) => {
    if (ORDER.indexOf(at) < ORDER.indexOf(level)) return
    write(`${JSON.stringify({ at: clock(), level: at, event, ...fields })}\n`)
  }
  return {
    debug: (event, fields) => line('debug', event, fields),
    info: (event, fields) => line('info', event, fields),
    warn: (event, fields) => line('warn', event, fields),
    error: (event, cause, fields) =>
      line('error', event, { ...fields, cause: cause instanceof Error ? (cause.stack ?? cause.message) : cause }),
  }
}
