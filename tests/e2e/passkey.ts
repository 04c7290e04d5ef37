import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { PASSWORD, tickDuties, type Visitor } from './visitors'

/** A passkey device that exists in the browser alone, and asks nobody for a finger. */
export interface Device {
  /** Whether it verifies its person, as by a finger or a PIN. */
  verifies(yes: boolean): Promise<void>
}

/** Gives the page a device. It stays as long as the page does. */
export async function plugIn(page: Page): Promise<Device> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    verifies: (isUserVerified) => session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }).then(),
  }
}

/** Enrols a passkey by the screens. */
export async function enrol({ page }: Visitor, label: string): Promise<void> {
  await page.goto('/account/passkeys')
  await page.getByLabel('A name for it').fill(label)
  await page.getByRole('button', { name: 'Enrol', exact: true }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Enrolled.' })).toBeVisible()
}

/** Says by the screens, as an administrator of the side, that a colleague's key is theirs. */
export async function confirmKey({ page }: Visitor, caseId: string, label: string): Promise<void> {
  await page.goto(`/cases/${caseId}/agreement/signatories`)
  await page
    .getByRole('button', { name: new RegExp(`^Confirm that ${label} is `) })
    .last()
    .click()
  await page.getByLabel('How you made sure').fill('In person, with passport')
  await page.getByRole('button', { name: 'Confirm', exact: true }).click()
  await expect(page.getByText('In person, with passport').first()).toBeVisible()
}

/** Freezes and proposes the case by the screens. */
export async function propose({ page }: Visitor, caseId: string, number: number): Promise<void> {
  await page.goto(`/cases/${caseId}/agreement/propose`)
  await page.getByLabel(/Why the open points are acceptable/).fill('The rest follows in the next version.')
  await page.getByRole('button', { name: 'Freeze and propose' }).click()
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(`^Version ${number}`) })).toBeVisible()
}

/** Fills in everything on the signing page, up to the last button. */
export async function readyToSign({ page }: Visitor, caseId: string, number: number): Promise<void> {
  await page.goto(`/cases/${caseId}/agreement/${number}/sign`)
  await tickDuties(page)
  await page.getByLabel(/I have read what my side will do/).check()
}

/** Signs with the passkey, or with the password where that is chosen or all there is. */
export async function sign(
  who: Visitor,
  caseId: string,
  number: number,
  method: 'passkey' | 'password',
): Promise<void> {
  await readyToSign(who, caseId, number)
  if (method === 'password') {
    const choice = who.page.getByRole('radio', { name: 'With my password' })
    if ((await choice.count()) > 0) await choice.check()
    await who.page.getByLabel('Your password, again').fill(PASSWORD)
  }
  await who.page.getByRole('button', { name: `Sign version ${number}` }).click()
  await expect(who.page.getByRole('heading', { name: new RegExp(`You have signed version ${number}`) })).toBeVisible()
}

/** Lets the server's clock go ahead for as long as something is done. */
export async function minutesLater<T>(minutes: number, act: () => Promise<T>): Promise<T> {
  const file = join(process.env.ACCORD_E2E_DATA ?? '', process.env.TEST_PARALLEL_INDEX ?? '0', 'clock-ahead')
  const seen = () => new Promise((resolve) => setTimeout(resolve, 400))
  writeFileSync(file, String(minutes))
  try {
    await seen()
    return await act()
  } finally {
    rmSync(file)
    await seen()
  }
}
