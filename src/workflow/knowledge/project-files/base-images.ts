/** The images that a Dockerfile is built on (docs: Docker, "Dockerfile reference", FROM, COPY --from and ARG; Multi-stage builds). */
import { hasHole } from '../../language/values.js';
import { interpolated } from './interpolation.js';

/** What a build is told of its Dockerfile. */
export interface BuildCall {
  /** The stage that is built; null: the last one. */
  target: string | null;
  /** Values of arguments; null: not all of them are known. */
  args: ReadonlyMap<string, string> | null;
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
    if (!word.includes('$') || word.length > LONGEST) return word;
    const { text, missing } = interpolated(word, (name) => (args === null ? undefined : values.get(name)));
    return missing.length > 0 ? word : text;
  };
  for (const line of dockerfile.replace(/\\\r?\n/g, ' ').split(/\r?\n/)) {
    const [, word = '', rest = ''] = /^[ \t]*([A-Za-z]+)[ \t]+(.*)$/.exec(line) ?? [];
    const words = rest.trim().split(/\s+/);
    switch (word.toUpperCase()) {
      case 'ARG': {
        // FROM knows those alone that stand before the first one.
        if (stages.length > 0) break;
        const [, name = '', value] = /^([A-Za-z_]\w*)(?:=(.*))?$/.exec(rest.trim()) ?? [];
        const given = args?.get(name) ?? value?.replace(/^(["'])(.*)\1$/, '$2');
        if (given !== undefined) values.set(name, filled(given));
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
