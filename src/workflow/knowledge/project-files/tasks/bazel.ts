/** What `bazel run` pushes: rules_oci's `oci_push` and rules_docker's `container_push`, which do what crane does. */
import { HOLE, hasHole } from '../../../language/values.js';
import { asScript } from '../../../shell/starting/as-script.js';
import type { StartedScript } from '../../../shell/starting/started.js';
import { type Arguments, readArguments } from '../../arguments.js';
import type { StartSurroundings } from '../../clients.js';
import { inFolder } from '../files.js';
import { textStarted } from '../scripts.js';
import { type StarlarkCall, starlarkCalls } from './starlark.js';

/** Docs: github.com/bazel-contrib/rules_oci, docs/push.md; github.com/bazelbuild/rules_docker, docs/container.md. */
export function bazelStarted(
  { words }: Arguments,
  around: StartSurroundings,
): readonly StartedScript[] | null {
  const end = words.includes('--') ? words.indexOf('--') : words.length;
  const [said = ''] = readArguments(words.slice(0, end), TAKES).positional;
  const given = optionOf(words.slice(end + 1), '--repository');
  const pushed = [...new Set(pushedBy(said, around, 0))];
  if (pushed.length === 0) return null;
  return pushed.map((each) => textStarted(`crane push image ${asScript([given ?? each])}`, around));
}

/** Targets that start others. */
const MOST_STARTED = 4;

/** The repositories to which a target pushes, with those of the targets that it starts. */
function pushedBy(said: string, around: StartSurroundings, depth: number): string[] {
  // The repository itself has no name, or an empty one.
  const label = said.replace(/^@{1,2}(?=\/\/)/, '');
  const [, folder, name = ''] = /^(?:\/\/)?([\w./-]*):([\w./+=-]+)$/.exec(withName(label)) ?? [];
  if (folder === undefined || hasHole(label) || depth > MOST_STARTED) return [];
  // Without the slashes it is said from the folder of the command.
  const at = label.startsWith('//') ? folder : inFolder(around.folder ?? '', folder);
  const texts = ['BUILD.bazel', 'BUILD'].map((file) => around.file(inFolder(at, file)));
  const rule = ruleNamed(name, starlarkCalls(texts.find((each) => each !== null) ?? null) ?? []);
  const started = rule === null ? [] : startedBy(rule);
  if (started.length > 0)
    return started.flatMap((each) => pushedBy(each, { ...around, folder: at }, depth + 1));
  // A macro may have made it, of which only its name tells.
  const isPush =
    rule === null
      ? /(?:^|[_.-])push(?:$|[_.-])/.test(name) && !BUILT.test(name)
      : /push/.test(rule.rule) && !BUILT.test(rule.rule);
  return isPush ? [(rule === null ? null : repositoryOf(rule)) ?? HOLE] : [];
}

/** What a target of rules_multirun starts. Docs: github.com/keith/rules_multirun, `multirun` and `command`. */
function startedBy(rule: StarlarkCall): readonly string[] {
  if (rule.rule === 'multirun') return rule.texts('commands');
  const one = /^command(?:_force_opt)?$/.test(rule.rule) ? rule.text('command') : null;
  return one === null ? [] : [one];
}

/** `//app` is `//app:app`, and `push` is `:push`. */
function withName(label: string): string {
  if (label.includes(':')) return label;
  return label.startsWith('//') ? `${label}:${label.split('/').at(-1)}` : label.replace(/^(?!.*\/)/, ':');
}

/** Options with a value behind them that commands have in front of a label. */
const TAKES =
  '-c --compilation_mode --config --platforms --host_platform --define --cpu -j --jobs --action_env --run_under'.split(
    ' ',
  );

/** What runs in the end is a test, or a program of the project. */
const BUILT = /_(?:test|binary|library)$/;

function optionOf(words: readonly string[], name: string): string | null {
  const at = words.findIndex((each) => each === name || each.startsWith(`${name}=`));
  if (at === -1) return null;
  return (words[at] as string).includes('=')
    ? (words[at] as string).slice(name.length + 1)
    : (words[at + 1] ?? null);
}

/** What makes a target, behind the names that only stand for another. */
function ruleNamed(name: string, calls: readonly StarlarkCall[]): StarlarkCall | null {
  let wanted = name;
  for (let turns = 0; turns < MOST_ALIASES; turns += 1) {
    const rule = calls.find((each) => each.text('name') === wanted);
    if (rule?.rule !== 'alias') return rule ?? null;
    wanted = rule.text('actual')?.replace(/^:/, '') ?? '';
  }
  return null;
}

const MOST_ALIASES = 9;

function repositoryOf(rule: StarlarkCall): string | null {
  const [registry, repository] = [rule.text('registry'), rule.text('repository')];
  if (repository === null || !rule.has('registry')) return repository;
  return registry === null ? null : `${registry}/${repository}`;
}
