'use client'
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useEffect, useRef } from 'react'
import { useLedger, useNavigate, useRoom } from '@/components/workspace/CaseContext'
import type { LedgerHeads } from '@/lib/wire/ledger'
import { newsOf } from './news'
import { headsOf, newsAfter, useCaughtUp, useReadMark } from './unread'
import { reviewStoreOf } from './use-review'

/** Not over the side panel, where the answer is written. */
const PLACE = { color: 'blue', position: 'bottom-center' } as const

/** So many notices at once are told one by one; more are summed up. */
const ONE_BY_ONE = 3

/** Tells, wherever one is in the workspace, when somebody else comments, approves or objects. Draws nothing itself. */
export function ReviewNotices() {
  const room = useRoom()
  const entries = useLedger()
  const caughtUp = useCaughtUp()
  const mark = useReadMark()
  const { select } = useNavigate()
  const told = useRef<LedgerHeads | undefined>(undefined)

  useEffect(() => {
    if (!caughtUp) return
    const before = told.current
    told.current = headsOf(entries)
    if (before === undefined) {
      // What was there when the page opened is history. On a first visit all of it counts as read.
      if (mark.get() === undefined) mark.readTo(told.current)
      return
    }
    const { graph, threads } = reviewStoreOf(room).get()
    const news = newsAfter(entries, before, room.me.id).flatMap((entry) => newsOf(entry, graph, threads) ?? [])
    if (news.length > ONE_BY_ONE) {
      notifications.show({ id: 'review:many', ...PLACE, message: `${news.length} new entries in the review.` })
      return
    }
    for (const { key, title, text, element } of news) {
      notifications.show({
        id: key,
        ...PLACE,
        title,
        message: (
          <>
            {text !== undefined && <div>{text}</div>}
            <Button
              variant="subtle"
              size="compact-xs"
              ml={-7}
              onClick={() => {
                select(element, { tab: 'review' })
                notifications.hide(key)
              }}
            >
              Take me there
            </Button>
          </>
        ),
      })
    }
  }, [entries, caughtUp, room, mark, select])
  return null
}
