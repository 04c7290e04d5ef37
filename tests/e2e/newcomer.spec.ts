import { expect, type Locator, test } from '@playwright/test'
import { enter, PASSWORD, saveState, type Visitor } from './visitors'

const PDF = { mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 what was found') }

const details = (who: Visitor): Locator => who.page.getByRole('article', { name: /^Details of/ })
const dialog = (who: Visitor): Locator => who.page.getByRole('dialog')

/** Does what a next step of the list says: it leads to its element beside the list. */
async function follow(who: Visitor, words: RegExp): Promise<Locator> {
  await who.page.getByRole('main').getByRole('button', { name: words }).first().click()
  return details(who)
}

/** Shows what is left of one capability. */
async function lookAt(who: Visitor, capability: string): Promise<void> {
  await who.page
    .getByRole('navigation', { name: 'Views of the case' })
    .getByRole('link', { name: /^Findings/ })
    .click()
  await who.page
    .getByRole('main')
    .getByRole('combobox', { name: 'Capability', exact: true })
    .selectOption({ label: capability })
}

async function decide(who: Visitor, capability: RegExp): Promise<Locator> {
  await who.page.getByRole('treeitem', { name: capability }).click()
  return details(who)
}

async function choose(who: Visitor, group: string | RegExp, word: string): Promise<void> {
  await details(who).getByRole('radiogroup', { name: group }).getByText(word, { exact: true }).click()
}

async function select(who: Visitor, field: string, word: RegExp): Promise<void> {
  await details(who).getByRole('combobox', { name: field, exact: true }).click()
  await who.page.getByRole('option', { name: word }).click()
}

async function fill(who: Visitor, words: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(words)) {
    await details(who).getByRole('textbox', { name: label, exact: true }).fill(text)
  }
}

async function rate(who: Visitor, before: string, after: string, treatment: RegExp): Promise<void> {
  for (const axis of ['Likelihood', 'Severity']) await choose(who, `${axis} before treatment`, before)
  await select(who, 'Treatment', treatment)
  for (const axis of ['Likelihood', 'Severity']) await choose(who, `${axis} after treatment`, after)
}

/** What one side promises in a control: the duty, who, until when, and that it takes it on. */
async function takeOn(who: Visitor, side: string, duty: string, person: string): Promise<void> {
  const part = details(who).getByRole('region', { name: `The ${side}'s part` })
  await part.getByLabel('Duty in words').fill(duty)
  await part.getByRole('combobox', { name: 'Named person' }).fill(person)
  await part.getByLabel('Due').fill('2027-04-01')
  await part.getByRole('button', { name: 'Accept' }).click()
}

async function show(who: Visitor, what: string, kept: { where: string } | { file: string }): Promise<void> {
  await details(who).getByRole('button', { name: 'Add evidence' }).click()
  await dialog(who).getByLabel('What it is').fill(what)
  if ('where' in kept) await dialog(who).getByLabel('Where it is kept').fill(kept.where)
  else
    await dialog(who)
      .locator('input[type=file]')
      .setInputFiles({ name: kept.file, ...PDF })
  await dialog(who).getByRole('button', { name: 'Add evidence' }).click()
  await expect(details(who)).toHaveAccessibleName(/^Details of Sn-/)
}

/** Judges what the list of next steps says is not judged yet. */
async function judge(who: Visitor, words: RegExp): Promise<void> {
  await follow(who, words)
  for (const question of [/^Adequate/, /^Necessary/, /^Suitable/]) {
    await details(who).getByRole('radiogroup', { name: question }).getByText('Yes', { exact: true }).click()
  }
}

