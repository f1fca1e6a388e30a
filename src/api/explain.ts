import { UnsafeRequest } from '#src/contract/request.ts'
import { ApiError, type ApiErrorKind } from './error.ts'
import { ListError, ListStopped } from './list.ts'

/** Trouble in a person's words: what happened, what was not done, what to do, and the API's own words. */
export interface Explanation {
  title: string
  advice: string
  /** What the other side said, word for word. */
  words?: string
  /** Who said it, where it was not Unloc. */
  speaker?: string
  /** For the support person to copy: endpoint and status, never a number or a name. */
  technical: string
}

const read: Record<ApiErrorKind, [title: string, advice: string]> = {
  unreachable: ['No answer came from Unloc.', 'Check the connection, then try again.'],
  refused: ['Unloc refused the request.', 'See what it said below.'],
  session: [
    'Your session had ended, so this was not done.',
    'Sign in, then try again. Nothing that you typed is lost.',
  ],
  forbidden: [
    'This is not permitted here.',
    'The project or its permissions do not allow it. Ask whoever set up the API access.',
  ],
  missing: ['Unloc does not know this.', 'It may have been removed, or the address is wrong.'],
  conflict: ['Unloc refused: this is no longer possible.', 'Reload to see the present state.'],
  busy: ['Unloc asks us to slow down.', 'Wait a moment, then try again.'],
  server: ['Unloc had a problem of its own.', 'Try again in a minute.'],
  unreadable: [
    'Unloc sent an answer that this console cannot read.',
    'Try again. If it stays, tell support the technical details.',
  ],
}

/** Trouble of the gateway's own: its title says what happened. */
const gatewayAdvice: Partial<Record<ApiErrorKind, string>> = {
  forbidden: 'Your role or the settings of this console do not allow it.',
  busy: 'Wait a moment, then try again.',
  server: 'Try again in a minute.',
}

/** Explains any thrown thing. A write that may have taken effect says so before anything else. */
export function explain(error: unknown): Explanation {
  if (error instanceof UnsafeRequest)
    return {
      title: 'The request was stopped before it left.',
      advice: 'Nothing was sent. Its filter had a hole and could have reached more than was meant.',
      technical: error.message,
    }
  if (error instanceof ListStopped)
    return {
      title: 'The loading was stopped.',
      advice: 'So not all is here. Try again to go on with it.',
      technical: error.message,
    }
  if (error instanceof ListError)
    return {
      title: 'Unloc’s list does not come to an end.',
      advice: 'So it could not be read whole. Try again. If it stays, tell support the technical details.',
      technical: error.message,
    }
  if (!(error instanceof ApiError))
    return {
      title: 'Something in this console failed.',
      advice: 'Reload the page. Nothing was sent because of it.',
      technical: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    }
  const isOwn = error.gateway !== undefined && error.kind !== 'session'
  const [title, advice] = isOwn
    ? [`${error.gateway || 'The gateway refused'}.`, gatewayAdvice[error.kind] ?? 'See what it said below.']
    : read[error.kind]
  const technical = [error.endpoint, error.status].filter((part) => part !== undefined).join(' · ')
  return {
    title: error.maybeApplied ? 'The answer was lost, so the outcome is unknown.' : title,
    advice: error.maybeApplied ? 'It may have been done. Look before trying again.' : advice,
    ...(error.words === undefined ? {} : { words: error.words }),
    ...(error.gateway === undefined ? {} : { speaker: 'The gateway' }),
    technical,
  }
}
