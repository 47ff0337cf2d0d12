/**
 * What a `run:` script does, as far as its text tells: the commands it runs with
 * their words expanded, whether each of them runs, and what it writes to
 * `GITHUB_ENV` and `GITHUB_OUTPUT`. What is not known is a hole in a word (see
 * values.ts), never a guess.
 */
import { both, type Chance, opposite } from '../language/chance.js';
import { FOUND, isUpToRun } from '../language/origins.js';
import { begins, HOLE, hasHole, isHole } from '../language/values.js';
import {
  type Command,
  type Link,
  type List,
  parseQuoted,
  parseScript,
  type Redirect,
  type Simple,
  type Word,
  type WordPart,
} from './shell.js';

/** A command that the script runs. */
export interface Invocation {
  /** Name and arguments, expanded. */
  words: string[];
  runs: Chance;
  /** Offset of the command in the script. */
  offset: number;
  /** What is piped into it; null when that is not known. */
  stdin: string | null;
  /** Run by another user: `sudo`. */
  sudo: boolean;
  /** A variable as this command has it; null when it is not known. */
  variable(name: string): string | null;
  /** Files that its output is written to, and what: null when not known. */
  writes: { file: string; text: string | null }[];
}

export interface ScriptEffects {
  commands: Invocation[];
  /** Names given a value for later steps; null: written, but what is not known. */
  environment: Map<string, string | null>;
  outputs: Map<string, string | null>;
  /** False when the script is in no language that we read: it may do anything. */
  isRead: boolean;
  /** It writes names to `GITHUB_ENV` that can't be followed. */
  writesUnknown: boolean;
}

/** How often a `for` with a known list is walked; beyond that its variable is a hole. */
const MAX_TURNS = 20;

/** A longer value of a variable is not followed. */
const MAX_VALUE = 64 * 1024;

/** Functions that call themselves. */
const MAX_DEPTH = 10;

/** Commands are nested lists; this ends what no script reaches. */
const MAX_COMMANDS = 5_000;

/**
 * Follows a script. `variables` gives the value of an environment variable, null
 * when it is not known. A script that can't be read has no effects.
 */
export function followScript(source: string, variables: (name: string) => string | null): ScriptEffects {
  const walk = new Walk(variables);
  const list = parseScript(source);
  if (list) walk.list(list, 'yes');
  return { ...walk.effects(), isRead: list !== null };
}

/**
 * How a command ends: known from a test, open, or «assumed» to succeed, as
 * everything in a script is that somebody wrote to get past it.
 */
type Outcome = Chance | 'assumed';

/** Words before a command that run it as it is; the value: options that take an argument. */
const PREFIXES: Record<string, RegExp> = {
  sudo: /^-[ugChpTUrt]$/,
  command: /^$/,
  exec: /^$/,
  time: /^-[fo]$/,
  nohup: /^$/,
  env: /^-[uCS]$/,
};

/** These ask a question: what follows with `&&` runs only for one answer. */
const QUESTIONS = new Set([
  '[',
  '[[',
  '((',
  'test',
  'grep',
  'which',
  'command',
  'type',
  'false',
  'diff',
  'cmp',
]);

