'use client'
import { lazy } from 'react'

/** Dialogs that are loaded when somebody first opens one: the catalogue of controls and the upload come along with them. */
export const ControlPicker = lazy(() =>
  import('@/components/control/ControlPicker').then((module) => ({ default: module.ControlPicker })),
)
export const AddEvidence = lazy(() =>
  import('@/components/evidence/AddEvidence').then((module) => ({ default: module.AddEvidence })),
)
