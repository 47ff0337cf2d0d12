/** Pushes by a name with a variable that nothing sets, for certain. */
import { absentName, onlyOrigin } from '../../workflow/language/origins.js';
import type { PushReading } from '../../workflow/reading/every-run.js';
import { RUNNER_VARIABLES } from '../../workflow/reading/jobs/runner-variables.js';
import type { TransferAct } from '../../workflow/reading/steps/frame.js';
import { isTolerated } from '../../workflow/reading/steps/tolerance.js';
import { child, text } from '../../workflow/text/document.js';
import type { Linted, LintedPush } from '../case.js';
import { isLeftToItself, mayBeHandedOn } from './left-variables.js';
import { misspeltVariable } from './misspelt-variables.js';

/**
 * The push with what is left of its name, which is nothing, where all of it is such a variable; as it is else, and where it is told
 * already what was meant.
 */
export function withoutUnset(push: PushReading, job: LintedPush['job'], all: Linted): PushReading {
  if (onlyOrigin(push.act.found.reference)?.kind !== 'variable') return push;
  if (isLeftToItself(push.act, job, all) || misspeltVariable(push, job, all)) return push;
  const unset = unsetVariables(push, job, all);
  return unset === null
    ? push
    : { ...push, act: { ...push.act, found: { ...push.act.found, reference: unset.reference } } };
}

/**
 * The variables of a name that are empty, and what the reference comes to; null where there is none, and where one may come from
 * the machine, its image, another shell, or a step that hands it on.
 */
export function unsetVariables(
  push: PushReading,
  job: LintedPush['job'],
  all: Linted,
): { names: readonly string[]; reference: string } | null {
  const { act } = push;
  const names = new Set<string>();
  let reference = '';
  for (const character of act.found.reference) {
    const origin = onlyOrigin(character);
    const name = origin?.kind === 'variable' && !origin.isLost ? origin.name : null;
    if (name !== null && isPlainlyRead(name, act)) names.add(name);
    reference += name !== null && names.has(name) ? absentName(name) : character;
  }
  if (names.size === 0 || !hasOwnShell(act, job)) return null;
  if (!job.isHosted || child(job.job.node, 'container') !== null || mayBeHandedOn(act, job, all)) return null;
  return { names: [...names], reference };
}

/** By a command of the script itself, in every run: what a wrapper starts may be given variables by it. */
function isPlainlyRead(name: string, { step, runs, home, found }: TransferAct): boolean {
  if (runs !== 'yes' || found.mayFail || home === 'remote' || home === 'own' || isOfRunner(name))
    return false;
  return namesReadIn(step.node).has(name);
}

/** By the step, whose pushes each ask. */
const READ = new WeakMap<TransferAct['step']['node'], ReadonlySet<string>>();

function namesReadIn(node: TransferAct['step']['node']): ReadonlySet<string> {
  const known = READ.get(node);
  if (known) return known;
  const script = isTolerated(node) ? '' : (text(child(node, 'run')) ?? '');
  const commands = GOES_ON.test(script) ? [] : script.replace(/\\\n/g, ' ').split('\n');
  const names = commands.flatMap((line) =>
    COMMAND.test(line) ? [...line.matchAll(VARIABLE)].map(([, name = '']) => name) : [],
  );
  const read = new Set(names);
  READ.set(node, read);
  return read;
}

/** What is done all the same after a command that fails. */
const GOES_ON = /\|\||\bset\s+\+|\btrap\b/;

const COMMAND = /^\s*(?:sudo\s+)?(?:docker|podman|buildah)\s/;

const VARIABLE = /\$\{?([A-Za-z_]\w{0,60})/g;

function isOfRunner(name: string): boolean {
  return (
    /^(?:GITHUB|RUNNER|ACTIONS)_/.test(name) || SET_BY_IMAGE.test(name) || RUNNER_VARIABLES.includes(name)
  );
}

/** What GitHub's machines have by themselves. Docs: actions/runner-images, the lists of each image, Environment variables. */
const SET_BY_IMAGE =
  /^(?:CI|HOME|USER(?:NAME|PROFILE)?|LOGNAME|LANG|LC_\w+|PATH|TERM|TZ|T(?:E?MP|MPDIR)|OS|PROCESSOR_\w+|COMPUTERNAME|Image(?:OS|Version)|(?:ACCEPT|AGENT|ANDROID|AZURE|BOOTSTRAP|CHROME|DEBIAN|DOTNET|EDGE|GECKO|GHCUP|GOROOT|HOMEBREW|JAVA|PIPX|POWERSHELL|PS|SELENIUM|SGX|SWIFT|SYSTEMD|VCPKG|XDG)\w*|CONDA|GRADLE_HOME|LEIN_\w+|NVM_DIR|INVOCATION_ID|JOURNAL_STREAM)$/;

/** A login shell, or one within another program, is given variables by what it reads first. */
function hasOwnShell({ document, step }: TransferAct, { document: own, job }: LintedPush['job']): boolean {
  const said = [
    child(step.node, 'shell'),
    ...[job.node, own.root].map((node) => child(child(child(node, 'defaults'), 'run'), 'shell')),
  ];
  return document === own && said.every((each) => each === null || /^(?:bash|sh)$/.test(text(each) ?? ''));
}
