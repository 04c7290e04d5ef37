'use client'
import { Button } from '@mantine/core'
import { FactorSection } from '@/components/account/FactorSection'
import classes from '@/components/agreement/agreement.module.css'
import { useAsked } from '@/components/agreement/use-asked'
import { signOut } from '@/components/workspace/sign-out'
import type { AccountAnswer } from '@/lib/access/account-answer'
import { EntranceFrame } from './EntranceFrame'

/** [AUTH14] Where somebody lands whose organisation wants a second factor they do not have yet. */
export function EnrolFirst({ target }: { target: string }) {
  const { told, problem, again } = useAsked<AccountAnswer>('/api/account')
  const some = told !== undefined && (told.factors.app || told.factors.keys > 0)
  return (
    <EntranceFrame title="Your organisation asks for a second factor" wide>
      <p>Add one now. From then on it is asked after your password, and everything else is open to you again.</p>
      {problem !== '' && (
        <p role="alert" className={classes.bad}>
          {problem}
        </p>
      )}
      {told !== undefined && <FactorSection factors={told.factors} hasPassword={told.password.set} done={again} />}
      <p>
        {some ? (
          <Button component="a" href={target}>
            Go on
          </Button>
        ) : (
          <Button variant="subtle" color="gray" onClick={() => void signOut()}>
            Sign out
          </Button>
        )}
      </p>
    </EntranceFrame>
  )
}
