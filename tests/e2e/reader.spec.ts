import { expect, test } from '@playwright/test'
import { activeShape, canvas, notice, panel, row, shape, tabTo, tree } from './places'
import { call, EVERYBODY, enter, idOf, newCase, open, type Visitor } from './visitors'

/** The case as a screen reader tells it: names, roles, levels and states of the accessibility tree, and what is said by itself. */
let mdm: Visitor
let hdo: Visitor
let caseId: string
let claim: string

test.beforeAll(async ({ browser }) => {
  mdm = await enter(browser, 'admin@mdm.example')
  hdo = await enter(browser, 'editor@hdo.example')
  caseId = await newCase(mdm, EVERYBODY, 'Read aloud')
  claim = await idOf(mdm, caseId, 'C8-ALOF-1-1')
})
test.afterAll(async () => {
  await mdm?.context.close()
  await hdo?.context.close()
})

test('[WALK118] [UI3] [UI4] [CAN5] a screen reader is led from the outline through the panel to a comment and an approval, and hears what others do', async () => {
  const { page } = hdo
  const { keyboard } = page
  await open(hdo, caseId)
  // The parts of the page are landmarks with names of their own, and one heading stands over all.
  await expect(page.getByRole('banner')).toMatchAriaSnapshot(`
    - banner:
      - heading "Read aloud" [level=1]
      - status: Saved
      - button "Find and go"
      - button "Undo my last change" [disabled]
      - button "Redo" [disabled]
      - button /alone here|people are here/
      - button /^Account of/
  `)
  await expect(page.getByRole('navigation', { name: 'Outline' })).toHaveCount(1)
  await expect(page.getByRole('navigation', { name: 'Views of the case' })).toHaveCount(1)
  await expect(page.getByRole('main')).toHaveCount(1)
  await expect(page.getByRole('complementary', { name: 'Selected element' })).toHaveCount(1)

  // The outline is a tree: level, place among its brothers, open or closed, and the state in words.
  await expect(tree(page)).toMatchAriaSnapshot(`
    - tree "Elements of the case":
      - treeitem /Claim C1. All security capabilities/ [expanded] [level=1]
      - treeitem /Context CTXT1/ [level=2]
      - treeitem /Capability ALOF, Automatic logoff. required/ [level=2]
      - treeitem /Capability AUDT, Audit controls. not decided yet/ [level=2]
  `)
  await tabTo(page, tree(page).locator('[role=treeitem][tabindex="0"]'))
  await keyboard.type('alof')
  await expect(row(page, 'C2-ALOF')).toBeFocused()
  expect(await row(page, 'C2-ALOF').getAttribute('aria-setsize')).toBe('21')
  await keyboard.press('ArrowRight')
  await expect(row(page, 'C2-ALOF')).toHaveAttribute('aria-expanded', 'true')
  await open(hdo, caseId, `?element=${claim}`)
  await tabTo(page, row(page, claim))
  await expect(tree(page)).toMatchAriaSnapshot(`
    - tree "Elements of the case":
      - treeitem /Strategy S2-ALOF-1/ [expanded] [level=7]
      - treeitem /Claim C8-ALOF-1-1. Control "AC-11 Session Lock"/ [selected] [level=8]
  `)

  // The panel: what it is as a heading, its statement as a text field with a name, its neighbours as named lists.
  await expect(panel(page)).toMatchAriaSnapshot(`
    - complementary "Selected element":
      - tablist "Selected element":
        - tab "Details" [selected]
        - tab "Narrative"
        - tab /Review/
      - tabpanel "Details":
        - article "Details of C8-ALOF-1-1":
          - heading /C8-ALOF-1-1 Claim/ [level=2]
          - button "What C8-ALOF-1-1 is"
          - textbox "Statement"
          - region "What rests on it":
            - heading "What rests on it" [level=3]
            - list:
              - listitem:
                - button /S2-ALOF-1/
  `)

  // Comment and approval stand under their tab, with where both sides are in words.
  await tabTo(page, page.getByRole('tab', { name: 'Details' }))
  await keyboard.press('End')
  await expect(page.getByRole('tab', { name: /^Review/ })).toBeFocused()
  await expect(panel(page)).toMatchAriaSnapshot(`
    - tabpanel /Review/:
      - status: None open
      - region "Approval of C8-ALOF-1-1":
        - heading "Approval of C8-ALOF-1-1" [level=2]
        - term: Manufacturer
        - definition: Has not approved yet.
        - term: Hospital
        - definition: Has not approved yet.
        - button "Approve"
        - button "Object"
      - textbox "Comment on C8-ALOF-1-1"
  `)
  await tabTo(page, page.getByRole('textbox', { name: 'Comment on C8-ALOF-1-1' }))
  await keyboard.type('Is twelve minutes short enough?')
  await keyboard.press('Control+Enter')
  await expect(panel(page).getByRole('article').filter({ hasText: 'Is twelve minutes' })).toBeVisible()
  await expect(panel(page).getByRole('status').filter({ hasText: '1 open' })).toBeVisible()
  await tabTo(page, page.getByRole('button', { name: 'Approve', exact: true }), 'Shift+Tab')
  await keyboard.press('Enter')
  await expect(panel(page)).toMatchAriaSnapshot(`
    - region "Approval of C8-ALOF-1-1":
      - heading "Approval of C8-ALOF-1-1" [level=2]
      - button "You approved this" [disabled]
  `)

  // What the other side does is said by itself: on the canvas about the element one is at, elsewhere as a notice.
  await open(mdm, caseId)
  await open(hdo, caseId, `?open=ALOF&element=${claim}`)
  await tabTo(page, canvas(page))
  await expect.poll(() => activeShape(page)).toMatch(/^Claim C8-ALOF-1-1\./)
  await expect(canvas(page)).toHaveAttribute('aria-describedby', /.+/)
  const help = await canvas(page).evaluate(
    (el) => document.getElementById(el.getAttribute('aria-describedby') ?? '')?.textContent,
  )
  expect(help).toContain('Enter edits it')
  const live = page.locator('.canvas-stage [aria-live=polite]')
  await call(mdm, 'POST', `/api/cases/${caseId}/threads`, { element: claim, audience: 'all', text: 'It is' })
  await expect(live.filter({ hasText: /C8-ALOF-1-1/ })).toHaveCount(1)
  await expect(shape(page, 'C8-ALOF-1-1')).toHaveAttribute('aria-label', /2 open comments/)
  await keyboard.press('r')
  await expect(notice(page)).toHaveRole('status')
  await expect(notice(page)).toContainText('Connecting C8-ALOF-1-1')
  await keyboard.press('Escape')
})
