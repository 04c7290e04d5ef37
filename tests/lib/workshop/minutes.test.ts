import { describe, expect, it } from 'vitest'
import type { PagedDocument } from '@/lib/document/document'
import { redline } from '@/lib/document/redline'
import { composeMinutes, type MinutesScene, type ToldChange } from '@/lib/workshop/minutes'
import { openPoll } from '@/lib/workshop/workshop'
import { Stage } from './stage'

const scene = (change: Partial<MinutesScene> = {}): MinutesScene => ({
  caseTitle: 'Infusion pump',
  organisations: { mdm: 'Pumps Ltd', hdo: 'Green Hospital' },
  elementName: (id) => (id === 'C2' ? 'C2-ALOF' : undefined),
  elementLink: (id) => `https://accord.example.org/cases/1?element=${id}`,
  isResolved: () => false,
  changes: [],
  now: '2026-11-22T09:00:00.000Z',
  ...change,
})

/** The words of a document, a block to a line. */
function wordsOf(document: PagedDocument): string {
  const lines = document.blocks.flatMap((block): string[] => {
    if (block.kind === 'heading') return [`${'#'.repeat(block.level)} ${block.text}`]
    if (block.kind === 'paragraph') return [block.runs.map(({ text }) => text).join('')]
    if (block.kind === 'list') return block.items.map((runs) => `- ${runs.map(({ text }) => text).join('')}`)
    if (block.kind !== 'table') return []
    const rows = block.rows.map((row) => row.map((runs) => runs.map(({ text }) => text).join('')).join(' | '))
    return [...(block.caption === undefined ? [] : [block.caption]), block.head.join(' | '), ...rows]
  })
  return lines.join('\n')
}

function story(): Stage {
  const stage = Stage.opened().act('rita', { act: 'join' }).act('ada', { act: 'join' })
  stage.act('mia', { act: 'begin', item: stage.item('Automatic logoff') })
  stage.act('mia', { act: 'decide', text: 'Ten minutes <b>only</b>', element: 'C2' })
  stage.act('mia', { act: 'ask', question: 'Is it good?', element: 'C2' })
  stage.act('rita', { act: 'answer', poll: openPoll(stage.workshop)?.id ?? '', answer: 'not-yet', note: 'No report' })
  stage.act('hana', { act: 'assign', text: 'Send the report', person: 'max', due: '2026-12-01', element: 'C2' })
  stage.act('ada', { act: 'park', text: 'Who pays?' })
  return stage.act('mia', { act: 'park', text: 'Not this' })
}

