'use client'
import { Button } from '@mantine/core'
import type { FoundControl } from '@/catalog/controls/search'
import classes from './control.module.css'
import { Provenance } from './Provenance'
import type { SearchState } from './use-control-search'
import { useWindow } from './use-window'

/** Pixels of one row; control.module.css says the same. */
const ROW = 50

interface Props {
  readonly id: string
  readonly search: SearchState
  readonly active: number
  readonly query: string
  readonly capability: string | undefined
  readonly busy: boolean
  /** The name of the control of the case that says the same. */
  readonly twinOf: (control: FoundControl) => string | undefined
  readonly onActive: (at: number) => void
  readonly onPick: (control: FoundControl) => void
}

/** What was found, as many rows as can be seen; the search field keeps the focus and its keys walk here. */
export function PickerList({ id, search, active, query, capability, busy, twinOf, onActive, onPick }: Props) {
  const found = search.kind === 'ready' ? search.found : []
  const { ref, onScroll, from, to } = useWindow(found.length, ROW, active)
  return (
    <>
      <p className={classes.count} role="status">
        {search.kind === 'ready' ? countInWords(found, capability) : ''}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would not scroll */}
      <div
        className={classes.results}
        ref={ref}
        onScroll={onScroll}
        role="group"
        aria-label="Controls that fit"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys in every browser
        tabIndex={0}
      >
        {search.kind === 'loading' && <p className={classes.quiet}>Opening the catalogue…</p>}
        {search.kind === 'failed' && (
          <p className={classes.quiet} role="alert">
            The catalogue could not be fetched.{' '}
            <Button variant="default" onClick={search.retry}>
              Try again
            </Button>
          </p>
        )}
        {search.kind === 'ready' && found.length === 0 && (
          <p className={classes.quiet}>
            {query === ''
              ? 'Nothing comes from there. Choose another standard or origin.'
              : 'Nothing has all of these words. Use fewer, or add it in your own words below.'}
          </p>
        )}
        <div id={`${id}-list`} role="listbox" aria-label="Controls" style={{ height: found.length * ROW }}>
          {found.slice(from, to).map((control, index) => {
            const at = from + index
            const twin = twinOf(control)
            return (
              // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the search field holds the focus and its keys
              <div
                key={`${control.own?.side ?? ''} ${control.standard} ${control.ref} ${control.title}`}
                id={`${id}-${at}`}
                role="option"
                aria-selected={at === active}
                aria-disabled={busy}
                aria-posinset={at + 1}
                aria-setsize={found.length}
                className={classes.result}
                style={{ top: at * ROW }}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => (at === active ? onPick(control) : onActive(at))}
                onDoubleClick={() => onPick(control)}
              >
                <span className={classes.ref}>{control.ref === '' ? '–' : control.ref}</span>
                <span className={classes.words}>
                  <span className={classes.title}>{control.title}</span>
                  <span className={classes.standard}>{under(control, twin)}</span>
                </span>
                <Provenance origin={control.offer} />
              </div>
            )
          })}
        </div>
      </div>
    </>
  )
}

function under({ standard, withdrawn, own, capabilities }: FoundControl, twin: string | undefined): string {
  return [
    standard === '' ? 'no standard' : standard,
    own === undefined ? undefined : own.side === 'mdm' ? "the manufacturer's table" : "the hospital's table",
    withdrawn === undefined ? undefined : 'withdrawn in this edition',
    twin === undefined ? undefined : `in this case: ${twin}`,
    capabilities.length === 0 || twin !== undefined ? undefined : capabilities.slice(0, 4).join(' '),
  ]
    .filter((part) => part !== undefined)
    .join(' · ')
}

function countInWords(found: readonly FoundControl[], capability: string | undefined): string {
  const suggested = found.filter(({ offer }) => offer !== 'listed').length
  const all = `${found.length.toLocaleString('en')} ${found.length === 1 ? 'control' : 'controls'}`
  return suggested === 0 || suggested === found.length
    ? all
    : `${all}, ${suggested} of them suggested for ${capability ?? 'this risk'} first`
}
