import type { CSSVariablesResolver } from '@mantine/core'

interface Pair {
  /** Quiet background, text on it, and the background under the pointer. */
  readonly light: readonly [string, string, string]
  readonly dark: readonly [string, string, string]
}

/** Mantine's own light pairs stand at 3.6 to 4.3:1; these keep at least 4.5:1 in both schemes. */
const QUIET: Readonly<Record<string, Pair>> = {
  blue: { light: ['#e4edf8', '#2b5284', '#d6e3f3'], dark: ['#223449', '#b3cff1', '#2a3f58'] },
  teal: { light: ['#dff1e9', '#165e46', '#d0eade'], dark: ['#17382f', '#93dcc0', '#1d453a'] },
  orange: { light: ['#fbecd9', '#7f4610', '#f6e0c4'], dark: ['#402e18', '#f2c28d', '#4d381f'] },
  red: { light: ['#fbe4e2', '#94291f', '#f6d4d1'], dark: ['#452422', '#f6aba3', '#532d2a'] },
  gray: { light: ['#edf0f4', '#434e5c', '#e3e7ed'], dark: ['#2a323f', '#c3ccd9', '#343e4c'] },
}

/** Colours that Mantine derives by itself and gets too pale, set by hand for both schemes. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { '--mantine-color-placeholder': '#687586', '--mantine-color-default-border': '#ccd3dc', ...quiet('light') },
  dark: {
    '--mantine-color-body': '#1a2029',
    '--mantine-color-default': '#1f2630',
    '--mantine-color-default-hover': '#28313d',
    '--mantine-color-default-border': '#465264',
    '--mantine-color-placeholder': '#8f9cb0',
    '--mantine-color-anchor': '#a9c8ee',
    ...quiet('dark'),
  },
})

function quiet(scheme: 'light' | 'dark'): Record<string, string> {
  const out: Record<string, string> = {}
  for (const [name, pair] of Object.entries(QUIET)) {
    const [fill, text, hover] = pair[scheme]
    out[`--mantine-color-${name}-light`] = fill
    out[`--mantine-color-${name}-light-color`] = text
    out[`--mantine-color-${name}-light-hover`] = hover
  }
  return out
}