test('[WALK80] who knows nothing of arguments builds a case from nothing by what the screens offer, together with the hospital', async ({
  browser,
}) => {
  test.setTimeout(300_000)
  const maria = await enter(browser, 'admin@mdm.example')
  const { page } = maria
  page.setDefaultTimeout(30_000)
  await page.goto('/')

  await test.step('a case from the pattern, with the device and its surroundings', async () => {
    await page.getByRole('link', { name: 'New case' }).click()
    await page.getByLabel('Title').fill('A pump that newcomers argue')
    await page.getByRole('textbox', { name: 'Device' }).fill('Ward pump')
    await page.getByLabel('Intended use').fill('Infusion of drugs to adults.')
    await page.getByLabel('Operational environment').fill('Wards that visitors enter')
    await page.getByLabel('Where is it in its life?').selectOption({ label: 'Use' })
    await page.getByLabel('Does anybody reach it from afar?').selectOption({ label: 'No' })
    await page.getByRole('textbox', { name: 'Hospital' }).fill('Test Hospital')
    await page.getByRole('button', { name: 'Create the case' }).click()
    await expect(page.getByRole('heading', { name: 'Context' })).toBeVisible({ timeout: 30_000 })
    await page.getByRole('main').getByText('System, assets, interfaces').click()
    await page.getByLabel('Statement of CTXT2').fill('Pump and drug library server of one hospital')
    await page.getByLabel('Name of an asset').fill('Drug library')
    await page.getByRole('button', { name: 'Add the asset' }).click()
    await expect(page.getByRole('list', { name: 'List of assets' })).toContainText('Drug library')
  })

  const omar = await test.step('the first person of the hospital gets every right', async () => {
    await page.getByRole('button', { name: 'People of this case' }).click()
    await expect(dialog(maria).getByText('Nobody of the hospital looks after its side yet.')).toBeVisible()
    await dialog(maria).getByLabel('E-mail address').fill('admin@hdo.example')
    await dialog(maria).getByRole('button', { name: 'Invite' }).click()
    await expect(dialog(maria).getByText('admin@hdo.example takes part now.')).toBeVisible()
    await page.keyboard.press('Escape')
    const guest = await enter(browser, 'admin@hdo.example')
    guest.page.setDefaultTimeout(30_000)
    await guest.page.goto('/')
    await guest.page.getByRole('link', { name: 'A pump that newcomers argue' }).click()
    await expect(saveState(guest)).toHaveText('Saved', { timeout: 30_000 })
    return guest
  })

  await test.step('one capability is required, one is not', async () => {
    await (await decide(maria, /^Capability ALOF/)).getByRole('button', { name: 'Required', exact: true }).click()
    await fill(maria, { 'Why this device needs it here': 'It shows patient data.' })
    await (await decide(maria, /^Capability DIDT/)).getByRole('button', { name: 'Not required', exact: true }).click()
    await fill(maria, { 'Why is DIDT not required here?': 'It passes on no health data.' })
    await details(maria).getByRole('button', { name: 'Decide: not required' }).click()
    await expect(details(maria).getByText('Not closed yet')).toBeVisible()
  })

  await test.step('each side adopts its own matrix', async () => {
    for (const [who, side] of [
      [maria, 'manufacturer'],
      [omar, 'hospital'],
    ] as const) {
      await lookAt(who, 'The case as a whole')
      const policy = await follow(who, new RegExp(`The ${side}'s risk matrix is only proposed`))
      await policy.getByRole('button', { name: 'Adopt as our matrix' }).click()
      await expect(policy.getByText('This is your matrix.')).toBeVisible()
    }
    const policy = await follow(maria, /J2\)? still holds/)
    await policy.getByLabel('Policy for determining risk acceptability').fill('Each side by its own matrix')
    await policy.getByRole('button', { name: 'Fill in', exact: true }).click()
  })

  await test.step('what protects which assets from which threats', async () => {
    await lookAt(maria, 'ALOF · Automatic logoff')
    const assets = await follow(maria, /CTXT3-ALOF\)? still holds/)
    await assets.getByLabel('Asset that ALOF addresses or protects').fill('The drug library')
    await assets.getByRole('button', { name: 'Fill in', exact: true }).click()
    await assets.getByLabel('Drug library', { exact: true }).check()
    const threats = await follow(maria, /CTXT4-ALOF\)? still holds/)
    await threats.getByLabel('Identified threats and vulnerabilities').fill('Open sessions')
    await threats.getByRole('button', { name: 'Fill in', exact: true }).click()
    await follow(maria, /C5-ALOF\)? rests on nothing yet/)
    await show(maria, 'Threat model', { file: 'threat-model.pdf' })
  })

  await test.step('a risk that a shared control mitigates', async () => {
    await (await follow(maria, /C6-ALOF\)? is not decided/)).getByRole('button', { name: 'Add a risk' }).click()
    await dialog(maria).getByLabel('Threat', { exact: true }).fill('Somebody uses a session that was left open')
    await dialog(maria).getByRole('button', { name: 'Add risk' }).click()
    await details(maria).getByLabel('Integrity', { exact: true }).check()
    await fill(maria, {
      Cause: 'A nurse is called away.',
      'Threat scenario': 'A visitor turns it up.',
      Consequence: 'Overdose.',
    })
    await details(maria).getByRole('button', { name: 'Point to them' }).click()
    await rate(maria, '4', '2', /^Mitigate/)
    await (await follow(maria, /(C7-ALOF-1\)|S2-ALOF-1) has no control/))
      .getByRole('button', { name: 'Add a control' })
      .click()
    await dialog(maria).getByLabel('Search all controls').fill('session lock')
    await dialog(maria).getByRole('button', { name: 'Add this control' }).click()
    await choose(maria, 'Who sees to it', 'Shared')
    await takeOn(maria, 'manufacturer', 'Delivers pumps that lock.', 'Ingrid Halvorsen')
    await show(maria, 'Test report', { file: 'report.pdf' })
    await lookAt(omar, 'ALOF · Automatic logoff')
    await follow(omar, /C8-ALOF-1-1\)? does not say what the hospital does/)
    await takeOn(omar, 'hospital', 'Sets the time-out of each ward.', 'Dr Aoife Brennan')
    await show(omar, 'Ward policy', { where: 'Policy register, number 12' })
  })

  await test.step('a risk that the hospital takes over, knowing what it takes', async () => {
    await (await decide(maria, /^Claim C6-ALOF/)).getByRole('button', { name: 'Add a risk' }).click()
    await dialog(maria).getByLabel('Threat', { exact: true }).fill('Sessions stay open on the way')
    await dialog(maria).getByLabel('Cause (can wait)').fill('Moved in use.')
    await dialog(maria).getByLabel('Threat scenario (can wait)').fill('It stands in a corridor.')
    await dialog(maria).getByLabel('Consequence (can wait)').fill('Data is read.')
    await dialog(maria).getByRole('button', { name: 'Add risk' }).click()
    await details(maria).getByLabel('Confidentiality', { exact: true }).check()
    await rate(maria, '3', '2', /^Transfer/)
    await fill(maria, { 'What the manufacturer has disclosed': 'Sessions stay open for five minutes.' })
    const risk = await follow(omar, /has not confirmed that it can bear C7-ALOF-2/)
    await risk.getByRole('button', { name: 'We can bear this risk' }).click()
    await (await follow(omar, /(C7-ALOF-2\)|S2-ALOF-2) has no control/))
      .getByRole('button', { name: 'Add a control' })
      .click()
    await dialog(omar).getByLabel('Or in your own words').fill('Staff lock the pump before they move it')
    await dialog(omar).getByRole('button', { name: 'Add these words' }).click()
    await choose(omar, 'Who sees to it', 'Hospital')
    await takeOn(omar, 'hospital', 'Trains staff.', 'Dr Aoife Brennan')
    await show(omar, 'Training record', { where: 'Learning system' })
  })

  await test.step('each side judges the other’s evidence', async () => {
    await judge(omar, /The hospital has not judged/)
    await judge(omar, /The hospital has not judged/)
    await judge(maria, /The manufacturer has not judged/)
    await judge(maria, /The manufacturer has not judged/)
  })

  await test.step('nothing of the capability must or should be solved, and a version can be proposed', async () => {
    const left = page.getByRole('main').getByRole('button', { name: /^(Must|Should) be solved: / })
    await expect(left).toHaveCount(0)
    const propose = `${page.url().replace(/\?.*/, '')}/agreement/propose`
    await page.goto(propose)
    await expect(page.getByRole('heading', { name: 'The charter comes first' })).toBeVisible()
    await page.getByRole('link', { name: 'Open the charter' }).click()
    await page.getByRole('button', { name: 'Propose a charter ...' }).click()
    await page.getByLabel('Your password, again').fill(PASSWORD)
    await page.getByRole('button', { name: 'Propose and adopt for my side' }).click()
    await expect(page.getByRole('heading', { name: 'Charter 1 waits to be adopted' })).toBeVisible()
    await omar.page.goto(page.url())
    await omar.page.getByRole('button', { name: 'Adopt for my side ...' }).click()
    await omar.page.getByLabel('Your password, again').fill(PASSWORD)
    await omar.page.getByRole('button', { name: 'Adopt charter 1' }).click()
    await expect(omar.page.getByRole('heading', { name: 'Charter 1 is in force' })).toBeVisible()
    await page.goto(propose)
    await expect(page.getByRole('heading', { name: 'To be solved first: 0' })).toBeVisible()
    await page.getByLabel('Why the open points are acceptable').fill('A first draft to talk about.')
    await page.getByRole('button', { name: 'Freeze and propose' }).click()
    await expect(page).toHaveURL(/\/agreement\/1$/)
  })

  await maria.context.close()
  await omar.context.close()
})
