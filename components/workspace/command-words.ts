/** What a command did, in words for "Took back: ..." and "Did again: ...". `{}` stands for the element's name. */
const WORDS: Readonly<Record<string, string>> = {
  'add-element': 'added {}',
  'set-field': 'changed a field of {}',
  'set-text': 'changed the text of {}',
  'mark-undeveloped': 'changed the undeveloped mark of {}',
  relate: 'connected {}',
  unrelate: 'disconnected {}',
  move: 'moved {}',
  'delete-element': 'put {} into the bin',
  'restore-element': 'brought {} back from the bin',
  rename: 'renamed {}',
  nudge: 'shifted {} on the canvas',
  'nudge-elements': 'shifted shapes on the canvas',
  'delete-elements': 'put several elements into the bin',
  'move-elements': 'moved elements to another place',
  'paste-branch': 'pasted {} and what is below it',
  'grow-case': 'grew the case from the pattern',
  'grow-capability': 'grew the capability {}',
  'decide-capability': 'decided the capability {}',
  'add-risk': 'added {}',
  'add-control': 'added {}',
  'add-evidence': 'added {}',
  'add-terms': 'added {}',
  'drop-term': 'dropped {}',
  'restore-term': 'took {} up again',
  'set-parameter': 'filled a parameter of {}',
  'add-list-item': 'added {}',
  'choose-asset': 'said which assets {} is about',
}

/** [UI8] A short phrase for what was done, such as "added C8-ALOF-1-2". */
export function describeCommand(name: string, subject: string): string {
  return (WORDS[name] ?? 'changed {}').replace('{}', subject)
}
