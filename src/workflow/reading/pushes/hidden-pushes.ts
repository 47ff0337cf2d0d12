/**
 * Pushes out of sight: programs and actions of the repository that can't be read, and of which nevertheless
 * everything says that they push. They are worth a warning at most.
 */
import { type Found, hostOfAddress } from '../../knowledge/clients.js';
import { isMeantFor } from '../../knowledge/names/names.js';
import { happens } from '../../language/chance.js';
import { HOLE, hasHole } from '../../language/values.js';
import { child } from '../../text/document.js';
import type { TransferReading } from '../logins/credentials.js';
import { passwordOf } from '../logins/passwords.js';
import type { Act, OpaqueAct, PushesOfProgram, SaidProgram, SignAct, TransferAct } from '../steps/frame.js';

/** A word of its own: not `pushd`, `unsigned`, `released`. */
const PUBLISHES = /(?<![a-z])(?:push|publish|release)(?:es|s)?(?![a-z])/i;
/** How something is built, and where that is kept: `--release`, `-c Release`, `--profile=release-lto`, `target/release/app`. */
const BUILT =
  /(?<=\s)-{1,2}release(?=[\s=]|$)|(?<=\s)(?:-c|--?(?:profile|config|configuration|build-?type|mode)|[-/]p:Configuration)[\s=]+\S*release\S*|\S*\/release[\w-]*\/\S*/gi;
/** It is told not to: `--skip-push`, `--no-publish`, `--push=false`. */
const LEFT_OUT =
  /(?<=\s)--?(?:skip|no|without|disable)-?(?:push|publish|release)(?=[\s=]|$)(?!=(?:false|0))|(?<=\s)--(?:push|publish)[= ](?:false|0|no|never)(?=\s|$)/gi;
/** A machine's name, `pre-release.example.org`, also behind a user's; `app.release.sh` is a file's. */
const MACHINES =
  /(?<![\w./-])(?:[\w-]+@)?(?:[\w-]+\.){2,}(?!(?:sh|bash|py|[cm]?js|ts|rb|pl|mk)\b)[a-z]{2,}(?![\w./-])/gi;
const PUSHES = /(?<![a-z])(?:push|publish|sign)(?:es|s)?(?![a-z])/i;

type TextPush = Extract<Found['hidden'] & object, { by: 'text' }>;

/**
 * The pushes that the opaque acts of a job are likely to make.
 *
 * - A job that logs in with its own token, shows no push and no pull itself, and runs something that says
 *   «publish»: the login is for that. What setting a tool up logs in by the way is for nothing yet.
 * - Another that runs a program whose text has the command of a push: to a name of the registry, or where the job logs in to no other.
 * - A program that is told the registry by its own `env`, that of its job or arguments, or gets the job's token by a name of the
 *   registry, and is named for pushing or signing.
 *
 * None of them is told a name of another registry.
 */
export function hiddenPushes(acts: readonly Act[], registry: string): TransferReading[] {
  const visible = acts.filter(
    (act): act is TransferAct => act.kind === 'transfer' && isMeantFor(registry, act.found.reference),
  );
  if (visible.some(({ found }) => found.access === 'push')) return [];
  const saidByText = ({ names, mayNotPush }: PushesOfProgram, isAlone: boolean): TextPush | null => {
    const name = names.find((each) => isMeantFor(registry, each));
    if (name !== undefined) return { by: 'text', name, ...(mayNotPush ? { mayNotPush } : {}) };
    return names.length === 0 && isAlone
      ? { by: 'text', name: `${registry}/${HOLE}`, mayNotPush: true }
      : null;
  };
  const isOnlyLogin = !acts.some((act) => isLoginElsewhere(act, registry));
  // What a program is called says nothing where its text says that it pushes to another registry.
  const elsewhere = new Set(
    acts.flatMap((act) =>
      act.kind === 'opaque' && act.pushes && !saidByText(act.pushes, true) ? (act.says?.command ?? []) : [],
    ),
  );
  const found: TransferReading[] = [];
  const logins: SignAct[] = [];
  for (const act of acts) {
    if (act.kind === 'sign') logins.push(act);
    if (act.kind !== 'opaque' || !act.says || !happens(act.runs)) continue;
    const login = logins.findLast(
      ({ sign, runs }) =>
        sign.password !== null && !sign.isAside && happens(runs) && hostOfAddress(sign.host) === registry,
    );
    const said = act.pushes && login ? saidByText(act.pushes, isOnlyLogin) : null;
    if (said && (!hasHole(said.name) || visible.length === 0)) {
      found.push(reading(act, said, login?.sign.password ?? '', registry));
      continue;
    }
    if (visible.length > 0 || elsewhere.has(act.says.command) || namesAnother(act.says, registry)) continue;
    const told = toldOf(act, registry);
    const password = told?.password ?? login?.sign.password ?? null;
    if (password === null || (!told && !publishes(act.says))) continue;
    found.push(
      reading(
        act,
        { by: told?.by ?? 'login', command: act.says.command || act.says.name },
        password,
        registry,
      ),
    );
  }
  return found;
}

