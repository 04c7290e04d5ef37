'use client'
import { useState } from 'react'
import type { Method } from '@/lib/agreement/charter'
import type { Proof } from './answer'

/** The chosen way to prove an act, the strongest first, and what was typed for it. */
export function useProof(methods: readonly Method[]) {
  const [method, setMethod] = useState<Method>(methods.includes('passkey') ? 'passkey' : 'password')
  const [password, setPassword] = useState('')
  const proof: Proof = method === 'passkey' ? { method } : { method, password }
  return {
    proof,
    ready: method === 'passkey' || password !== '',
    forget: () => setPassword(''),
    fields: { methods, method, password, choose: setMethod, type: setPassword },
  }
}
