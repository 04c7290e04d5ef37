import type { Metadata } from 'next'
import { ForgotForm } from '@/components/sign-in/ForgotForm'

export const metadata: Metadata = { title: 'A new password' }

export default function Page() {
  return <ForgotForm />
}
