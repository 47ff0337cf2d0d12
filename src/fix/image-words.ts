/** Where in a script an image stands: what a client is given as one, and what is kept for that in a variable. */
import { type Command, forEachChild, type Redirection, type SyntaxNode, type Word } from 'unbash';
import { parseScript } from '../workflow/shell/parse.js';
import type { Span, WorkflowDocument, YamlNode, YamlScalar } from '../workflow/text/document.js';
import { decoded } from './literal-parts.js';

/**
 * `image`: an image and nothing else; `other`: none, as the folder, the container or the name of a service is; `shown`: it is only
 * printed; `open`: nobody knows here.
 */
export type WordRole = 'image' | 'other' | 'shown' | 'open';

/** A word as it stands in the file, without the quote that it begins with; of an option's or a variable's the value alone. */
export interface ScriptWord extends Span {
  written: string;
  role: WordRole;
  /** The variable to which it is given. */
  variable?: string;
  /** Behind it there is an image of that name. */
  makes?: true;
  /** It has another name for it already. */
  isSource?: true;
}

const CLIENT = /(?:^|\/)(?:docker|podman|nerdctl|buildah|skopeo|crane|regctl)$/;
/** They take images by other ways than those that are told here. */
const OF_IMAGES =
  /(?:^|\/)(?:trivy|grype|syft|dive|cosign|oras|kind|k3d|minikube|kubectl|helm|docker-compose|slim)$|image/;
const PRINTS = /^(?:echo|printf)$/;
const DECLARES = /^(?:export|local|declare|readonly|typeset)$/;

/** docker's own groups of commands, in which the verb comes second. */
const GROUP = /^(?:image|container|buildx|builder|manifest|imagetools)$/;
/** All that they are given are images. */
const OF_IMAGES_ALONE = /^(?:push|pull|tag|rmi|history|save|images|copy|cp|annotate|create-index)$/;
const OF_CONTAINERS =
  /^(?:exec|stop|start|rm|logs|kill|wait|restart|attach|port|top|stats|rename|update|network|volume|compose|stack|service|login|logout|context|system|info|version|prune|ps)$/;
/** Options of `docker run` that take no value. Docs: docker container run. */
const FLAG =
  /^(?:--(?:rm|detach|init|interactive|tty|privileged|read-only|no-healthcheck|publish-all|sig-proxy|quiet|oom-kill-disable|help)|-[dtiPq]+)$/;

const KNOWN = new WeakMap<YamlScalar, ScriptWord[] | null>();

/** All words of all commands; null: it can't be read. Read once, for a script may push a thousand names. */
export function scriptWords(document: WorkflowDocument, script: YamlScalar): ScriptWord[] | null {
  const known = KNOWN.get(script);
  const words = known === undefined ? wordsOf(document, script) : known;
  KNOWN.set(script, words);
  return words;
}

function wordsOf({ text }: WorkflowDocument, script: YamlScalar): ScriptWord[] | null {
  const shell = asShellReads(text, script);
  const parsed = shell && parseScript(shell.text);
  if (!parsed) return null;
  const words: ScriptWord[] = [];
  const add = ({ pos, end, ...told }: Found) => {
    const quote = /^["']/.test(shell.text.slice(pos, end)) ? 1 : 0;
    const start = shell.at[pos + quote];
    const stop = shell.at[end - quote];
    if (start !== undefined && stop !== undefined)
      words.push({ start, end: stop, written: text.slice(start, stop), ...told });
  };
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Command') for (const each of ofCommand(node as Command)) add(each);
    else if (node.type === 'For' || node.type === 'Case')
      forEachChild(node, (each) => {
        if (each.type === 'Word') add({ ...spanOf(each as Word), role: 'open' });
      });
    forEachChild(node, visit);
  };
  visit(parsed);
  return words;
}

