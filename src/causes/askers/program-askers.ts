/**
 * Askers that the table of programs tells by itself: how a program logs in and out, or, where it has no login of its
 * own, whose login it reads. So a program that is added there is told its cure without an entry in `askers.ts`.
 */
import { type CredentialStore, READS } from '../../workflow/knowledge/clients.js';
import type { KnownCommand, Program } from '../../workflow/knowledge/program.js';
import { PROGRAMS, programAt } from '../../workflow/knowledge/programs/index.js';
import type { Asker } from './asker.js';
import { type BothOf, ofCommandLine } from './asker-words.js';

/** Who logs in to a store for all that read it. */
const KEEPERS: Readonly<Record<CredentialStore, string>> = {
  docker: 'docker',
  buildx: 'docker',
  containers: 'podman',
  helm: 'helm',
  regctl: 'regctl',
  spin: 'spin',
  apptainer: 'apptainer',
  kcl: 'kcl',
};

interface SignCommand {
  /** Name and command: `helm registry login`. */
  said: string;
  command: KnownCommand;
}

function signCommand({ names: [name = ''], commands = [] }: Program, way: 'in' | 'out'): SignCommand | null {
  const command = commands.find(({ signs }) => signs?.way === way);
  const words = command?.words.map((word) => word.split('|', 1)[0]) ?? [];
  return command ? { said: [name, ...words].join(' '), command } : null;
}

/**
 * The cure in the words of a program of the table.
 *
 * @param name as scripts call it
 * @param hint a sentence more about where it looks; without one, whose login it reads where it has none of its own
 * @param called in the sentences, where that is another name
 */
export function ofProgram(name: string, hint?: BothOf, called = name): Pick<Asker, 'commands' | 'say'> {
  const program = programAt(name);
  const [first] = READS[program?.client ?? 'docker'];
  const own = program && signCommand(program, 'in');
  const keeper = own ? program : programAt(KEEPERS[first as CredentialStore]);
  const login = own ?? (keeper && signCommand(keeper, 'in'));
  if (!keeper || !login) throw new Error(`no login is known for ${name}`);
  const [store = 'docker'] = login.command.signs?.stores ?? [];
  const logout = signCommand(keeper, 'out') ?? signCommand(programAt(KEEPERS[store]) ?? keeper, 'out');
  const user = login.command.takes.find((option) => option.startsWith('--user')) ?? '-u';
  const piped = login.command.signs?.onlyPiped ? ' --password-stdin' : '';
  const tool = own ? called : (keeper.names[0] as string);
  return ofCommandLine(
    tool,
    (registry) => `${login.said} ${registry} ${user} USER${piped}`,
    logout && ((registry) => `${logout.said} ${registry}`),
    hint ?? (own ? null : [`${called} reads the login of ${tool}.`, `${called} 使用 ${tool} 的登录凭据。`]),
    called,
  );
}

/**
 * One for each program that transfers images and speaks for itself in a log.
 *
 * @param others the askers that are written by hand: whoever is told there is left out
 */
export function programAskers(others: readonly Asker[]): Asker[] {
  const told = new Set(others.flatMap(({ id, clients = [] }) => [id, ...clients]));
  return PROGRAMS.flatMap(({ names: [name = ''], commands, log }): Asker[] =>
    log && commands?.some(({ finds }) => finds) && !told.has(log.name)
      ? [
          {
            id: log.name,
            place: 'terminal',
            clients: [log.name],
            frame: log.frame,
            ...ofProgram(name, undefined, log.name),
          },
        ]
      : [],
  );
}
