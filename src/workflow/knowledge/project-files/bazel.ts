/** What `bazel run` pushes: rules_oci's `oci_push` and rules_docker's `container_push`, which do what crane does. */
import { HOLE, hasHole } from '../../language/values.js';
import type { StartedScript } from '../../shell/starting/started.js';
import { asScript } from '../../shell/starting/xargs.js';
import type { Arguments } from '../arguments.js';
import type { StartSurroundings } from '../clients.js';
import { inFolder } from './files.js';
import { textStarted } from './scripts.js';

/** Docs: github.com/bazel-contrib/rules_oci, docs/push.md; github.com/bazelbuild/rules_docker, docs/container.md. */
export function bazelStarted(
  { words }: Arguments,
  around: StartSurroundings,
): readonly StartedScript[] | null {
  const end = words.includes('--') ? words.indexOf('--') : words.length;
  const label = words.slice(0, end).find((each) => !each.startsWith('-')) ?? '';
  const [, folder, name = ''] = /^(?:\/\/)?([\w./-]*):([\w./+=-]+)$/.exec(withName(label)) ?? [];
  if (folder === undefined || hasHole(label)) return null;
  const texts = ['BUILD.bazel', 'BUILD'].map((file) => around.file(inFolder(folder, file)));
  const rule = ruleNamed(name, texts.find((each) => each !== null) ?? '');
  // A macro may have made it, of which only its name tells.
  const isPush = rule === null ? /(?:^|[_.-])push(?:$|[_.-])/.test(name) : /push/.test(rule.kind);
  if (!isPush) return null;
  const given = optionOf(words.slice(end + 1), '--repository');
  const written = rule === null ? null : repositoryOf(rule.text);
  return [textStarted(`crane push image ${asScript([given ?? written ?? HOLE])}`, around)];
}

/** `//app` is `//app:app`. */
function withName(label: string): string {
  return label.includes(':') || !label.startsWith('//') ? label : `${label}:${label.split('/').at(-1)}`;
}

function optionOf(words: readonly string[], name: string): string | null {
  const at = words.findIndex((each) => each === name || each.startsWith(`${name}=`));
  if (at === -1) return null;
  return (words[at] as string).includes('=')
    ? (words[at] as string).slice(name.length + 1)
    : (words[at + 1] ?? null);
}

/** The call that makes a target, from the line that begins it to the one that ends it. */
function ruleNamed(name: string, text: string): { kind: string; text: string } | null {
  const lines = text.split('\n');
  const quoted = [`"${name}"`, `'${name}'`];
  const at = lines.findIndex(
    (line) => /\bname\s{0,9}=/.test(line) && quoted.some((each) => line.includes(each)),
  );
  const from = lines.slice(0, at + 1).findLastIndex((line) => /^\w[\w.]*\(/.test(line));
  if (at === -1 || from === -1) return null;
  const length = lines.slice(at).findIndex((line) => /^\)|\)\s*$/.test(line));
  const rule = lines.slice(from, length === -1 ? undefined : at + length + 1).join('\n');
  return { kind: /^[\w.]+/.exec(rule)?.[0] ?? '', text: rule };
}

function repositoryOf(rule: string): string | null {
  const attribute = (name: string) =>
    new RegExp(`\\b${name}\\s{0,9}=\\s{0,9}["']([^"'{}$]{1,300})["']`).exec(rule)?.[1] ?? null;
  const [registry, repository] = [attribute('registry'), attribute('repository')];
  if (repository === null || !/\bregistry\s{0,9}=/.test(rule)) return repository;
  return registry === null ? null : `${registry}/${repository}`;
}
