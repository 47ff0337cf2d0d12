/** The tables of programs and actions as the log's reader needs them. */
import { type LogTools, logTools, type ToolNames } from '../../evidence/log/tools.js';
import type { StepInputs } from './action.js';
import { ACTIVE_ACTIONS, EVERY_ACTION } from './actions/every-action.js';
import { NOWHERE, READS } from './clients.js';
import type { KnownCommand } from './program.js';
import { PROGRAMS } from './programs/index.js';

/** `docker push`, `docker image push`: every spelling of the commands that are meant. */
function spelled(isMeant: (command: KnownCommand) => boolean): { said: string; command: KnownCommand }[] {
  return PROGRAMS.flatMap(({ names, commands = [] }) =>
    commands
      .filter(isMeant)
      .flatMap((command) =>
        command.words
          .reduce<string[]>(
            (said, word) => said.flatMap((each) => word.split('|').map((one) => `${each} ${one}`)),
            [...names],
          )
          .map((said) => ({ said, command })),
      ),
  );
}

const sayings = (isMeant: (command: KnownCommand) => boolean) => spelled(isMeant).map(({ said }) => said);

/** Commands that log in or out, with the stores that they write. */
const signCommands = (way: 'in' | 'out') =>
  new Map(
    spelled(({ signs }) => signs?.way === way).map(
      ({ said, command }) => [said, command.signs?.stores ?? []] as const,
    ),
  );

/** A step without inputs, for where an action keeps its login whatever they are. */
const NO_INPUTS: StepInputs = { text: () => null, flag: () => 'no', isExpression: () => false, major: null };

const exact = (name: string) => !name.endsWith('*');

/** What a log is read by; made with the first log, as most runs read none. */
export function knownLogTools(): LogTools {
  known ??= logTools(toolNames());
  return known;
}

let known: LogTools | undefined;

const toolNames = (): ToolNames => ({
  clients: [
    ...EVERY_ACTION.flatMap(({ log, finds }) =>
      log ? { ...log, ...(finds && { reads: READS.docker }) } : [],
    ),
    ...PROGRAMS.flatMap(({ log, client = 'docker', commands }) => {
      const transfers = commands?.some(({ finds }) => finds);
      return log ? { ...log, ...(transfers && { reads: READS[client] }) } : [];
    }),
  ],
  programs: new Map(
    PROGRAMS.flatMap(({ names, commands, log }) =>
      log && commands?.some(({ finds }) => finds) ? names.map((name) => [name, log.name] as const) : [],
    ),
  ),
  publishers: [...new Set(ACTIVE_ACTIONS.map((name) => name.split('/', 1)[0] as string))],
  loginActions: new Map(
    EVERY_ACTION.flatMap(({ uses, signs }) => {
      const stores = signs?.(NO_INPUTS, NOWHERE).flatMap((sign) => sign.stores);
      return stores
        ? uses.filter((name) => exact(name) && name.includes('login')).map((name) => [name, stores] as const)
        : [];
    }),
  ),
  logins: signCommands('in'),
  logouts: signCommands('out'),
  pushes: sayings(({ names }) => names === 'push'),
  pulls: sayings(({ names }) => names === 'pull'),
  takes: [...new Set(spelled(({ names }) => names !== undefined).flatMap(({ command }) => command.takes))],
  // One that only copies names its source in the same way.
  pushers: PROGRAMS.filter(({ commands }) =>
    commands?.some(({ finds, words }) => finds && /push|publish|sign/.test(words.join(' '))),
  ).flatMap(({ names }) => names),
});