describe('minutes', () => {
  it('[WSH6] say who was there by side, what was decided and asked, who does what until when, and what is parked', () => {
    const stage = story()
    stage.act('mia', { act: 'strike', note: stage.workshop.notes.at(-1)?.id ?? '' }).act('mia', { act: 'close' })
    const document = composeMinutes(stage.workshop, scene())
    expect(document).toMatchObject({
      title: 'Minutes: Security workshop',
      subtitle: 'Infusion pump',
      at: stage.workshop.closed?.at,
    })
    expect(wordsOf(document)).toBe(
      [
        'Workshop 1, led by Mia. It began on 22 November 2026, 08:01 UTC and was closed on 22 November 2026, 08:12 UTC by Mia.',
        '# Who took part',
        '- Manufacturer, Pumps Ltd: Mia (from 08:01 UTC)',
        '- Hospital, Green Hospital: Rita (from 08:02 UTC)',
        '- Without a side: Ada (from 08:03 UTC)',
        '# Agenda',
        '## 1. Automatic logoff',
        'Done: 20 minutes planned, 8 minutes taken. About C2-ALOF.',
        '- Decided: Ten minutes <b>only</b> (C2-ALOF) Put down by Mia, 08:05 UTC.',
        'Asked: Is it good? (C2-ALOF)',
        'Side | Where it stands | Answers',
        'Manufacturer | has not answered | nobody',
        'Hospital | not yet | Rita: Not yet (No report)',
        '## 2. Audit controls',
        'Not reached: 15 minutes planned.',
        '# Action items',
        'What is to be done | Who | By | About | State',
        'Send the report | Max | 2026-12-01 | C2-ALOF | Open',
        '# Parking lot',
        '- Parked: Who pays? Put down by Ada, 08:09 UTC.',
        '# What changed in the case',
        'The case says the same as before.',
      ].join('\n'),
    )
  })

  it('[WSH6] link to the elements they speak of, and name those that are gone as gone', () => {
    const stage = story()
    const links = (document: PagedDocument) => JSON.stringify(document).match(/https:[^"]+element=C2/g)?.length ?? 0
    expect(links(composeMinutes(stage.workshop, scene()))).toBe(3)
    const gone = composeMinutes(stage.workshop, scene({ elementName: () => undefined }))
    expect(links(gone)).toBe(0)
    expect(wordsOf(gone)).toContain('Ten minutes <b>only</b> (an element that is gone)')
  })

  it('[WSH6] are a draft while the workshop goes on, and tell which action is done', () => {
    const document = composeMinutes(story().workshop, scene({ isResolved: () => true }))
    expect(wordsOf(document)).toMatch(/^This workshop is still going on\./)
    expect(document.footer).toMatch(/^Draft minutes of workshop 1/)
    expect(wordsOf(document)).toContain('2026-12-01 | C2-ALOF | Done')
  })

  it('[WSH6] show what changed in the case word by word, and count what is too much to show', () => {
    const change: ToldChange = {
      what: 'Reworded',
      element: 'C2',
      name: 'C2-ALOF',
      label: 'Statement',
      before: 'after 15 minutes',
      after: 'after 10 minutes',
    }
    const { blocks } = composeMinutes(story().workshop, scene({ changes: [change] }))
    expect(blocks.at(-1)).toMatchObject({
      items: [
        [
          { text: 'C2-ALOF', link: expect.stringContaining('element=C2') },
          { text: ' reworded: Statement. ' },
          { text: 'after ' },
          { text: '15', removed: true },
          { text: '10', added: true },
          { text: ' minutes' },
        ],
      ],
    })
    const many = Array.from({ length: 203 }, (_, index) => ({ ...change, element: `e${index}` }))
    const said = wordsOf(composeMinutes(story().workshop, scene({ changes: many })))
    expect(said).toContain('And 3 more elements: the history of the case compares them all.')
    expect(wordsOf(composeMinutes(story().workshop, scene({ changes: undefined })))).toContain('can no longer be told')
  })

  it('[WSH6] say who opened it when somebody else led it at the end', () => {
    const said = wordsOf(composeMinutes(story().act('hana', { act: 'take-over' }).workshop, scene()))
    expect(said).toContain('Workshop 1, opened by Mia, led by Hana.')
    expect(said).toContain('To come: 15 minutes planned.')
  })

  it('[WSH6] of a workshop where nothing happened say so', () => {
    const stage = Stage.opened([]).act('mia', { act: 'close' })
    const said = wordsOf(composeMinutes(stage.workshop, scene()))
    for (const words of ['There was no agenda.', 'No action items', 'Nothing was parked.', 'Green Hospital: nobody'])
      expect(said).toContain(words)
  })

  it('[PAG1] mark whole texts where single words would tell nobody anything', () => {
    expect(redline('', 'new')).toEqual([{ text: 'new', added: true }])
    expect(redline('old', '')).toEqual([{ text: 'old', removed: true }])
    // Two sentences that share only their spaces and a word.
    expect(redline('The pump is safe', 'All wards are covered')).toEqual([
      { text: 'The pump is safe', removed: true },
      { text: ' ' },
      { text: 'All wards are covered', added: true },
    ])
    const [long, other] = ['a '.repeat(15_000), 'b '.repeat(15_000)]
    expect(redline(long, other)).toEqual([{ text: long, removed: true }, { text: ' ' }, { text: other, added: true }])
  })
})
