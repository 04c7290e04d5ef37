import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { VIEWS } from '../../components/workspace/selection'
import { propose } from './passkey'
import { barriers, canvas, middleOf, panel, row, shape } from './places'
import { adoptCharter, call, command, EVERYBODY, enter, idOf, newCase, open, type Visitor } from './visitors'

/**
 * Everything that opens over a page, by the file that draws it, and how to open it: a new one without a line here fails
 * the first test. `elsewhere` names the walk that looks at it.
 */
type Way = { readonly at?: string; readonly open: (page: Page) => Promise<void> } | { readonly elsewhere: string }

const more = (name: string) => async (page: Page) => {
  await panel(page).getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name }).click()
}
const step = (name: string) => (page: Page) => panel(page).getByRole('button', { name, exact: true }).click()
const button = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click()

const RISK = '?element=C7-ALOF-1'
const CONTROL = '?element=C8-ALOF-1-1'
const REGISTER = '?view=register'

const OVERLAYS: Readonly<Record<string, Way>> = {
  'approvals/Delegations.tsx': { at: '?view=approvals', open: button(/^Delegation/) },
  'canvas/CanvasMenu.tsx': {
    at: '?open=ALOF&element=C7-ALOF-1',
    open: async (page) => {
      const at = await middleOf(page, 'C7-ALOF-1')
      await page.mouse.click(at.x, at.y, { button: 'right' })
    },
  },
  'canvas/ElementToolbar.tsx': {
    at: '?open=ALOF&element=C7-ALOF-1',
    open: (page) =>
      page
        .getByRole('toolbar', { name: /^Next steps/ })
        .getByRole('button', { name: 'More' })
        .click(),
  },
  'canvas/PictureDialog.tsx': { open: button('Save a picture') },
  'cases/CaseMenu.tsx': { at: '/', open: button(/^More about Nothing in the way/) },
  'cases/InviteHint.tsx': { elsewhere: 'WALK104' },
  'cases/ParticipantsButton.tsx': { open: button('People of this case') },
  'control/ControlPicker.tsx': { at: RISK, open: step('Add a control') },
  'control/ImportTable.tsx': {
    at: RISK,
    open: async (page) => {
      await step('Add a control')(page)
      await page.getByRole('button', { name: /own control table/ }).click()
    },
  },
  'element/AddRisk.tsx': { at: '?element=C6-ALOF', open: step('Add a risk') },
  'element/ElementActions.tsx': { at: RISK, open: step('More') },
  'element/TermHelp.tsx': { at: RISK, open: button(/^What C7-ALOF-1 is/) },
  'evidence/AddEvidence.tsx': { at: CONTROL, open: step('Add evidence') },
  'find/Palette.tsx': { open: button('Find and go') },
  'find/ShortcutsDialog.tsx': {
    open: async (page) => {
      await canvas(page).focus()
      await page.keyboard.press('?')
    },
  },
  'history/HistoryView.tsx': { at: '?view=history', open: button(/^Put this state back/) },
  'organisation/OrganisationPage.tsx': { elsewhere: 'WALK182' },
  'outline/Decide.tsx': {
    at: '?element=C2-AUDT',
    open: async (page) => {
      await row(page, 'C2-AUDT').click({ button: 'right' })
      await page.getByRole('menuitem', { name: 'Decide: not required' }).click()
    },
  },
  'outline/FilterMenu.tsx': { open: button('Filter the outline') },
  'outline/RowMenu.tsx': { open: (page) => row(page, 'C2-AUDT').click({ button: 'right' }) },
  'pattern/ChallengeDialog.tsx': { at: CONTROL, open: more('Challenge it') },
  'pattern/CiteDialog.tsx': { at: CONTROL, open: more('Cite another module below') },
  'pattern/GrowDialog.tsx': { at: CONTROL, open: more('Grow a pattern below') },
  'pattern/SaveDialog.tsx': { at: RISK, open: more('Save this branch as a pattern') },
  'register/ColumnsMenu.tsx': { at: REGISTER, open: button('Columns') },
  'register/ExportMenu.tsx': { at: REGISTER, open: button('Export') },
  'register/HeadCell.tsx': { at: REGISTER, open: button(/^Column /) },
  'review/AssignControl.tsx': { at: `${RISK}&tab=review`, open: button('Assign') },
  'risk/ConfirmTransfer.tsx': { elsewhere: 'WALK37' },
  'term/TermShares.tsx': { elsewhere: 'WALK45' },
  'workspace/AccountMenu.tsx': { open: button(/^Account of/) },
  'workspace/SignOutDialog.tsx': { elsewhere: 'WALK187' },
  'workspace/PeopleBar.tsx': { open: button(/people are here|alone here/) },
  'workspace/RescueDialog.tsx': { elsewhere: 'WALK22' },
  'workspace/ViewSwitcher.tsx': { open: button(/, more views$|^More$/) },
}

/** Pages about something that a walk has to make first. */
const NEEDS_SIGNATURES: ReadonlySet<string> = new Set([
  'cases/[caseId]/agreement/baselines/[number]/page.tsx',
  'cases/[caseId]/agreement/[number]/receipt/page.tsx',
])

