'use client'
import { Button } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Side } from '@/lib/agreement/charter'
import type { Act } from '@/lib/agreement/statement'
import { refuse } from '@/lib/gsn/outcome'
import { AnswerForm, type Filled } from './AnswerForm'
import classes from './agreement.module.css'
import { giveAnswer, type Receipt } from './answer'
import { checkView } from './check-view'
import { ReceiptCard } from './ReceiptCard'
import { useCoverage } from './use-coverage'

interface Props {
  readonly caseId: string
  readonly number: number
  readonly digest: string
  readonly side: Side | null
  readonly may: Readonly<Record<Act, boolean>>
  /** Ids of the page's sections, for the coverage that a signature states. */
  readonly sections: readonly string[]
}

/** Sign and refuse, side by side and of the same size; withdrawing for the side that proposed. */
export function AnswerPanel({ caseId, number, digest, side, may, sections }: Props) {
  const router = useRouter()
  const coverage = useCoverage(sections)
  const [act, setAct] = useState<Act>()
  const [receipt, setReceipt] = useState<Receipt>()
  if (receipt !== undefined) return <ReceiptCard caseId={caseId} receipt={receipt} />
  if (side === null || !(may.sign || may.refuse || may.withdraw)) return null

  async function give(given: Act, { code, text, password }: Filled) {
    // Hashed again at the moment of the answer: the page may have been open for days.
    const checked = await checkView(caseId, number, digest)
    if (!checked.ok) return refuse(checked.refusal.code, checked.refusal.message)
    const reason = { code, text, elements: [] }
    return giveAnswer(caseId, number, {
      act: given,
      digest,
      view: checked.value.view,
      coverage: coverage(),
      reason,
      password,
    })
  }

  return (
    <section className={classes.section} id="answer" aria-label="Your answer">
      <h2>Your answer</h2>
      {act === undefined ? (
        <>
          <div className={classes.choices}>
            {may.sign && (
              <Button size="md" onClick={() => setAct('sign')}>
                Sign ...
              </Button>
            )}
            {may.refuse && (
              <Button size="md" color="red" variant="outline" onClick={() => setAct('refuse')}>
                Refuse ...
              </Button>
            )}
          </div>
          <p className={classes.muted}>
            {may.sign || may.refuse ? 'Nothing happens before you have typed your password on the next step.' : ''}
          </p>
          {may.withdraw && (
            <Button variant="subtle" color="gray" onClick={() => setAct('withdraw')}>
              Withdraw this version ...
            </Button>
          )}
        </>
      ) : (
        <AnswerForm
          key={act}
          act={act}
          number={number}
          side={side}
          give={(filled) => give(act, filled)}
          done={(given) => {
            setReceipt(given)
            router.refresh()
          }}
          cancel={() => setAct(undefined)}
        />
      )}
    </section>
  )
}