class Walk {
  readonly #environment: (name: string) => string | null;
  #variables = new Map<string, string>();
  #commands: Invocation[] = [];
  #written: Record<'GITHUB_ENV' | 'GITHUB_OUTPUT', string> = { GITHUB_ENV: '', GITHUB_OUTPUT: '' };
  /** Names whose value is open, because a branch wrote them. */
  #maybe: Record<'GITHUB_ENV' | 'GITHUB_OUTPUT', Set<string>> = {
    GITHUB_ENV: new Set(),
    GITHUB_OUTPUT: new Set(),
  };
  /** Set after an `exit` that may happen: nothing after it is certain; or surely happens: nothing follows. */
  #left: Chance = 'no';
  readonly #functions = new Map<string, Command>();
  #depth = 0;
  #count = 0;

  constructor(environment: (name: string) => string | null) {
    this.#environment = environment;
  }

  effects(): Omit<ScriptEffects, 'isRead'> {
    return {
      writesUnknown: this.#written.GITHUB_ENV.split('\n').some((line) =>
        hasHole(line.split('=', 1)[0] ?? ''),
      ),
      commands: this.#commands,
      environment: this.#pairs('GITHUB_ENV'),
      outputs: this.#pairs('GITHUB_OUTPUT'),
    };
  }

  /** Walks a list; answers how it ends. */
  list(list: List, runs: Chance): Outcome {
    let last = 'yes' as Outcome;
    let certain = runs;
    for (const link of list) {
      if (this.#gone()) return last;
      if (link.join === 'then') certain = runs;
      else if (link.join === 'and') certain = both(certain, last === 'assumed' ? 'yes' : last);
      // The right side of `||` is there for a failure, which nobody can foresee.
      else certain = both(certain, last === 'assumed' ? 'unknown' : opposite(last));
      if (certain === 'no') continue;
      const sure = this.#left === 'no' ? certain : both(certain, opposite(this.#left));
      const walk = () => {
        last = this.#link(link, sure);
      };
      // A command that may be passed over leaves its variables open.
      if (certain === runs) walk();
      else this.#branches([walk, () => {}]);
    }
    return last;
  }

  /** The script has surely ended before this point. */
  #gone(): boolean {
    return this.#left === 'yes';
  }

  #link(link: Link, runs: Chance): Outcome {
    const [first] = link.pipeline;
    let result: Outcome = 'assumed';
    if (link.pipeline.length === 1 && first)
      result = this.#command(first, runs, null, this.#fed(link.pipeline, 0));
    else {
      // Each part of a pipe has a shell of its own: what it sets is gone afterwards.
      const before = this.#variables;
      const said = this.#output(link.pipeline);
      for (const [index, each] of link.pipeline.entries()) {
        this.#variables = new Map(before);
        const end = index === link.pipeline.length - 1;
        result = this.#command(each, runs, end ? said : null, this.#fed(link.pipeline, index));
      }
      this.#variables = before;
    }
    return link.negated ? opposite(known(result)) : result;
  }

  /** What a part of a pipe reads: its own here-document, else what the parts before it print. */
  #fed(pipeline: readonly Command[], index: number): string | null {
    const command = pipeline[index];
    const own = command?.kind === 'simple' ? this.#input(command.redirects) : null;
    return own ?? (index > 0 ? this.#output(pipeline.slice(0, index)) : null);
  }

  /** `piped`: what the whole pipe that ends here prints, where that is known; `stdin`: what it reads. */
  #command(
    command: Command,
    runs: Chance,
    piped: string | null = null,
    stdin: string | null = null,
  ): Outcome {
    this.#count += 1;
    if (this.#count > MAX_COMMANDS) return 'unknown';
    switch (command.kind) {
      case 'simple':
        return this.#simple(command, runs, piped, stdin);
      case 'group': {
        const before = this.#variables;
        const left = this.#left;
        const files = fileTargets(command.redirects);
        if (files.length > 0) {
          for (const link of command.body) {
            const said = link.join === 'then' ? this.#output(link.pipeline) : null;
            for (const file of files) this.#write(file, said, runs);
          }
        }
        if (command.subshell) this.#variables = new Map(before);
        const result = this.list(command.body, runs);
        if (command.subshell) {
          this.#variables = before;
          this.#left = left;
        }
        return result;
      }
      case 'if': {
        let open = runs;
        const outcomes: (() => void)[] = [];
        for (const { condition, body } of command.branches) {
          const holds = known(this.list(condition, open));
          const branch = both(open, holds);
          if (branch !== 'no') outcomes.push(() => this.list(body, branch));
          open = both(open, opposite(holds));
        }
        if (command.otherwise && open !== 'no') {
          const { otherwise } = command;
          const branch = open;
          outcomes.push(() => this.list(otherwise, branch));
        } else if (open !== 'no') outcomes.push(() => {});
        this.#branches(outcomes);
        return 'assumed';
      }
      case 'case': {
        const chosen: Chance = isUpToRun(this.#text(command.word)) ? 'sometimes' : 'unknown';
        this.#branches([
          ...command.branches.map((body) => () => this.list(body, both(runs, chosen))),
          () => {},
        ]);
        return 'unknown';
      }
      case 'while':
        this.list(command.condition, runs);
        this.#branches([() => this.list(command.body, both(runs, 'sometimes')), () => {}]);
        return 'unknown';
      case 'for':
        this.#for(command, runs);
        return 'assumed';
      case 'function':
        this.#functions.set(command.name, command.body);
        return 'yes';
    }
  }

  #for(command: Command & { kind: 'for' }, runs: Chance): void {
    const items = command.words?.flatMap((word) => this.#fields(word)) ?? [FOUND];
    const known = items.length <= MAX_TURNS && !items.some((each) => hasHole(each) || /[*?[{]/.test(each));
    if (known) {
      for (const item of items) {
        this.#variables.set(command.name, item);
        this.list(command.body, runs);
      }
      return;
    }
    this.#variables.set(command.name, FOUND);
    // Nobody writes a loop that never turns.
    this.#branches([() => this.list(command.body, both(runs, 'sometimes')), () => {}]);
  }

  /** Walks alternatives, each from the same start; what they leave different is not known afterwards. */
  #branches(outcomes: (() => void)[]): void {
    const before = this.#variables;
    const left = this.#left;
    const after = outcomes.map((run) => {
      this.#variables = new Map(before);
      this.#left = left;
      run();
      return { variables: this.#variables, left: this.#left };
    });
    const names = new Set(after.flatMap(({ variables }) => [...variables.keys()]));
    this.#variables = new Map();
    for (const name of names) {
      const values = new Set(after.map(({ variables }) => variables.get(name)));
      const [only] = values;
      this.#variables.set(name, values.size === 1 && only !== undefined ? only : HOLE);
    }
    const ends = new Set(after.map((each) => each.left));
    if (ends.size === 0) this.#left = left;
    else if (ends.size === 1) this.#left = [...ends][0] as Chance;
    else this.#left = ends.has('unknown') ? 'unknown' : 'sometimes';
  }

  #simple(command: Simple, runs: Chance, piped: string | null, stdin: string | null): Outcome {
    if (command.words.length === 0) {
      for (const { name, value } of command.assignments) this.#assign(name, this.#text(value));
      return 'yes';
    }
    const given = command.words.flatMap((word) => this.#fields(word));
    const words = withoutPrefix(given);
    const [name = ''] = words;
    for (const file of fileTargets(command.redirects)) {
      this.#write(file, piped ?? this.#printed(words, command.redirects), runs);
    }
    // The old way, which still works. Docs: Workflow commands, `set-output`.
    const old =
      name === 'echo' ? /^::set-(output|env) name=([\w-]+)::([\s\S]*)$/.exec(words.slice(1).join(' ')) : null;
    if (old) this.#write(old[1] === 'env' ? 'GITHUB_ENV' : 'GITHUB_OUTPUT', `${old[2]}=${old[3]}\n`, runs);
    if (['export', 'declare', 'local', 'readonly', 'typeset'].includes(name)) {
      this.#declare(command);
      return 'yes';
    }
    if (name === 'unset') for (const each of words.slice(1)) this.#variables.set(each, '');
    if (name === 'read' || name === 'mapfile' || name === 'readarray') {
      for (const each of words.slice(1)) if (/^[A-Za-z_]\w*$/.test(each)) this.#variables.set(each, FOUND);
    }
    if (name === 'exit' || name === 'return') {
      // We ask what happens when all goes well, so nobody leaves with an error.
      if (runs === 'yes' || !/^[1-9]/.test(words[1] ?? '')) this.#left = runs;
      return 'unknown';
    }
    const body = this.#functions.get(name);
    if (body) return this.#call(body, runs);
    if (name === 'true' || name === ':') return 'yes';
    if (name === 'false') return 'no';
    if (name === '[' || name === '[[' || name === 'test') return this.#test(command);
    const own = new Map(command.assignments.map(({ name, value }) => [name, this.#text(value)]));
    // The variables as they are now: a later command may change them.
    const variables = new Map(this.#variables);
    this.#commands.push({
      words,
      runs,
      offset: command.offset,
      stdin,
      sudo: given[0] === 'sudo',
      variable: (each) => own.get(each) ?? variables.get(each) ?? this.#environment(each),
      writes: this.#files(command.redirects).map((file) => ({
        file,
        text: piped ?? this.#printed(words, command.redirects),
      })),
    });
    if (!QUESTIONS.has(name)) return 'assumed';
    return words.every(isUpToRun) ? 'sometimes' : 'unknown';
  }

  #files(redirects: readonly Redirect[]): string[] {
    return redirects.flatMap(({ operator, target }) =>
      operator.startsWith('>') && !operator.includes('&') ? [this.#text(target)] : [],
    );
  }

  /** A function of the script; its `return` ends nothing but itself. */
  #call(body: Command, runs: Chance): Outcome {
    if (this.#depth >= MAX_DEPTH) return 'unknown';
    const left = this.#left;
    this.#depth += 1;
    const result = this.#command(body, runs);
    this.#depth -= 1;
    this.#left = left;
    return result === 'yes' || result === 'no' ? 'unknown' : result;
  }

  /** `export NAME=value`: the words are assignments. */
  #declare(command: Simple): void {
    for (const word of command.words.slice(1)) {
      const match = /^([A-Za-z_]\w*)=/.exec(word.source);
      if (!match) continue;
      const [, name = ''] = match;
      const [first, ...rest] = word.parts;
      if (first?.kind !== 'text') continue;
      const parts: WordPart[] = [{ ...first, text: first.text.slice(name.length + 1) }, ...rest];
      this.#assign(name, this.#text({ ...word, parts }));
    }
  }

  /** `[ … ]` on known texts; everything else is open. */
  #test(command: Simple): Chance {
    const parts = command.words.map((word) => ({ text: this.#text(word), literal: !isPattern(word) }));
    const args = parts.slice(1, parts[0]?.text === 'test' ? undefined : -1);
    const negated = args[0]?.text === '!';
    const [a, operator, b] = negated ? args.slice(1) : args;
    const count = args.length - (negated ? 1 : 0);
    let result: Chance = args.every(({ text }) => isUpToRun(text)) ? 'sometimes' : 'unknown';
    if (count === 2 && a && operator && (a.text === '-z' || a.text === '-n') && !hasHole(operator.text)) {
      result = (operator.text === '') === (a.text === '-z') ? 'yes' : 'no';
    } else if (count === 3 && a && operator && b?.literal && !hasHole(a.text) && !hasHole(b.text)) {
      const same = a.text === b.text;
      if (operator.text === '=' || operator.text === '==') result = same ? 'yes' : 'no';
      if (operator.text === '!=') result = same ? 'no' : 'yes';
    } else if (count === 3 && a && b && /^[!=]?==?$/.test(operator?.text ?? '')) {
      // `[[ $GITHUB_REF == refs/tags/* ]]`
      const start = /^([^*?[]+)\*$/.exec(b.text)?.[1];
      const held = start === undefined ? null : begins(a.text, start);
      if (typeof held === 'boolean') result = held === (operator?.text !== '!=') ? 'yes' : 'no';
    }
    return negated ? opposite(result) : result;
  }

  #assign(name: string, value: string): void {
    // `X=$X$X` thirty times is a gigabyte.
    this.#variables.set(name, value.length > MAX_VALUE ? HOLE : value);
  }

  // ------------------------------------------------------------ words

  #get(name: string): string {
    return this.#variables.get(name) ?? this.#environment(name) ?? HOLE;
  }

  /** A word as one text. */
  #text(word: Word): string {
    return word.parts.map((part) => this.#part(part)).join('');
  }

  /** A word as the fields that it becomes: unquoted expansions are split at white space. */
  #fields(word: Word): string[] {
    const fields: string[] = [];
    let current: string | null = null;
    for (const part of word.parts) {
      const value = this.#part(part);
      if (part.quoted || part.kind === 'text') {
        current = (current ?? '') + value;
        continue;
      }
      const pieces = value.split(/[ \t\n]+/);
      for (const [index, piece] of pieces.entries()) {
        if (index > 0) {
          if (current !== null) fields.push(current);
          current = null;
        }
        if (piece !== '') current = (current ?? '') + piece;
      }
    }
    if (current !== null) fields.push(current);
    return fields;
  }

  #part(part: WordPart): string {
    switch (part.kind) {
      case 'text':
        return part.text;
      case 'variable':
        return this.#expboth(this.#get(part.name), part.modifier, part.name);
      case 'substitution':
        return this.#substitute(part.source);
      case 'unknown':
        return HOLE;
    }
  }

  /** `${NAME…}`. Docs: bash manual, Shell Parameter Expansion. */
  #expboth(value: string, modifier: string, name: string): string {
    if (!/^[A-Za-z_]/.test(name)) return HOLE;
    if (modifier === '') return value;
    if (modifier === ',,' || modifier === '@L') return value.toLowerCase();
    if (modifier === '^^' || modifier === '@U') return value.toUpperCase();
    const fallback = /^:?[-=]([\s\S]*)$/.exec(modifier);
    if (fallback) {
      if (isHole(value)) return HOLE;
      return value === '' ? this.#quoted(fallback[1] as string) : value;
    }
    if (hasHole(value)) return HOLE;
    const range = /^:\s*(\d*)(?::\s*(\d+))?$/.exec(modifier);
    if (range)
      return value.slice(Number(range[1]), range[2] ? Number(range[1]) + Number(range[2]) : undefined);
    const cut = /^(##?|%%?)([\s\S]+)$/.exec(modifier);
    if (cut) return cutPattern(value, cut[1] as string, this.#quoted(cut[2] as string));
    const replace = /^(\/\/?)([^*?[\]/\\$]+)\/?([^/\\$]*)$/.exec(modifier);
    if (replace) {
      const [, kind, from = '', to = ''] = replace;
      return kind === '//' ? value.replaceAll(from, to) : value.replace(from, to);
    }
    return HOLE;
  }

  #quoted(source: string): string {
    const bare = /^"([\s\S]*)"$/.exec(source)?.[1] ?? source;
    return parseQuoted(bare)
      .map((part) => this.#part(part))
      .join('');
  }

  #substitute(source: string): string {
    const list = parseScript(source);
    const [link] = list ?? [];
    const said = link && list?.length === 1 && !link.negated ? this.#output(link.pipeline) : null;
    // What a command finds out is a fact of the run, unless it was told something that is none.
    const told = [...source.matchAll(/\$\{?(\w+)/g)].map(([, name = '']) => this.#get(name));
    if (said === null) return told.every(isUpToRun) && isUpToRun(source) ? FOUND : HOLE;
    return said.replace(/\n+$/, '');
  }

  /** What a pipe of echo, printf and tr prints; null when it is anything else. */
  #output(pipeline: readonly Command[]): string | null {
    let said: string | null = null;
    for (const [index, command] of pipeline.entries()) {
      if (command.kind !== 'simple') return null;
      const words = command.words.flatMap((word) => this.#fields(word));
      const input = this.#input(command.redirects) ?? said;
      if (index === 0 && words[0] !== 'tr') said = this.#printed(words, command.redirects);
      else if (input !== null) said = filtered(words, input);
      else return null;
      if (said === null) return null;
    }
    return said;
  }

  /** What one command prints. */
  #printed(words: readonly string[], redirects: readonly Redirect[]): string | null {
    const [name, ...args] = words;
    if (name === 'echo') {
      const flag = /^-[neE]+$/.test(args[0] ?? '') ? args.shift() : undefined;
      const line = args.join(' ');
      if (flag?.includes('e') && line.includes('\\'))
        return `${line.replaceAll('\\n', '\n')}${flag.includes('n') ? '' : '\n'}`;
      return flag?.includes('n') ? line : `${line}\n`;
    }
    if (name === 'printf') {
      const [format = '', ...values] = args;
      if ((format.match(/%/g)?.length ?? 0) !== (format.match(/%s/g)?.length ?? 0)) return null;
      let at = 0;
      return format.replaceAll('%s', () => values[at++] ?? '').replaceAll('\\n', '\n');
    }
    if (name === 'cat' && args.length === 0) return this.#input(redirects);
    if (name === 'jq') return metadataTags(args, this.#input(redirects));
    if (name === 'printenv' && args.length === 1) return `${this.#get(args[0] as string)}\n`;
    return null;
  }

  /** A here-document or here-string. */
  #input(redirects: readonly Redirect[]): string | null {
    const found = redirects.findLast(({ operator }) => operator.startsWith('<<'));
    if (!found) return null;
    if (found.operator === '<<<') return `${this.#text(found.target)}\n`;
    return found.body ? this.#text(found.body) : null;
  }

  // ------------------------------------------- GITHUB_ENV, GITHUB_OUTPUT

  #write(file: 'GITHUB_ENV' | 'GITHUB_OUTPUT', said: string | null, runs: Chance): void {
    // What we can't read is a hole on a line of its own: it names nothing.
    const text = said ?? `${HOLE}\n`;
    if (runs !== 'yes') for (const [name] of parsePairs(text)) this.#maybe[file].add(name);
    this.#written[file] += text;
  }

  #pairs(file: 'GITHUB_ENV' | 'GITHUB_OUTPUT'): Map<string, string | null> {
    const pairs = new Map<string, string | null>(parsePairs(this.#written[file]));
    for (const name of this.#maybe[file]) pairs.set(name, null);
    return pairs;
  }
}

/** `NAME=value` and `NAME<<END … END`. Docs: Workflow commands, Environment files. */
function parsePairs(written: string): [string, string][] {
  const found: [string, string][] = [];
  const lines = written.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] as string;
    const block = /^([^=]+?)<<(.+)$/.exec(line);
    const [, name = '', end = ''] = block ?? [];
    const close = block ? lines.indexOf(end, at + 1) : -1;
    if (block && close !== -1) {
      found.push([name.trim(), lines.slice(at + 1, close).join('\n')]);
      at = close;
      continue;
    }
    const equals = line.indexOf('=');
    if (equals > 0 && !hasHole(line.slice(0, equals)))
      found.push([line.slice(0, equals).trim(), line.slice(equals + 1)]);
  }
  return found;
}

