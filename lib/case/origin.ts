/** Who or what makes a transaction. Every transaction carries one, so that undo, sync and history can tell them apart. */
export type Origin =
  | { readonly kind: 'command'; readonly name: string; readonly by: string }
  | { readonly kind: 'undo'; readonly by: string }
  | { readonly kind: 'typing'; readonly id: string; readonly field: string }
  | { readonly kind: 'migration' }
  | { readonly kind: 'load' }
  | { readonly kind: 'remote' }