/** Where a client is given exactly this as an image. */
export function imagesIn(document: WorkflowDocument, script: YamlNode | null, image: string): Span[] {
  const words = script?.kind === 'scalar' ? scriptWords(document, script) : null;
  return (words ?? []).filter(
    ({ role, variable, written }) => role === 'image' && variable === undefined && written === image,
  );
}

/** Where commands stand that are part of no other: of no loop, function or list in parentheses. */
export function topCommands({ text }: WorkflowDocument, script: YamlScalar): Span[] {
  const shell = asShellReads(text, script);
  const { commands = [] } = (shell && parseScript(shell.text)) ?? {};
  return commands.flatMap(({ pos, end }) => {
    const [start, stop] = [shell?.at[pos], shell?.at[end]];
    return start === undefined || stop === undefined ? [] : { start, end: stop };
  });
}

/** The text with the places of its characters; folded lines are one. Null where folding leaves some of their ends. */
function asShellReads(source: string, script: YamlScalar): { text: string; at: number[] } | null {
  const isBlock = script.style === 'literal' || script.style === 'folded';
  const isLong = source.slice(script.start, script.end).includes('\n');
  if (isLong && (script.style === 'single' || script.style === 'double')) return null;
  const header = isBlock ? source.indexOf('\n', script.start) + 1 : script.start;
  const { text, at } = decoded(source, { start: header, end: script.end });
  const written = { text: '', at: [] as number[] };
  const isFolded = script.style === 'folded' || (script.style === 'plain' && text.includes('\n'));
  const [indent = ''] = /^[ ]*/.exec(text) ?? [];
  if (
    isFolded &&
    text
      .trimEnd()
      .split('\n')
      .some((line, index) => index > 0 && !isFlush(line, indent))
  )
    return null;
  const last = text.trimEnd().length;
  for (let index = 0; index < text.length; index += 1) {
    const letter = text.charAt(index);
    if (letter === '\r') continue;
    written.text += isFolded && letter === '\n' && index < last ? ' ' : letter;
    written.at.push(at[index] ?? script.end);
  }
  written.at.push(script.end);
  return written;
}

function isFlush(line: string, indent: string): boolean {
  return (
    line.trim() !== '' && (indent === '' || (line.startsWith(indent) && line.charAt(indent.length) !== ' '))
  );
}

interface Found extends Omit<ScriptWord, 'start' | 'end' | 'written'> {
  pos: number;
  end: number;
}

const spanOf = ({ pos, end }: { pos: number; end: number }) => ({ pos, end });

function ofCommand({ name, prefix, suffix, redirects }: Command): Found[] {
  const given = [...prefix, ...suffix].flatMap((each): Found[] =>
    each.type === 'Assignment' && each.value.type === 'Word'
      ? [{ ...spanOf(each.value), role: 'image', variable: each.name, makes: true }]
      : [],
  );
  if (!name) return given;
  const words = [name, ...suffix.flatMap((each) => (each.type === 'Word' ? [each] : []))];
  const targets = redirects.flatMap((each): Found[] => [{ ...spanOf(each), role: 'open' }]);
  if (DECLARES.test(name.value)) return [...given, ...assigned(words)];
  if (PRINTS.test(name.value)) {
    const role = redirects.every(onlyShows) ? 'shown' : 'open';
    return [...given, ...words.map((each) => ({ ...spanOf(each), role }) as const)];
  }
  // Behind `sudo`, `time`, `retry 3`.
  const client = words.findIndex(({ value }) => CLIENT.test(value));
  const role = client === -1 && words.some(({ value }) => OF_IMAGES.test(value)) ? 'open' : 'other';
  if (client === -1)
    return [
      ...given,
      ...targets,
      ...words.map((each) => ({ ...spanOf(each), role: saysClient(each) ? 'open' : role }) as const),
    ];
  return [...given, ...targets, ...ofClient(words.slice(client + 1))];
}

