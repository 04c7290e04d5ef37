'use client'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import { cssVariables } from './css-variables'
import { useLightOnPaper } from './paper'
import { StillHere } from './StillHere'
import { theme } from './theme'

/**
 * The look for everything below it.
 * @param nonce the request's nonce: style elements that the kit and its scroll lock add at run time carry it
 */
export function LookProvider({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  lendNonce(nonce)
  useLightOnPaper()
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce ?? ''}
    >
      <Notifications position="bottom-center" limit={4} autoClose={7000} containerWidth={340} />
      <StillHere />
      {children}
    </MantineProvider>
  )
}

/** The scroll lock under the dialogs reads its nonce from the bundler's global, and nowhere else. */
function lendNonce(nonce: string | undefined): void {
  if (typeof window !== 'undefined' && nonce) (globalThis as { __webpack_nonce__?: string }).__webpack_nonce__ = nonce
}
