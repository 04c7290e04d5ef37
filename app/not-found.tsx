import { MessagePage } from '@/components/cases/MessagePage'

/** For what is absent and for what is not yours: they look the same. */
export default function NotFound() {
  return (
    <MessagePage title="There is nothing here for you">
      The address is wrong, what was here is gone, or you do not take part in it. If you expected a case, ask an
      administrator of your side to invite you.
    </MessagePage>
  )
}