function fileTargets(redirects: readonly Redirect[]): ('GITHUB_ENV' | 'GITHUB_OUTPUT')[] {
  return redirects.flatMap(({ operator, target }) => {
    const match = operator.startsWith('>') ? /\bGITHUB_(?:ENV|OUTPUT)\b/.exec(target.source) : null;
    return match ? [match[0] as 'GITHUB_ENV' | 'GITHUB_OUTPUT'] : [];
  });
}

/** `.tags | map("-t " + .) | join(" ")` of metadata-action's JSON, by which Docker's docs make an index. */
function metadataTags(args: readonly string[], input: string | null): string | null {
  const filter = args.find((each) => !each.startsWith('-'))?.replace(/\s+/g, '');
  const option = /^\.tags\|map\("(-t|--tag)"\+\.\)\|join\(""\)$/.exec(filter ?? '')?.[1];
  if (!option || input === null) return null;
  try {
    const { tags } = JSON.parse(input) as { tags?: unknown };
    return Array.isArray(tags) ? `${tags.map((tag) => `${option} ${tag}`).join(' ')}\n` : null;
  } catch {
    return null;
  }
}

/** `tr` between the cases, by which names are made lower; other filters are not followed. */
function filtered(words: readonly string[], input: string): string | null {
  const [name, ...args] = words;
  if (name !== 'tr') return null;
  const is = (word: string | undefined, ...forms: string[]) => word !== undefined && forms.includes(word);
  const upper = ['[:upper:]', 'A-Z', '[A-Z]'];
  const lowered = ['[:lower:]', 'a-z', '[a-z]'];
  if (args.length === 2 && is(args[0], ...upper) && is(args[1], ...lowered)) return input.toLowerCase();
  if (args.length === 2 && is(args[0], ...lowered) && is(args[1], ...upper)) return input.toUpperCase();
  if (args.length === 2 && args[0] === '-d' && is(args[1], '\\n', '\n')) return input.replaceAll('\n', '');
  return null;
}

