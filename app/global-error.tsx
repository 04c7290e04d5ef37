'use client'

/** When even the frame of the pages fails: plain HTML without style or script of our own, so that no policy stops it. */
export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en">
      <head>
        <title>Accord</title>
      </head>
      <body>
        <main>
          <h1>Accord could not be shown</h1>
          <p>Nothing you saved is lost. Try again, or reload the page in a moment.</p>
          <button type="button" onClick={reset}>
            Try again
          </button>
        </main>
      </body>
    </html>
  )
}
