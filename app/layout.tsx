import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@fontsource-variable/inter/wght.css'
import '@/components/look/tokens.css'
import { ColorSchemeScript, mantineHtmlProps } from '@mantine/core'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { PolicyGuard } from '@/components/agreement/PolicyGuard'
import { LookProvider } from '@/components/look/Provider'

export const metadata: Metadata = {
  title: { default: 'Accord', template: '%s · Accord' },
  description: 'The security case and the responsibility agreement of a medical device, written by both sides.',
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' }

/** The frame of every page. Reading the request's nonce makes every page dynamic, as a nonce needs. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const asked = await headers()
  const nonce = asked.get('x-nonce') ?? undefined
  const strict = asked.get('x-policy') === 'strict'
  return (
    <html lang="en" {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript nonce={nonce} defaultColorScheme="auto" />
      </head>
      <body>
        <LookProvider nonce={nonce}>
          <PolicyGuard strict={strict} />
          {children}
        </LookProvider>
      </body>
    </html>
  )
}