/** `#`, `##`, `%`, `%%` with one star at the side where it cuts. */
function cutPattern(value: string, kind: string, pattern: string): string {
  if (hasHole(pattern)) return HOLE;
  const front = kind.startsWith('#');
  const star = front ? pattern.startsWith('*') : pattern.endsWith('*');
  const rest = star ? (front ? pattern.slice(1) : pattern.slice(0, -1)) : pattern;
  if (rest === '' || /[*?[\]\\]/.test(rest)) return HOLE;
  if (!star) {
    if (front) return value.startsWith(rest) ? value.slice(rest.length) : value;
    return value.endsWith(rest) ? value.slice(0, -rest.length) : value;
  }
  // `#*/` cuts to the first slash, `##*/` to the last; from the end the other way round.
  const longest = kind.length === 2;
  const at = front === longest ? value.lastIndexOf(rest) : value.indexOf(rest);
  if (at === -1) return value;
  return front ? value.slice(at + rest.length) : value.slice(0, at);
}

function withoutPrefix(words: string[]): string[] {
  let rest = words;
  for (;;) {
    const [first = ''] = rest;
    const takes = PREFIXES[first];
    if (!takes || rest.length < 2) return rest;
    let at = 1;
    while (at < rest.length && /^-/.test(rest[at] as string)) at += takes.test(rest[at] as string) ? 2 : 1;
    if (first === 'env') while (/^[A-Za-z_]\w*=/.test(rest[at] ?? '')) at += 1;
    // `command -v docker` asks, it does not run.
    if (at > 1 && first === 'command') return rest;
    rest = rest.slice(at);
  }
}

function isPattern(word: Word): boolean {
  return word.parts.some(
    (part) => part.kind === 'text' && !part.quoted && /[*?[]/.test(part.text) && part.text.length > 2,
  );
}

/** As an answer to a question: what is only assumed is not known. */
function known(outcome: Outcome): Chance {
  return outcome === 'assumed' ? 'unknown' : outcome;
}