function isLoginElsewhere(act: Act, registry: string): boolean {
  if (act.kind !== 'sign' || act.sign.password === null || act.sign.isAside) return false;
  return hostOfAddress(act.sign.host) !== registry;
}

/** Do the words that say what is run speak of pushing something? */
export function publishes({ name, command }: Pick<SaidProgram, 'name' | 'command'>): boolean {
  return PUBLISHES.test(
    `${name} ${command}`.replace(LEFT_OUT, ' ').replace(BUILT, ' ').replace(MACHINES, ' '),
  );
}

/** What stands in a job's `env` is for all of its steps: it may be what another one pulls. */
function toldOf(
  { says, step }: OpaqueAct,
  registry: string,
): { by: 'told' | 'job'; password: string | null } | null {
  if (!says || !PUSHES.test(says.command.replace(LEFT_OUT, ' '))) return null;
  const own = child(step.node, 'env');
  const telling = [...says.environment].filter(
    ([name, value]) => value.includes(registry) || isNamedFor(name, value),
  );
  const isOwn = step.uses !== null || telling.some(([name]) => child(own, name) !== null);
  const by = says.command.includes(registry) || (isOwn && telling.length > 0) ? 'told' : 'job';
  if (by === 'job' && telling.length === 0) return null;
  const kinds = ['github-token', 'secret', 'absent'];
  const token = [...says.environment.values()].find((each) => kinds.includes(passwordOf(each).kind));
  return { by, password: token ?? null };
}

/** The host of another registry in front of a name; `github.com/octo/app` is one of Go's modules. */
const ADDRESS = /^((?:[\w-]+\.)+[a-z]{2,}(?::\d+)?)\/\S/i;

/** Is it told a name of another registry? Which of the two it then pushes to, nobody knows. */
function namesAnother({ environment }: SaidProgram, registry: string): boolean {
  return [...environment.values()].some((value) => {
    const host = ADDRESS.exec(value)?.[1]?.toLowerCase();
    return host !== undefined && host !== registry && host !== 'github.com';
  });
}

/** `GHCR_TOKEN: ${{ github.token }}`: the job's own token, for this registry. */
function isNamedFor(name: string, value: string): boolean {
  return (
    /^GHCR(?:_IO)?_\w*(?:TOKEN|PASS(?:WORD)?|PAT)$/i.test(name) && passwordOf(value).kind === 'github-token'
  );
}

function reading(
  act: OpaqueAct,
  hidden: Found['hidden'] & object,
  password: string,
  registry: string,
): TransferReading {
  const { kind: _, says: __, hasCredential: ___, isCutOff: ____, pushes: _____, ...place } = act;
  return {
    act: {
      ...place,
      kind: 'transfer',
      found: {
        reference: hidden.by === 'text' ? hidden.name : `${registry}/${HOLE}`,
        access: 'push',
        role: 'image',
        runs: 'yes',
        hidden,
      },
    },
    credential: { kind: 'token', password: passwordOf(password), login: null, replaced: [] },
    perhapsGone: null,
    passed: [],
    ifRefused: null,
    isAfterUnread: true,
  };
}
