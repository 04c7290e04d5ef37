'use client'
import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { DOCUMENTS } from '@/lib/table/documents'
import { PREMARKET } from '@/lib/table/premarket'
import { ReadingTable } from './ReadingTable'
import classes from './register.module.css'

type List = 'documents' | 'premarket'

/** What was looked at last, for as long as the page is open. */
let last: List = 'documents'

/** The ten supporting documents and those of a premarket submission, each with what fills it. */
export default function DocumentList() {
  const [list, setList] = useState<List>(last)
  return (
    <div className={classes.lists}>
      <div className={classes.which}>
        <SegmentedControl
          size="xs"
          aria-label="Which documents"
          value={list}
          onChange={(value) => {
            last = value as List
            setList(last)
          }}
          data={[
            { value: 'documents', label: 'Supporting documents (IEC TR 80001-2-9)' },
            { value: 'premarket', label: 'Premarket documentation (FDA)' },
          ]}
        />
      </div>
      {/* Each table has columns, filters and a place of its own. */}
      {list === 'documents' ? (
        <ReadingTable key="documents" table={DOCUMENTS} />
      ) : (
        <ReadingTable key="premarket" table={PREMARKET} />
      )}
    </div>
  )
}
