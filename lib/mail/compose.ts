import type { Waiting } from '@/lib/review/inbox'
import { countsInWords, pathOf, titleOf } from '@/lib/review/waiting-words'
import { MAIL_KINDS } from './kinds'

export interface Mail {
  /** One line. */
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** Where the links of a mail lead. */
export interface MailLinks {
  /** The origin of the server, without a slash at its end. */
  readonly home: string
  /** Ends this kind of mail, without signing in; for a digest, the digest. */
  readonly unsubscribe: string
}

export interface CaseWaiting {
  readonly case: string
  readonly title: string
  readonly waiting: readonly Waiting[]
}

/** [MAI5] The mail about one thing that waits in a case. */
export function instantMail(links: MailLinks, where: { case: string; title: string }, one: Waiting): Mail {
  const title = titleOf(one)
  const due = one.due === undefined ? [] : [`It is due on ${one.due}.`]
  return assemble(links, `${title} (${where.title})`, MAIL_KINDS[one.kind].label, [
    { words: `In the case "${where.title}":` },
    { words: `${title}.`, href: links.home + pathOf(where.case, one) },
    ...(one.text === '' ? [] : [{ words: one.text, quoted: true }]),
    ...due.map((words) => ({ words })),
  ])
}

/** [MAI5] The mail about being brought into a case. @param by  who did it */
export function invitationMail(
  links: MailLinks,
  where: { case: string; title: string },
  by: string,
  may: string,
): Mail {
  return assemble(links, `${by} brought you into "${where.title}"`, MAIL_KINDS.invitation.label, [
    { words: `${by} brought you into the case "${where.title}". ${may}` },
    { words: 'Open the case and see what it argues.', href: `${links.home}/cases/${encodeURIComponent(where.case)}` },
  ])
}

/** Lines of one case that a digest tells one by one. */
const LINES = 10

/** [MAI3] [MAI5] The daily mail: what waits, case by case. @param cases in which something waits */
export function digestMail(links: MailLinks, cases: readonly CaseWaiting[]): Mail {
  const all = cases.flatMap(({ waiting }) => waiting)
  const lines = cases.flatMap(({ case: id, title, waiting }): Line[] => [
    { words: `${title}: ${countsInWords(waiting)}`, heading: true },
    ...waiting.slice(0, LINES).map((one) => ({
      words: `${titleOf(one)}${one.due === undefined ? '' : `, due on ${one.due}`}.`,
      href: links.home + pathOf(id, one),
    })),
    ...(waiting.length > LINES ? [{ words: `And ${waiting.length - LINES} more.`, href: `${links.home}/inbox` }] : []),
  ])
  const subject = all.length === 1 ? 'One thing waits for you' : `${all.length} things wait for you`
  return assemble(links, subject, 'The daily digest', [
    ...lines,
    { words: 'All that waits for you stands in your inbox.', href: `${links.home}/inbox` },
  ])
}

/** A line of a mail. */
export interface Line {
  readonly words: string
  readonly href?: string
  /** Somebody's words, set apart from ours. */
  readonly quoted?: boolean
  readonly heading?: boolean
}

/** What stands below every mail: why it came, and what can be done about it. */
export interface Foot {
  readonly text: string
  /** `plain` and the address make a line of the text, `html` the words of a link. */
  readonly links: readonly { readonly plain: string; readonly html: string; readonly href: string }[]
}

function assemble(links: MailLinks, subject: string, kind: string, lines: readonly Line[]): Mail {
  return frame(subject, lines, {
    text: `You get this mail because of your settings for "${kind}".`,
    links: [
      {
        plain: 'Change what you are written about',
        html: 'Change what you are written about',
        href: `${links.home}/settings/mail`,
      },
      { plain: 'No more of this kind', html: 'stop mail of this kind', href: links.unsubscribe },
    ],
  })
}

/** Puts a mail together, as text and as HTML; whatever people wrote is escaped. */
export function frame(subject: string, lines: readonly Line[], foot: Foot): Mail {
  const below = [foot.text, ...foot.links.map(({ plain, href }) => `${plain}: ${href}`)]
  const text = [...lines.map(plainLine), '--', below.join('\n')].join('\n\n')
  const ways = foot.links.map(({ html, href }) => `<a href="${escaped(href)}">${html}</a>`).join(' or ')
  const html = [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>',
    escaped(oneLine(subject)),
    '</title></head><body style="font-family:sans-serif;font-size:15px;line-height:1.5">',
    ...lines.map(htmlLine),
    `<hr><p style="font-size:13px;color:#555">${escaped(foot.text)}${ways === '' ? '' : ` ${ways}.`}</p></body></html>`,
  ].join('')
  return { subject: oneLine(subject), text: `${text}\n`, html }
}

function plainLine({ words, href, quoted }: Line): string {
  const said = quoted ? words.replace(/^/gm, '> ') : words
  return href === undefined ? said : `${said}\n${href}`
}

function htmlLine({ words, href, quoted, heading }: Line): string {
  const said = escaped(words)
  if (heading) return `<h2 style="font-size:16px">${said}</h2>`
  if (quoted) return `<blockquote style="margin:0;padding-left:12px;border-left:3px solid #bbb">${said}</blockquote>`
  return href === undefined ? `<p>${said}</p>` : `<p><a href="${escaped(href)}">${said}</a></p>`
}

const SUBJECT_MAX = 150

/** A header is one line; what would begin a second one is a space. */
function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must not stand in a header
  const line = text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim()
  return line.length <= SUBJECT_MAX ? line : `${line.slice(0, SUBJECT_MAX)} ...`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
}
