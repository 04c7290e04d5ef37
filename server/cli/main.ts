import { checkFile } from './check-file'
import { convertFile } from './convert-file'
import { exportFrom } from './export-from'
import { importInto } from './import-into'
import { verifyFile } from './verify-file'

const USAGE = `accord VERB

  accord verify FILE.rab [--json]   checks a signed baseline: exit 0 valid, 3 with remarks, 1 not valid;
                                    --digest, --key and --head SIZE:HASH compare it with what you know
  accord check FILE [--json]        what is wrong or missing in a case: exit 1 when something is red
  accord convert FILE --to gsn-yaml|ltac|sacm
                                    writes a case or argument in another tool's format on standard output
  accord import CASE FILE [--dry-run] [--accept all|KEY@CODE,...]
                                    brings a file into a case of a running server (ACCORD_URL, ACCORD_TOKEN)
  accord export CASE --format F     takes a case of a running server along
  accord user add --email E --name N [--organisation O --side mdm|hdo --administrator]
                                    makes an account; whoever comes first into an organisation administers it;
                                    the password is the first line of standard input
  accord user password --email E    gives somebody a new password, and ends their sessions
  accord user reset-factors --email E
                                    takes somebody's second factors off, and ends their sessions
  accord user administrator --email E
                                    lets somebody administer their organisation, where nobody can name one
  accord backup FILE                writes everything of the store into one file, also while servers run
  accord restore FILE [--replace]   puts a backup into an empty store, or in the place of one
  accord integrity [--mend] [--json]
                                    checks everything the store keeps: exit 0 sound, 1 with problems
  accord erase-person EMAIL [--words]
                                    erases what is known of a person, and what they said in comments
  accord delete-case CASE --archive FILE
                                    deletes a case whose time is over, after writing all of it into FILE
  accord rotate-key                 makes a new key for the service; it takes over at the next start
  accord serve                      starts the server

FILE can be - for standard input.
`

const VERBS: Readonly<Record<string, (args: readonly string[]) => number | Promise<number>>> = {
  verify: verifyFile,
  check: (args) => checkFile(args, new Date().toISOString().slice(0, 10)),
  convert: convertFile,
  import: (args) => importInto(args, process.env),
  export: (args) => exportFrom(args, process.env),
  // Only this verb opens the store: the others start without it.
  user: async (args) => {
    const { readPassword, user } = await import('./add-user')
    return user(args, readPassword)
  },
  backup: async (args) => (await import('./backup')).backup(args),
  restore: async (args) => (await import('./restore')).restore(args),
  integrity: async (args) => (await import('./integrity')).integrity(args),
  'erase-person': async (args) => (await import('./erase-person')).erasePersonVerb(args),
  'delete-case': async (args) => (await import('./delete-case')).deleteCaseVerb(args),
  'rotate-key': async () => {
    const { rotateKey } = await import('./rotate-key')
    return rotateKey()
  },
  serve: async () => {
    // Written with a variable so that the server stays out of this program's own bundle.
    const server = new URL('./main.js', import.meta.url).href
    await import(server)
    return 0
  },
}

const [verb = '', ...args] = process.argv.slice(2)
const run = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined
if (run === undefined) {
  const asked = verb === '' || verb === 'help' || verb === '--help'
  process[asked ? 'stdout' : 'stderr'].write(asked ? USAGE : `There is no verb "${verb}".\n\n${USAGE}`)
  process.exitCode = asked ? 0 : 2
} else process.exitCode = await run(args)
