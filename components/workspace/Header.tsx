'use client'
import { ActionIcon } from '@mantine/core'
import Link from 'next/link'
import { AgreementBar } from '@/components/agreement/AgreementBar'
import { ParticipantsButton } from '@/components/cases/ParticipantsButton'
import { FindButton } from '@/components/find/Palette'
import { CaseInboxLink } from '@/components/inbox/InboxLink'
import { RedoIcon, UndoIcon } from '@/components/look/icons'
import { Logo } from '@/components/look/Logo'
import { SchemeSwitch } from '@/components/look/SchemeSwitch'
import { AccountMenu } from './AccountMenu'
import { useCommands, useMe } from './CaseContext'
import classes from './header.module.css'
import { PeopleBar } from './PeopleBar'
import { sideWord } from './people'
import { SaveStateLine } from './SaveStateLine'

export interface CaseInfo {
  readonly id: string
  readonly title: string
  /** Product, model and version in one line. */
  readonly device: string
}

/** One line over everything: what is open, where my changes are, the agreement, who is here, and me. */
export function Header({ info }: { info: CaseInfo }) {
  const me = useMe()
  return (
    <header className={classes.header}>
      <Link href="/" className={classes.home} aria-label="Accord: my cases" title="My cases">
        <Logo />
      </Link>
      <div className={classes.titles}>
        <h1 className={classes.title} title={info.title}>
          {info.title}
        </h1>
        <span className={classes.device} title={info.device}>
          {info.device}
        </span>
      </div>
      <SaveStateLine />
      <span className={classes.spacer} />
      <div className={classes.agreement}>
        <AgreementBar />
      </div>
      <div className={classes.actions}>
        <CaseInboxLink />
        <FindButton />
        <UndoButtons />
        <PeopleBar />
        {me.rights.includes('administer') && <ParticipantsButton caseId={info.id} side={me.side} me={me.id} />}
        <SchemeSwitch />
        <AccountMenu name={me.name} email={me.email} note={sideWord(me.side)} />
      </div>
    </header>
  )
}

function UndoButtons() {
  const { undo, redo, canUndo, canRedo } = useCommands()
  return (
    <>
      <ActionIcon
        aria-label="Undo my last change"
        title="Undo my last change (Ctrl+Z)"
        disabled={!canUndo}
        onClick={() => void undo()}
      >
        <UndoIcon />
      </ActionIcon>
      <ActionIcon aria-label="Redo" title="Redo (Ctrl+Shift+Z)" disabled={!canRedo} onClick={() => void redo()}>
        <RedoIcon />
      </ActionIcon>
    </>
  )
}
