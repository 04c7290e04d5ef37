import type { Metadata } from 'next'
import { NewPasswordForm } from '@/components/sign-in/NewPasswordForm'

export const metadata: Metadata = { title: 'Choose a new password' }

export default function Page() {
  return <NewPasswordForm />
}
