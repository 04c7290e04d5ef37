'use client'
import { Button, NativeSelect } from '@mantine/core'
import { type DragEvent, useRef, useState } from 'react'
import { FORMAT_WORDS, IMPORT_FORMATS, type ImportFormat } from '@/lib/exchange/format-of-file'
import classes from './exchange.module.css'

interface Props {
  readonly file: File | undefined
  readonly format: ImportFormat | 'auto'
  readonly formats?: readonly ImportFormat[]
  readonly onFile: (file: File) => void
  readonly onFormat: (format: ImportFormat | 'auto') => void
}

/** Where a file is dropped or chosen; what it is, is told by its content unless somebody says it. */
export function FileDrop({ file, format, formats = IMPORT_FORMATS, onFile, onFormat }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  function drop(event: DragEvent): void {
    event.preventDefault()
    setOver(false)
    const dropped = event.dataTransfer.files[0]
    if (dropped !== undefined) onFile(dropped)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button in it does the same by keys
    <div
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className={classes.dropWords}>
        <strong className={classes.fileName}>{file === undefined ? 'Drop a file here' : file.name}</strong>
        <span className={classes.quiet}>
          {file === undefined
            ? 'or choose one. Nothing is taken before you have seen what is in it.'
            : sizeOf(file.size)}
        </span>
      </div>
      <input
        ref={input}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label="File to import"
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0]
          if (chosen !== undefined) onFile(chosen)
          // The same file can be chosen again after it was changed.
          event.currentTarget.value = ''
        }}
      />
      <NativeSelect
        className={classes.format}
        aria-label="What the file is"
        value={format}
        onChange={(event) => onFormat(event.currentTarget.value as ImportFormat | 'auto')}
        data={[
          { value: 'auto', label: 'Recognise what it is' },
          ...formats.map((each) => ({
            value: each,
            label: `${FORMAT_WORDS[each].word} (${FORMAT_WORDS[each].endings})`,
          })),
        ]}
      />
      <Button variant={file === undefined ? 'filled' : 'default'} data-autofocus onClick={() => input.current?.click()}>
        {file === undefined ? 'Choose a file' : 'Choose another file'}
      </Button>
    </div>
  )
}

function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
