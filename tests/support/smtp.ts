import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

export interface ReceivedMail extends Email {
  /** Who the envelope was for. */
  readonly receiver: string
}

export interface MailServer {
  readonly url: string
  readonly port: number
  readonly mails: ReceivedMail[]
  /** Addresses that it refuses, for good (550) or for now (451). */
  readonly refused: Map<string, 550 | 451>
  /** How often somebody was named as a receiver, taken or not. */
  readonly asked: string[]
  close(): Promise<void>
}

/** A mail server of the test's own on loopback. @param port  a port that it had before, to come back on */
export async function startMailServer(port = 0): Promise<MailServer> {
  const mails: ReceivedMail[] = []
  const refused = new Map<string, 550 | 451>()
  const asked: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      asked.push(address)
      const code = refused.get(address)
      done(code === undefined ? null : Object.assign(new Error(`No ${address} here`), { responseCode: code }))
    },
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        void PostalMime.parse(Buffer.concat(parts)).then((mail) => {
          for (const { address } of session.envelope.rcptTo) mails.push({ ...mail, receiver: address })
          done()
        }, done)
      })
    },
  })
  server.on('error', () => {})
  const { port: bound } = await new Promise<{ port: number }>((resolve) => {
    const listening = server.listen(port, '127.0.0.1', () => resolve(listening.address() as { port: number }))
  })
  return {
    url: `smtp://127.0.0.1:${bound}?from=accord@mdm.example&ignoreTLS=true`,
    port: bound,
    mails,
    refused,
    asked,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
