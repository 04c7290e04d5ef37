import type { Pattern } from '@/catalog/patterns/pattern'

const one = { min: 1, max: 1 } as const

/** A pattern as another organisation might bring it: other roles, a choice of two in three, a counted branch. */
export const KEY_CARE: Pattern = {
  id: 'key-care',
  version: 1,
  title: 'Care of keys',
  source: 'A test',
  elements: [
    {
      role: 'K1',
      kind: 'goal',
      scope: 'branch',
      statement: 'The keys of {product} are kept safe for [X]',
      word: 'key claim',
      help: '',
    },
    {
      role: 'K2',
      kind: 'strategy',
      scope: 'branch',
      statement: 'Argue over the life of a key',
      word: 'strategy',
      help: '',
    },
    {
      role: 'K3',
      kind: 'goal',
      scope: 'branch',
      statement: 'Keys are made in {place}',
      word: 'claim on making',
      help: '',
    },
    {
      role: 'K4',
      kind: 'goal',
      scope: 'branch',
      statement: 'Keys are stored in {store}',
      word: 'claim on storing',
      help: '',
    },
    {
      role: 'K5',
      kind: 'goal',
      scope: 'branch',
      statement: 'Keys are never stored',
      word: 'claim of no storing',
      help: '',
    },
    {
      role: 'K6',
      kind: 'goal',
      scope: 'key',
      statement: 'The key {key} is changed every {interval}',
      word: 'key',
      facet: 'control',
      values: { title: 'Change of {key}', responsible: 'mdm', dutyMdm: 'Change {key} every {interval}.' },
      key: ['title'],
      help: '',
    },
    { role: 'K7', kind: 'context', scope: 'branch', statement: '{list of keys}', word: 'list of keys', help: '' },
  ],
  relations: [
    { from: 'K1', type: 'inContextOf', to: 'K7', count: one },
    { from: 'K1', type: 'supportedBy', to: 'K2', count: one },
    { from: 'K2', type: 'supportedBy', to: 'K3', count: one },
    {
      from: 'K2',
      type: 'supportedBy',
      to: 'K4',
      count: one,
      choice: 'storing',
      says: 'keys are stored',
      next: 'Say how keys are stored.',
    },
    {
      from: 'K2',
      type: 'supportedBy',
      to: 'K5',
      count: one,
      choice: 'storing',
      says: 'they are not',
      next: 'Say how keys are stored.',
    },
    { from: 'K3', type: 'supportedBy', to: 'K6', count: { min: 1, max: 3 } },
  ],
}
