'use client'
import { OneField } from '@/components/element/OneField'
import type { ElementId } from '@/lib/gsn/graph'
import classes from './context.module.css'
import { GroupSection } from './GroupSection'
import { ListEditor } from './ListEditor'

/** The system with its assets, interfaces and boundaries (CTXT2): the same in the panel and in the view. */
export default function SystemBlock({ id }: { id: ElementId }) {
  const one = (name: string, placeholder?: string, label?: string) => (
    <OneField id={id} name={name} placeholder={placeholder} {...(label === undefined ? {} : { label })} />
  )
  return (
    <div className={classes.block}>
      <GroupSection id={id} groups={['description', 'objectives']} title="The system">
        <div className={classes.pair}>
          {one('description', 'Its parts, what runs on them, and how they work together.')}
          {one('objectives', 'Therapy goes on whatever happens on the network; patient data stays with the hospital.')}
        </div>
      </GroupSection>
      <section className={classes.section} aria-label="Assets">
        <h3>Assets</h3>
        <p className={classes.note}>
          What is worth protecting, one by one. Capabilities and risks then name the assets they are about. What holds
          for all of them together, and belongs to no single one, is written below the list.
        </p>
        <ListEditor list="asset" />
        {one('assets', 'All patient data of a shift is worth more than its parts.', 'About the assets as a whole')}
      </section>
      <section className={classes.section} aria-label="Interfaces">
        <h3>Interfaces</h3>
        <p className={classes.note}>Every way in or out, with who controls it.</p>
        <ListEditor list="interface" />
        {one('interfaces', 'What holds for all interfaces.', 'About the interfaces as a whole')}
      </section>
      <GroupSection id={id} groups={['boundaries']} title="Boundaries">
        {one('boundaries', 'Inside: ... Outside, and relied on: ...')}
      </GroupSection>
    </div>
  )
}
