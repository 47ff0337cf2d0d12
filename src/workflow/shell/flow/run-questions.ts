/**
 * Questions about what a run is: which files have changed, whether there is a tag, a release or a package already. Whichever the answer, the
 * run goes well, so what is made for one of them alone is perhaps not made.
 */
import { isAnswer } from '../../language/origins.js';
import { nameOfFile } from '../../language/workspace.js';
import type { Invocation } from '../effects.js';
import { commandBefore } from '../known/endings.js';

/** Options of git in front of its command that take a word (git(1)). */
const TAKES = /^(?:-C|-c|--git-dir|--work-tree|--namespace)$/;
const GIT =
  /^(?:diff(?:-\w+)?|whatchanged|log|show(?:-ref)?|status|ls-(?:remote|tree|files)|rev-(?:list|parse)|merge-base|cat-file|describe|branch)$/;
/** `git tag` with these makes none. */
const LISTS_TAGS = /^(?:-l|--list|--points-at|--contains|--merged|--no-merged|--sort)(?:=|$)/;
const GH =
  /^(?:search|(?:release|pr|run|issue|repo|cache|variable) (?:view|list|ls|diff|status|checks|get))\b/;
/** With these a request sends something, of `gh api` and of others. */
const GH_SENDS = /^(?:-X|--method|-f|-F|--field|--raw-field|--input)(?:=|$)/;
const SENDS =
  /^(?:-X|--request|--method|-d|--data(?:-\w+)?|--json|-F|--form|-T|--upload-file|--(?:post|body)-\w+)(?:=|$)/;
/** A request by these only looks at what it is answered. */
const LOOKS = /^(?:-I|--head|-w|--write-out|--spider)(?:=|$)|^-\w*[Iw]$/;
/** Where registries of packages, and GitHub's API, tell what is there. */
const ADDRESS =
  /^["']?https?:\/\/(?:api\.github\.com\/|[^/]+\/(?:api\/)?v\d\/|registry\.npmjs\.org\/|pypi\.org\/|crates\.io\/|hub\.docker\.com\/|rubygems\.org\/api\/)/;
/** Who asks a registry of packages. */
const PACKAGES =
  /^(?:(?:npm|pnpm|yarn|bun) (?:view|info|show|v|npm info|pm view)|pip3? (?:index|download)|cargo (?:search|info)|gem (?:search|info|list)|helm (?:search|show|pull)|aws \S+ (?:describe|list|get|head)-\S+|az acr .*show\S*|gcloud .*(?:describe|list))(?: |$)/;
/** They look for something in what they read. */
const FILTERS = /^(?:[ef]?grep|rg|jq|yq|awk)$/;

/** Does a command ask that, by how it ends? @param stdin what it reads; null: not known */
export function asksOfRun(words: readonly string[], stdin: string | null): boolean {
  const [path = '', ...args] = words;
  const name = nameOfFile(path);
  if (FILTERS.test(name)) return [...args, stdin ?? ''].some(isAnswer);
  switch (name) {
    case 'git':
      return asksGit(args);
    case 'gh':
      return args[0] === 'api' ? !sends(args, GH_SENDS) : GH.test(args.join(' '));
    case 'curl':
    case 'wget':
      return !sends(args, SENDS) && args.some((each) => LOOKS.test(each) || ADDRESS.test(each));
  }
  return PACKAGES.test([name, ...args].join(' '));
}

function asksGit(args: readonly string[]): boolean {
  const at = args.findIndex((each, index) => !each.startsWith('-') && !TAKES.test(args[index - 1] ?? ''));
  const [command = '', ...rest] = at === -1 ? [] : args.slice(at);
  if (command === 'tag') return rest.length === 0 || rest.some((each) => LISTS_TAGS.test(each));
  return GIT.test(command);
}

function sends(args: readonly string[], options: RegExp): boolean {
  return args.some((each, at) => options.test(each) && !/^(?:GET|HEAD)$/i.test(args[at + 1] ?? ''));
}

/** A question that no command stands for, but a test of what was found out before. */
export function questionAsked(): Invocation {
  return { ...commandBefore([]), asksRun: true };
}