const root = join(import.meta.dirname, '../..')
const files = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'))

test('[WALK117] nothing opens over a page that is not looked at here', () => {
  const drawn = files('components').filter((name) =>
    /<(Modal|Drawer|Popover|Menu|HoverCard)(\.Root)?(\s|>)/.test(readFileSync(join(root, 'components', name), 'utf8')),
  )
  expect(drawn.filter((name) => OVERLAYS[name] === undefined)).toEqual([])
  expect(Object.keys(OVERLAYS).filter((name) => !drawn.includes(name))).toEqual([])
})

test.describe('what opens over the workspace', () => {
  let who: Visitor
  let caseId: string

  test.beforeAll(async ({ browser }) => {
    who = await enter(browser, 'admin@mdm.example')
    caseId = await newCase(who, EVERYBODY, 'Nothing in the way')
    const risk = await idOf(who, caseId, 'C7-ALOF-1')
    await call(who, 'POST', `/api/cases/${caseId}/threads`, { element: risk, audience: 'all', text: 'Is it so?' })
    await command(who, caseId, 'add-terms', { topics: ['updates'] }).catch(() => undefined)
  })
  test.afterAll(async () => who?.context.close())

  // Names and roles are the same in both schemes; the colours of the dark one are looked at where THOROUGH says so.
  for (const scheme of process.env.THOROUGH === undefined ? (['light'] as const) : (['light', 'dark'] as const)) {
    test(`[WALK117] has a name, takes the focus, gives it back by Escape and has no barrier (${scheme})`, async () => {
      test.setTimeout(180_000)
      const { page } = who
      await page.goto('/')
      await page.evaluate((value) => localStorage.setItem('mantine-color-scheme-value', value), scheme)
      const found: string[] = []
      let place: string | undefined
      for (const [file, way] of Object.entries(OVERLAYS).sort(byPlace)) {
        if ('elsewhere' in way) continue
        if (place === undefined || way.at !== place) {
          // A slash is the list of cases, everything else a place in the case.
          if (way.at === '/') await page.goto('/')
          else await open(who, caseId, way.at ?? '')
          if (way.at?.includes('open=')) await expect(shape(page, 'C7-ALOF-1')).toBeVisible()
          place = way.at ?? ''
        }
        await way.open(page)
        const over = page.locator('[role=dialog], [role=menu]').last()
        await expect(over, file).toBeVisible()
        await page.waitForTimeout(150)
        const role = await over.getAttribute('role')
        const rule = scheme === 'dark' ? 'color-contrast' : undefined
        for (const barrier of await barriers(page, `[role=${role}]`, rule)) found.push(`${file}: ${barrier}`)
        if (role === 'dialog') {
          const inside = () => over.evaluate((el) => el.contains(document.activeElement))
          await expect.poll(inside, { message: `${file} takes the focus` }).toBe(true)
        }
        for (let n = 0; n < 3 && (await over.isVisible()); n++) {
          await page.keyboard.press('Escape')
          await page.waitForTimeout(120)
        }
        if ((await page.locator('[role=dialog], [role=menu]').count()) > 0) found.push(`${file}: Escape leaves it open`)
      }
      expect(found).toEqual([])
    })
  }
})

test('[WALK117] every page of the product opens for an administrator and has no barrier, and every view is looked at', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const who = await enter(browser, 'admin@mdm.example')
  const other = await enter(browser, 'admin@hdo.example')
  const caseId = await newCase(who, EVERYBODY, 'Every page of it')
  await adoptCharter(who, other, caseId)
  await propose(who, caseId, 1)
  await call(who, 'POST', `/api/cases/${caseId}/workshops`, { title: 'To be looked at' })
  const params: Readonly<Record<string, string>> = { caseId, seq: '1', number: '1', what: 'refuse' }
  const found: string[] = []
  for (const name of files('app').filter((each) => each.endsWith('page.tsx'))) {
    const folder = name.slice(0, -'page.tsx'.length)
    const path = `/${folder.replace(/\[(\w+)\]/g, (_, param: string) => params[param] ?? param)}`.replace(/\/$/, '')
    const answer = await who.page.goto(path === '' ? '/' : path)
    await who.page.waitForTimeout(400)
    if (answer?.status() === 404) {
      // A baseline or a receipt is not there before both have signed: the walk that signs looks at it.
      if (!NEEDS_SIGNATURES.has(name)) found.push(`${name}: there is no such page at ${path}`)
      continue
    }
    for (const barrier of await barriers(who.page)) found.push(`${name}: ${barrier}`)
  }
  const screens = readFileSync(join(import.meta.dirname, 'screens.spec.ts'), 'utf8')
  for (const view of Object.keys(VIEWS)) {
    if (view !== 'canvas' && !screens.includes(`view=${view}`)) found.push(`No screen of screens.spec.ts shows ${view}`)
  }
  expect(found).toEqual([])
  await who.context.close()
  await other.context.close()
})

function byPlace([, a]: [string, Way], [, b]: [string, Way]): number {
  const place = (way: Way) => ('elsewhere' in way ? '' : (way.at ?? ''))
  return place(a).localeCompare(place(b))
}
