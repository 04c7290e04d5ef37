'use client'
import { Button, Menu } from '@mantine/core'
import { Suspense, useState } from 'react'
import { BinIcon, MoreIcon, PlusIcon, UndoIcon } from '@/components/look/icons'
import { actionsFor, type ElementAction } from '@/components/outline/element-actions'
import { type ArgumentDialog, ArgumentDialogs, ArgumentItems } from '@/components/pattern/ArgumentItems'
import { useCanEdit, useGraph, useNavigate, useRun, useSynced } from '@/components/workspace/CaseContext'
import type { CaseGraph, Element, ElementId } from '@/lib/gsn/graph'
import { AddRisk } from './AddRisk'
import classes from './element.module.css'
import { AddEvidence, ControlPicker } from './later-dialogs'
import { useFacts } from './use-facts'

type Dialog = 'risk' | 'control' | 'evidence'

const DIALOGS: Readonly<Record<Dialog, string>> = {
  risk: 'Add a risk',
  control: 'Add a control',
  evidence: 'Add evidence',
}

/** What can be done at this element: the pattern's next steps as buttons, everything else in a menu. */
export function ElementActions({ id }: { id: ElementId }) {
  const element = useFacts(id)
  const canEdit = useCanEdit()
  const synced = useSynced()
  // As a text, which compares by value: the menu is read when it opens.
  const offered = useGraph((graph) => dialogsFor(graph, id).join(' '))
  const riskId = useGraph((graph) => riskOf(graph, id))
  const riskName = useGraph((graph) => (riskId === undefined ? '' : (graph.elements.get(riskId)?.name ?? '')))
  const [dialog, setDialog] = useState<Dialog>()
  if (element === undefined || !canEdit || !synced) return null
  const close = () => setDialog(undefined)

  return (
    <div className={classes.actions}>
      {element.deleted ? (
        <BringBack id={id} />
      ) : (
        <>
          {offered
            .split(' ')
            .filter(Boolean)
            .map((each) => (
              <Button key={each} variant="default" leftSection={<PlusIcon />} onClick={() => setDialog(each as Dialog)}>
                {DIALOGS[each as Dialog]}
              </Button>
            ))}
          <MoreActions id={id} />
        </>
      )}
      {dialog === 'risk' && element.capability !== undefined && (
        <AddRisk capability={element.capability} onClose={close} />
      )}
      <Suspense fallback={null}>
        {dialog === 'control' && riskId !== undefined && (
          <ControlPicker risk={riskId} riskName={riskName} capability={element.capability} onClose={close} />
        )}
        {dialog === 'evidence' && (
          <AddEvidence claim={id} claimName={element.name} capability={element.capability} onClose={close} />
        )}
      </Suspense>
    </div>
  )
}

/** Which dialogs make sense at an element, by its place in the pattern. */
function dialogsFor(graph: CaseGraph, id: ElementId): Dialog[] {
  const element = graph.elements.get(id)
  if (element === undefined) return []
  const names = new Set(actionsFor(graph, id).map((action) => action.name))
  const dialogs: Dialog[] = []
  if (names.has('add-risk')) dialogs.push('risk')
  if (riskOf(graph, id) !== undefined) dialogs.push('control')
  if (takesEvidence(graph, element)) dialogs.push('evidence')
  return dialogs
}

/** The risk that a control added here would mitigate: the element itself, or the one that its strategy argues for. */
function riskOf(graph: CaseGraph, id: ElementId): ElementId | undefined {
  const role = graph.elements.get(id)?.role
  if (role === 'C7') return id
  return role === 'S2' ? graph.supporterOf(id)[0] : undefined
}

/** Evidence stands under controls, under the identification claim, under free claims, and under C6 without risks. */
function takesEvidence(graph: CaseGraph, { id, kind, role, away }: Element): boolean {
  if (kind !== 'goal' || away !== undefined) return false
  if (role === 'C6') return graph.supports(id).length === 0
  return role === undefined || role === 'C8' || role === 'C5'
}

function BringBack({ id }: { id: ElementId }) {
  const run = useRun()
  return (
    <Button leftSection={<UndoIcon />} onClick={() => void run('restore-element', { element: id })}>
      Bring back from the bin
    </Button>
  )
}

/** These have buttons or a block of their own in the panel. */
const ELSEWHERE = new Set(['add-risk', 'add-control', 'add-evidence', 'decide-capability'])

function MoreActions({ id }: { id: ElementId }) {
  const [opened, setOpened] = useState(false)
  const [dialog, setDialog] = useState<ArgumentDialog>()
  return (
    <>
      <Menu opened={opened} onChange={setOpened} position="bottom-start">
        <Menu.Target>
          <Button variant="default" leftSection={<MoreIcon />}>
            More
          </Button>
        </Menu.Target>
        {opened && <MoreItems id={id} onOpen={setDialog} />}
      </Menu>
      <ArgumentDialogs id={id} open={dialog} onClose={() => setDialog(undefined)} />
    </>
  )
}

function MoreItems({ id, onOpen }: { id: ElementId; onOpen: (dialog: ArgumentDialog) => void }) {
  const actions = useGraph((graph) => actionsFor(graph, id))
  const run = useRun()
  const { select } = useNavigate()
  async function act(action: ElementAction): Promise<void> {
    const outcome = await run(action.name, action.args)
    const created = outcome.ok ? outcome.value.created[0] : undefined
    if (action.goThere === true && created !== undefined) select(created)
  }
  return (
    <Menu.Dropdown>
      {actions
        .filter((action) => !ELSEWHERE.has(action.name))
        .map((action) => (
          <Menu.Item
            key={action.label}
            leftSection={
              action.section === 'remove' ? <BinIcon /> : action.section === 'add' ? <PlusIcon /> : undefined
            }
            onClick={() => void act(action)}
          >
            {action.label}
          </Menu.Item>
        ))}
      <ArgumentItems id={id} onOpen={onOpen} />
    </Menu.Dropdown>
  )
}
