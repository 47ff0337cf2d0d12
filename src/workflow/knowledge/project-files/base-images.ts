/** The images that a Dockerfile is built on (docs: Docker, "Dockerfile reference", FROM, COPY --from and ARG; Multi-stage builds). */
import { HOLE, hasHole } from '../../language/values.js';
import { interpolated } from './interpolation.js';

/** What a build is told of its Dockerfile. */
export interface BuildCall {
  /** The stage that is built; null: the last one. */
  target: string | null;
  /** Values of arguments, null where one is not known; null: neither is which there are. */
  args: ReadonlyMap<string, string | null> | null;
}

interface Stage {
  name: string;
  base: string;
  /** What is copied out of others. */
  copies: string[];
}

const MOST_STAGES = 100;
const LONGEST = 512;

/** Those that BuildKit surely pulls for that stage, with those that it needs: another one is not built, and a name that is not known is left out. */
export function baseImages(dockerfile: string, { target, args }: BuildCall): string[] {
  const stages = stagesIn(dockerfile, args);
  const found = new Set<string>();
  const seen = new Set<Stage>();
  const stageOf = (name: string, before: number) =>
    stages.findIndex((each, at) => at < before && (each.name === name.toLowerCase() || String(at) === name));
  const visit = (at: number): void => {
    const stage = stages[at];
    if (!stage || seen.has(stage)) return;
    seen.add(stage);
    for (const each of [stage.base, ...stage.copies]) {
      const own = stageOf(each, at);
      if (own !== -1) visit(own);
      else if (isImage(each)) found.add(each);
    }
  };
  visit(target === null ? stages.length - 1 : stageOf(target, stages.length));
  return [...found];
}

/** With a host in front, and nothing open in it. */
function isImage(name: string): boolean {
  return /^[\w-]+(?:\.[\w-]+)*[.:][\w.:-]*\/./.test(name) && !hasHole(name) && !name.includes('$');
}

function stagesIn(dockerfile: string, args: BuildCall['args']): Stage[] {
  const values = new Map<string, string>();
  const stages: Stage[] = [];
  const filled = (word: string) => {
    if (!word.includes('$') || word.length > LONGEST || EDITS.test(word)) return word;
    const { text, missing } = interpolated(word, (name) => values.get(name));
    return missing.length > 0 ? word : text;
  };
  for (const { word, rest } of instructionsIn(dockerfile)) {
    const words = rest.split(/\s+/);
    switch (word) {
      case 'ARG': {
        // FROM knows those alone that stand before the first one.
        if (stages.length > 0) break;
        for (const [, name = '', value] of rest.matchAll(ARGUMENT)) {
          const given = args === null ? null : args.get(name);
          if (given === null) values.set(name, HOLE);
          else if (given !== undefined) values.set(name, given);
          else if (value !== undefined) values.set(name, filled(value.replace(/^(["'])(.*)\1$/, '$2')));
        }
        break;
      }
      case 'FROM': {
        const [base = '', as = '', name = ''] = words.filter((each) => !each.startsWith('--'));
        const own = /^as$/i.test(as) ? name.toLowerCase() : '';
        if (stages.length < MOST_STAGES) stages.push({ name: own, base: filled(base), copies: [] });
        break;
      }
      case 'COPY': {
        const from = words.flatMap((each) => /^--from=(.+)$/.exec(each)?.[1] ?? []);
        stages.at(-1)?.copies.push(...from);
        break;
      }
    }
  }
  return stages;
}

/** `ARG NAME`, `ARG NAME=value`, and several of them in one instruction. */
const ARGUMENT = /(?<=^|\s)([A-Za-z_]\w*)(?:=("[^"]*"|'[^']*'|\S*))?(?=\s|$)/g;
/** `${NAME%.*}`, `${NAME/a/b}`: what is made of a value. */
const EDITS = /\$\{\w+(?!\w|\}|:?[-+?])/;
/** Docs: Dockerfile reference, "Here-documents". */
const HERE_DOCUMENT = /(?<!<)<<-?(["']?)(\w+)\1/g;

/** Each in one line, without the lines of what it is handed in its own text. */
function* instructionsIn(dockerfile: string): Generator<{ word: string; rest: string }> {
  const lines = dockerfile
    .split(/\r?\n/)
    .filter((line) => !/^[ \t]*#/.test(line))
    .join('\n')
    .replace(/\\[ \t]*\n/g, ' ')
    .split('\n');
  let ends: string[] = [];
  for (const line of lines) {
    if (ends.length > 0) {
      if (line.replace(/^\t+/, '') === ends[0]) ends = ends.slice(1);
      continue;
    }
    const [, written = '', rest = ''] = /^[ \t]*([A-Za-z]+)[ \t]+(.*)$/.exec(line) ?? [];
    const word = written.toUpperCase();
    if (word === 'RUN' || word === 'COPY' || word === 'ADD')
      ends = [...rest.matchAll(HERE_DOCUMENT)].map(([, , end = '']) => end);
    yield { word, rest: rest.trim() };
  }
}
