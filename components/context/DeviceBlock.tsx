'use client'
import { OneField } from '@/components/element/OneField'
import type { ElementId } from '@/lib/gsn/graph'
import classes from './context.module.css'
import { GroupSection } from './GroupSection'
import { LifeCycle } from './LifeCycle'
import { Ticks } from './Ticks'

const PLACES = [
  ...['inWards', 'inIntensiveCare', 'inTheatres', 'inEmergency', 'inOutpatients'],
  ...['inImaging', 'inLaboratory', 'inTransport', 'inHome'],
]
const CONNECTIONS = ['wired', 'wireless', 'cellular', 'shortRange', 'removableMedia']

/** The device, its use and its surroundings (CTXT1): the same fields in the panel and in the view of the context. */
export default function DeviceBlock({ id }: { id: ElementId }) {
  const one = (name: string, placeholder?: string) => <OneField id={id} name={name} placeholder={placeholder} />
  return (
    <div className={classes.block}>
      <GroupSection id={id} groups={['identity']} title="The device">
        <div className={classes.grid}>
          {one('manufacturer')}
          {one('product')}
          {one('model')}
          {one('version')}
          {one('hardwareVersion')}
        </div>
        <div className={classes.grid}>
          {one('sbom')}
          {one('sbomDate')}
        </div>
      </GroupSection>
      <GroupSection id={id} groups={['life-cycle']} title="Life cycle">
        <LifeCycle id={id} />
        <div className={classes.grid}>{one('endOfSupport')}</div>
      </GroupSection>
      <GroupSection id={id} groups={['use', 'users']} title="Use">
        <div className={classes.pair}>
          {one('intendedUse', 'What it does, for which patients, by which route, and what it is not for.')}
          {one('users', 'Nurses on wards, trained for half a day; Clinical Engineering maintains it.')}
        </div>
      </GroupSection>
      <GroupSection id={id} groups={['environment']} title="Place of use">
        <Ticks id={id} legend="Used in" names={PLACES} />
        {one('withinReach')}
        {one('environment', 'How many devices, in which places, who moves them, who owns them.')}
      </GroupSection>
      <GroupSection id={id} groups={['network']} title="Network">
        <Ticks id={id} legend="Connected by" names={CONNECTIONS} />
        {one('remoteAccess')}
        {one('internet')}
        <div className={classes.pair}>
          {one('network', 'How the device joins the network, and what it reaches there.')}
          {one('zones', 'Clinical devices in a network of their own; a firewall lets through the server only.')}
        </div>
      </GroupSection>
    </div>
  )
}
