import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Role } from '#src/contract/gateway.ts'
import { hashPassword, keyOf, readUsers, writeUsers } from './users.ts'

const usage = `People who sign in to the console by password.

  npm run user -- list
  npm run user -- add NAME --role viewer|manager
  npm run user -- role NAME --role viewer|manager
  npm run user -- password NAME
  npm run user -- remove NAME

A password is asked for, or read from the standard input. The file is USERS_FILE, or data/users.json.
A gateway that runs takes it up at once: who was removed or changed is signed out.`

const shortest = 12
/** What is wrong with what was typed. */
class Wrong extends Error {
  override name = 'Wrong'
}

export interface Terminal {
  say: (line: string) => void
  /** @throws Wrong when nothing comes */
  askPassword: (prompt: string) => Promise<string>
  /** Somebody sits there and may mistype. */
  isPerson: boolean
}

/** `node dist-server/main.js user …`: changes the file of users. Returns the exit code. */
export async function runUserCommand(
  args: string[],
  {
    env = process.env,
    terminal = realTerminal(),
    cost,
  }: { env?: NodeJS.ProcessEnv; terminal?: Terminal; cost?: number } = {},
): Promise<number> {
  try {
    await run(args, env.USERS_FILE?.trim() || 'data/users.json', terminal, cost)
    return 0
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause
    terminal.say(cause.message)
    return 1
  }
}

async function run(args: string[], file: string, terminal: Terminal, cost?: number): Promise<void> {
  const { verb, name, role } = readArgs(args)
  const { say } = terminal
  const users = existsSync(file) ? readUsers(file) : []
  if (verb === 'list') {
    for (const user of users) say(`${user.role.padEnd(8)} ${user.name}`)
    if (users.length === 0) say(`${file} holds nobody.`)
    return
  }
  const found = users.find((user) => keyOf(user.name) === keyOf(name))
  if (verb === 'add') {
    if (found) throw new Wrong(`${found.name} is there already.`)
    const hash = await hashPassword(await newPassword(terminal), cost)
    writeUsers(file, [...users, { name, role, hash }])
    return say(`${name} may sign in as a ${role}. The gateway must run with USERS_FILE=${file}.`)
  }
  if (!found) throw new Wrong(`${file} holds no ${name}.`)
  const change = async () => {
    if (verb === 'remove') return []
    if (verb === 'role') return [{ ...found, role }]
    return [{ ...found, hash: await hashPassword(await newPassword(terminal), cost) }]
  }
  const changed = await change()
  writeUsers(
    file,
    users.flatMap((user) => (user === found ? changed : [user])),
  )
  const done = { remove: 'is removed', role: `is a ${role} now`, password: 'has a new password' }[verb]
  say(`${found.name} ${done}, and signed out.`)
}

const verbs = ['list', 'add', 'role', 'password', 'remove'] as const

function readArgs(args: string[]): { verb: (typeof verbs)[number]; name: string; role: Role } {
  let read
  try {
    read = parseArgs({ args, allowPositionals: true, options: { role: { type: 'string' } } })
  } catch {
    throw new Wrong(usage)
  }
  const [first, name = '', ...more] = read.positionals
  const verb = verbs.find((one) => one === first)
  const role = Role.safeParse(read.values.role)
  if (verb === undefined || more.length > 0 || (verb === 'list') !== (name === '')) throw new Wrong(usage)
  if ((verb === 'add' || verb === 'role') !== role.success)
    throw new Wrong(role.success ? usage : 'Say --role viewer or --role manager.')
  // It stands in the log and in the record of changes: nothing that is taken for a phone number, or cannot be seen.
  if (verb === 'add' && (!/^[\p{L}\p{N}][\p{L}\p{N}\p{M} ._@'-]{0,99}$/u.test(name) || /\d{6}/.test(name)))
    throw new Wrong("A name has up to 100 letters, digits, blanks or . _ @ ' -, and is no number.")
  return { verb, name: name.trim(), role: role.success ? role.data : 'viewer' }
}

async function newPassword({ askPassword, isPerson }: Terminal): Promise<string> {
  const password = await askPassword('Password: ')
  if (password.length < shortest || password.length > 1000)
    throw new Wrong(
      `A password has at least ${shortest} characters. Three or four words do well. Nothing was changed.`,
    )
  if (isPerson && (await askPassword('Once more: ')) !== password)
    throw new Wrong('The two are not the same. Nothing was changed.')
  return password
}

function realTerminal(): Terminal {
  const { stdin, stdout } = process
  return {
    say: (line) => console.log(line),
    isPerson: stdin.isTTY,
    askPassword: (prompt) => (stdin.isTTY ? typedUnseen(prompt) : firstLine()),
  }

  async function firstLine(): Promise<string> {
    let text = ''
    for await (const chunk of stdin.setEncoding('utf8')) text += String(chunk)
    return text.split(/\r?\n/, 1)[0] ?? ''
  }

  function typedUnseen(prompt: string): Promise<string> {
    // Before the prompt: whoever types at once must not be shown.
    stdin.setRawMode(true).setEncoding('utf8').resume()
    stdout.write(prompt)
    return new Promise((resolve, reject) => {
      let text = ''
      const end = (finish: () => void) => {
        stdin.off('data', take).setRawMode(false).pause()
        stdout.write('\n')
        finish()
      }
      const take = (chunk: string) => {
        // Pasted text comes in one piece.
        for (const key of chunk) {
          if (key === '\r' || key === '\n') return end(() => resolve(text))
          if (key === '\u0003' || key === '\u0004')
            return end(() => reject(new Wrong('Nothing was changed.')))
          if (key === '\u007f' || key === '\b') text = [...text].slice(0, -1).join('')
          else text += key
        }
      }
      stdin.on('data', take)
    })
  }
}
