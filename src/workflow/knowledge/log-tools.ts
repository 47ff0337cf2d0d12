/** The tables of programs and actions as the log's reader needs them. */
import { type LogTools, logTools } from '../../evidence/log/tools.js';
import { ACTIONS } from './actions/index.js';
import type { KnownCommand } from './program.js';
import { PROGRAMS } from './programs/index.js';

/** `docker push`, `docker image push`: every spelling of the commands that are meant. */
function spelled(isMeant: (command: KnownCommand) => boolean): string[] {
  return PROGRAMS.flatMap(({ names, commands = [] }) =>
    commands
      .filter(isMeant)
      .flatMap(({ words }) =>
        words.reduce<string[]>(
          (said, word) => said.flatMap((each) => word.split('|').map((one) => `${each} ${one}`)),
          [...names],
        ),
      ),
  );
}

const exact = (name: string) => !name.endsWith('*');

/** What a log is read by. */
export const LOG_TOOLS: LogTools = logTools({
  clients: [...ACTIONS, ...PROGRAMS].flatMap(({ log }) => log ?? []),
  publishers: [
    ...new Set(
      ACTIONS.filter(({ finds, signs }) => finds || signs)
        .flatMap(({ uses }) => uses)
        .map((name) => name.split('/', 1)[0] as string),
    ),
  ],
  loginActions: ACTIONS.filter(({ signs }) => signs)
    .flatMap(({ uses }) => uses)
    .filter((name) => exact(name) && name.includes('login')),
  logins: spelled(({ signs }) => signs?.way === 'in'),
  pushes: spelled(({ names }) => names === 'push'),
  pulls: spelled(({ names }) => names === 'pull'),
  // One that only copies names its source in the same way.
  pushers: PROGRAMS.filter(({ commands }) =>
    commands?.some(({ finds, words }) => finds && /push|publish|sign/.test(words.join(' '))),
  ).flatMap(({ names }) => names),
});