/** Of what goes into a summary or nowhere, nothing is read back. */
function onlyShows({ type, ...redirect }: Redirection): boolean {
  return (
    type === 'Redirect' &&
    'target' in redirect &&
    /STEP_SUMMARY|^["']?\/dev\/|^&?\d$/.test(redirect.target?.text ?? '')
  );
}

/** `sh -c "docker push …"`. */
function saysClient({ value }: Word): boolean {
  return /\s/.test(value) && /\b(?:docker|podman|nerdctl|buildah|skopeo|crane|regctl)\b/.test(value);
}

/** `export "NAME=value"`. */
function assigned(words: readonly Word[]): Found[] {
  return words.flatMap(({ pos, end, text }): Found[] => {
    const [before] = /^["']?\w+=["']?/.exec(text) ?? [];
    return before === undefined ? [] : [{ pos: pos + before.length, end, role: 'open' }];
  });
}

function ofClient(words: readonly Word[]): Found[] {
  const [first, second, ...others] = words;
  const isGroup = first !== undefined && GROUP.test(first.value);
  const verb = (isGroup ? second : first)?.value ?? '';
  const rest = isGroup ? others : words.slice(1);
  const as = (word: Word, role: WordRole): Found => ({ ...spanOf(word), role });
  if (isGroup && GROUP.test(verb)) return rest.map((each) => as(each, 'open'));
  if (first?.value === 'container' && !/^(?:run|create)$/.test(verb))
    return rest.map((each) => as(each, 'other'));
  const isOfManifest = first?.value === 'manifest';
  if (isOfManifest || OF_IMAGES_ALONE.test(verb)) {
    const isOperand = (each: Word, index: number) => !/^-/.test(each.value) && !isValue(rest[index - 1]);
    const target = verb === 'tag' ? rest.filter(isOperand).at(-1) : undefined;
    const isGiven = /^(?:push|rmi|images)$/.test(verb) && !isOfManifest;
    return rest.map((each, index): Found => {
      if (!isOperand(each, index)) return as(each, 'other');
      if (each === target || (isOfManifest && verb === 'create'))
        return { ...as(each, 'image'), makes: true };
      return isGiven ? as(each, 'image') : { ...as(each, 'image'), isSource: true };
    });
  }
  if (/^(?:build|bud)$/.test(verb)) return ofBuild(rest);
  if (/^(?:run|create)$/.test(verb) && first?.value !== 'buildx') {
    const at = firstOperand(rest);
    return rest.map((each, index) =>
      index === at ? { ...as(each, 'image'), isSource: true } : as(each, 'other'),
    );
  }
  return rest.map((each) => as(each, OF_CONTAINERS.test(verb) ? 'other' : 'open'));
}

/** The value of an option that is not known to take none. */
function isValue(before: Word | undefined): boolean {
  return (
    before !== undefined &&
    /^-[^=]*$/.test(before.value) &&
    !/^-(?:a|q|f|aq|-all-tags|-quiet|-force|-amend|-purge|-no-prune)$/.test(before.value)
  );
}

/** `-t NAME`, `--tag NAME`, `--tag=NAME`, `-tNAME`; what else is given is a folder, a stage, a file. */
function ofBuild(words: readonly Word[]): Found[] {
  return words.map((each, index): Found => {
    const [option] = /^--tag=["']?|^-t(?=[^\s-])=?/.exec(each.text) ?? [];
    if (option !== undefined)
      return { pos: each.pos + option.length, end: each.end, role: 'image', makes: true };
    const before = words[index - 1]?.value;
    if (before === '-t' || before === '--tag') return { ...spanOf(each), role: 'image', makes: true };
    if (before === '--cache-from') return { ...spanOf(each), role: 'image', isSource: true };
    return { ...spanOf(each), role: 'other' };
  });
}

function firstOperand(words: readonly Word[]): number {
  let at = 0;
  for (let word = words[at]?.value; word?.startsWith('-'); word = words[at]?.value)
    at += FLAG.test(word) || word.includes('=') ? 1 : 2;
  return at;
}
