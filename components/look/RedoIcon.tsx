import { ResetIcon } from '@radix-ui/react-icons'

/** The undo arrow the other way round. */
export function RedoIcon() {
  return <ResetIcon style={{ transform: 'scaleX(-1)' }} />
}
