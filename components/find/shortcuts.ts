/** All keys of the workspace by where they work. The canvas, the outline and this list are held together by a test. */
export const SHORTCUTS: readonly { readonly where: string; readonly keys: readonly (readonly [string, string])[] }[] = [
  {
    where: 'Everywhere',
    keys: [
      ['Ctrl+K or /', 'Find and go'],
      ['Ctrl+Z', 'Undo my last change'],
      ['Ctrl+Shift+Z', 'Redo'],
      ['[ and ], or Alt+Left and Alt+Right', 'Back and forward through what I looked at'],
      ['?', 'Show all keys'],
    ],
  },
  {
    where: 'Canvas',
    keys: [
      ['Up, Down', 'To what it supports, to what it rests on'],
      ['Left, Right', 'To its neighbours'],
      ['C', 'To its contexts'],
      ['Home', 'To the first element'],
      ['Enter or F2', 'Edit, or open a capability'],
      ['Escape', 'One level up'],
      ['T', 'To the actions of the element'],
      ['R', 'Connect it'],
      ['F', 'Fit the picture'],
      ['Z', 'Bring the element to the middle'],
      ['+, -', 'Zoom'],
      ['Shift with an arrow', 'Move the picture'],
    ],
  },
  {
    where: 'Outline',
    keys: [
      ['Up, Down', 'Row by row'],
      ['Right, Left', 'Open and close'],
      ['Home, End', 'First and last row'],
      ['*', 'Open all on this level'],
      ['Letters', 'To the next row that begins with them'],
      ['Enter', 'Select; on the selected row, add the next one'],
      ['Shift+Enter', 'Add one below'],
      ['F2', 'Write in the row'],
      ['Alt+Up, Alt+Down', 'Move among its neighbours'],
      ['Alt+Right, Alt+Left', 'Move in below the one before, move out'],
      ['Shift+Up, Shift+Down', 'Choose several rows'],
      ['Ctrl+Space, Ctrl+A', 'Choose one more row, choose all'],
      ['Shift+F10', 'Actions of the row'],
      ['Delete', 'Into the bin'],
    ],
  },
]
