'use client'
import { Button, Radio, Textarea } from '@mantine/core'
import type { Editor } from '@tiptap/core'
import { type FormEvent, useEffect, useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import { useMe, useRoom } from '@/components/workspace/CaseContext'
import { ALT_MAX, PICTURE_TYPES } from '@/lib/case/narrative-shape'
import classes from './Narrative.module.css'

interface Listed {
  readonly sha256: string
  readonly name: string
  readonly side: 'mdm' | 'hdo' | ''
  readonly type: string
  readonly confidentiality: string
  readonly open: boolean
}

/** Puts a picture of the case into the narrative, or says anew what the marked one shows. Escape goes back to the text. */
export function PictureForm({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const [marked] = useState(() =>
    editor.isActive('image') ? (editor.getAttributes('image') as { sha256?: string; alt?: string }) : undefined,
  )
  const { caseId } = useRoom()
  const { side } = useMe()
  const [files, setFiles] = useState<readonly Listed[] | 'failed'>()
  const [chosen, setChosen] = useState(marked?.sha256 ?? '')
  const [alt, setAlt] = useState(marked?.alt ?? '')
  const [problem, setProblem] = useState<{ of: 'file' | 'alt'; words: string }>()

  useEffect(() => {
    let current = true
    void callApi<{ files?: readonly Listed[] }>(`/api/cases/${encodeURIComponent(caseId)}/files`).then((answer) => {
      if (current) setFiles(answer.ok ? pictures(answer.value.files ?? []) : 'failed')
    })
    return () => {
      current = false
    }
  }, [caseId])

  function close(): void {
    onClose()
    editor.commands.focus()
  }

  function apply(event: FormEvent): void {
    event.preventDefault()
    if (chosen === '') {
      setProblem({ of: 'file', words: 'Choose the picture first.' })
      return
    }
    if (alt.trim() === '') {
      setProblem({ of: 'alt', words: 'Say what it shows: not everybody sees it, and printed lists hold words only.' })
      return
    }
    const attrs = { sha256: chosen, alt: alt.trim() }
    if (marked !== undefined) editor.chain().focus().updateAttributes('image', attrs).run()
    else
      editor
        .chain()
        .focus()
        .insertContent([{ type: 'image', attrs }, { type: 'paragraph' }])
        .run()
    close()
  }

  return (
    <form
      className={classes.link}
      aria-label="Picture"
      onSubmit={apply}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        close()
      }}
    >
      {files === undefined && <p className={classes.small}>Looking for pictures among the files of the case …</p>}
      {files === 'failed' && (
        <p className={classes.alert} role="alert">
          The files of the case could not be read. Check the connection and open this again.
        </p>
      )}
      {Array.isArray(files) && files.length === 0 && (
        <p className={classes.small}>
          There is no picture among the files of this case yet. Add it as evidence first (PNG, JPEG, GIF or WebP); then
          it can be chosen here.
        </p>
      )}
      {Array.isArray(files) && files.length > 0 && (
        <Radio.Group
          label="Picture from the evidence"
          value={chosen}
          error={problem?.of === 'file' ? problem.words : undefined}
          onChange={(next) => {
            setChosen(next)
            setProblem(undefined)
          }}
        >
          <div className={classes.pictures}>
            {(files as readonly Listed[]).map((file, at) => (
              <Radio
                key={file.sha256}
                value={file.sha256}
                label={file.name}
                description={whoSees(file, side)}
                size="xs"
                autoFocus={at === 0}
              />
            ))}
          </div>
        </Radio.Group>
      )}
      <Textarea
        label="What it shows"
        description="Read out and printed in place of the picture."
        placeholder="Network plan: the monitor stands behind the ward's firewall."
        value={alt}
        error={problem?.of === 'alt' ? problem.words : undefined}
        maxLength={ALT_MAX}
        rows={2}
        required
        // The sentence above says more than the browser's own.
        onInvalid={(event) => event.preventDefault()}
        onChange={(event) => {
          setAlt(event.currentTarget.value)
          setProblem(undefined)
        }}
      />
      <div className={classes.linkButtons}>
        <Button type="submit" formNoValidate disabled={!Array.isArray(files) || files.length === 0}>
          {marked === undefined ? 'Insert picture' : 'Change picture'}
        </Button>
        <Button variant="subtle" color="gray" onClick={close}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

/** Pictures that I may open, each once however often it was uploaded. */
function pictures(files: readonly Listed[]): Listed[] {
  const fit = files.filter(({ type, open }) => open && PICTURE_TYPES.has(type))
  return [...new Map(fit.map((file) => [file.sha256, file])).values()]
}

/** Who reads the narrative and does not see the picture. */
function whoSees({ confidentiality, side: owner }: Listed, mine: string | undefined): string | undefined {
  return confidentiality === 'own-side' && owner === mine
    ? 'Kept by your side: the other side reads only what you say it shows.'
    : undefined
}
