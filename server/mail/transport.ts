import { createTransport } from 'nodemailer'
import type { Mail } from '@/lib/mail/compose'

export interface Letter extends Mail {
  readonly to: { readonly name: string; readonly address: string }
  /** The same for the same mail at each attempt, so that a mail that was sent twice can be told to be one. */
  readonly messageId: string
  /** [MAI6] Where one click ends this kind of mail (RFC 8058); absent for an invitation, which comes once. */
  readonly unsubscribe?: string
  readonly date: string
}

/** What came of handing a letter to the mail server. */
export type Handed =
  | { readonly kind: 'sent' }
  /** This letter will never be taken: the mail server refuses its receiver or itself for good. */
  | { readonly kind: 'refused'; readonly code: string }
  /** Not now: the mail server is down, busy, or does not take us. `all`: no other letter would go either. */
  | { readonly kind: 'later'; readonly code: string; readonly all: boolean }

export interface Transport {
  send(letter: Letter): Promise<Handed>
  close(): void
}

const PATIENCE = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000 }

/**
 * The way to the mail server.
 * @param smtpUrl `smtp://user:password@host:587`, or smtps; `?from=` sets the sender
 * @param home    the address of this server, for the sender where none is set
 */
export function openTransport(smtpUrl: string, home: string): Transport {
  const url = new URL(smtpUrl)
  const from = url.searchParams.get('from') ?? `accord@${senderHost(home)}`
  url.searchParams.delete('from')
  const transport = createTransport({
    url: url.href,
    ...PATIENCE,
    // Nothing of a mail may be read from a file or fetched from somewhere.
    disableFileAccess: true,
    disableUrlAccess: true,
  } as Parameters<typeof createTransport>[0])
  return {
    async send({ to, subject, text, html, messageId, unsubscribe, date }) {
      try {
        await transport.sendMail({
          from: { name: 'Accord', address: from },
          to,
          subject,
          text,
          html,
          messageId,
          date,
          headers: {
            ...(unsubscribe === undefined
              ? {}
              : {
                  'List-Unsubscribe': `<${unsubscribe}>`,
                  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
                }),
            'Auto-Submitted': 'auto-generated',
            'X-Auto-Response-Suppress': 'All',
          },
        })
        return { kind: 'sent' }
      } catch (error) {
        return judged(error)
      }
    },
    close: () => transport.close(),
  }
}

/** A plain `localhost` is no domain of a sender. */
function senderHost(home: string): string {
  const { hostname } = new URL(home)
  return hostname.includes('.') && !/^[\d.[\]:]+$/.test(hostname) ? hostname : 'accord.invalid'
}

/** [MAI2] Which failures are for good: only what the mail server says of this receiver or of this message. */
function judged(error: unknown): Handed {
  const {
    code = 'unknown',
    command = '',
    responseCode,
  } = error as {
    code?: string
    command?: string
    responseCode?: number
  }
  // Names and numbers only: the server's sentence may hold an address.
  const name = [code, command.replace(/[^A-Z ]/g, ''), responseCode].filter(Boolean).join(' ')
  const ofThisLetter = code === 'EENVELOPE' || code === 'EMESSAGE'
  const about = command === 'RCPT TO' || command === 'DATA' || command === ''
  if (ofThisLetter && about && responseCode !== undefined && responseCode >= 500) return { kind: 'refused', code: name }
  return { kind: 'later', code: name, all: !ofThisLetter }
}
