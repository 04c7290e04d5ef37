'use client'
import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { MoonIcon, SunIcon } from './icons'

/** Light or dark. Both icons are drawn and CSS shows one, because the server cannot know the scheme. */
export function SchemeSwitch() {
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: true })
  return (
    <ActionIcon
      aria-label="Switch between light and dark"
      title="Switch between light and dark"
      onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}
    >
      <SchemeIcons />
    </ActionIcon>
  )
}

function SchemeIcons() {
  return (
    <>
      <span className="scheme-light-only">
        <MoonIcon />
      </span>
      <span className="scheme-dark-only">
        <SunIcon />
      </span>
    </>
  )
}
