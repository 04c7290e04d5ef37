import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { projectRoot } from '../root'

/** The faces a document is set in: name in the document -> file of the package `dejavu-fonts-ttf`. */
export const FACES = {
  sans: 'DejaVuSans.ttf',
  'sans-bold': 'DejaVuSans-Bold.ttf',
  'sans-italic': 'DejaVuSans-Oblique.ttf',
  'sans-bold-italic': 'DejaVuSans-BoldOblique.ttf',
  mono: 'DejaVuSansMono.ttf',
  'mono-bold': 'DejaVuSansMono-Bold.ttf',
  'mono-italic': 'DejaVuSansMono-Oblique.ttf',
  'mono-bold-italic': 'DejaVuSansMono-BoldOblique.ttf',
  narrow: 'DejaVuSansCondensed.ttf',
  'narrow-bold': 'DejaVuSansCondensed-Bold.ttf',
  'narrow-italic': 'DejaVuSansCondensed-Oblique.ttf',
  'narrow-bold-italic': 'DejaVuSansCondensed-BoldOblique.ttf',
} as const

export type Face = keyof typeof FACES
export type Family = 'sans' | 'mono' | 'narrow'

/** @returns the face of a family in a weight and slope */
export function faceOf(family: Family, bold = false, italic = false): Face {
  return `${family}${bold ? '-bold' : ''}${italic ? '-italic' : ''}` as Face
}

let folder: string | undefined

/** @returns the path of a face's file, found from the project so that a bundled server finds it too */
export function facePath(face: Face): string {
  folder ??= join(
    dirname(createRequire(join(projectRoot(), 'package.json')).resolve('dejavu-fonts-ttf/package.json')),
    'ttf',
  )
  // The files are found where they are installed; nothing of them goes into a bundle.
  return join(/*turbopackIgnore: true*/ folder, FACES[face])
}

const files = new Map<Face, Uint8Array>()

/** The bytes of a face, read once per process. */
export function faceBytes(face: Face): Uint8Array {
  let bytes = files.get(face)
  if (bytes === undefined) {
    bytes = new Uint8Array(readFileSync(/*turbopackIgnore: true*/ facePath(face)))
    files.set(face, bytes)
  }
  return bytes
}
