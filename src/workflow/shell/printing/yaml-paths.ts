/** `yq` on what it reads, of both programs of that name: what stands at a path, `.images[].name`. */
import { yaml } from '../../knowledge/project-files/parsed.js';

const OPTIONS = /^(?:-r|-e|--raw-output|--exit-status|e|eval)$/;

/** A key, one in quotes, an item by its number, all of them. */
const STEP = /\.?\[(\d*)\]|\.?\["([^"\\]+)"\]|\."([^"\\]+)"|\.([A-Za-z_][\w-]*)/y;

/** What is printed is a list of images, and none has more. */
const MOST_VALUES = 200;

/** A line for each text or number that is there; null for anything else, which they print as YAML or not at all. */
export function askedYaml(args: readonly string[], input: string | null): string | null {
  const [program, ...more] = args.filter((each) => !OPTIONS.test(each));
  const steps = program === undefined || more.length > 0 ? null : stepsOf(program);
  if (steps === null || input === null) return null;
  let values: unknown[] = [yaml(input)];
  for (const step of steps) {
    values = values.flatMap((each) => at(each, step));
    if (values.length > MOST_VALUES) return null;
  }
  const isPrinted = values.every((each) => typeof each === 'string' || isAsWritten(each, input));
  return isPrinted && values.length > 0 ? values.map((each) => `${each}\n`).join('') : null;
}

/** `1.10` is printed as it stands, and its value is another number's, too: one that is written in one way alone is known. */
function isAsWritten(value: unknown, input: string): boolean {
  const same = (input.match(/[\w.+-]+/g) ?? []).filter((word) => Number(word) === value);
  return same.length > 0 && same.every((word) => word === String(value));
}

/** A key or a number; null: each of them. */
type Step = string | number | null;

/** null: more than a path. `.a[] | .b` is the same as `.a[].b`. */
function stepsOf(program: string): Step[] | null {
  const path = program.trim().replace(/ *\| *(?=\.)/g, '');
  const steps: Step[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < path.length) {
    const [, place, ...keys] = STEP.exec(path) ?? [];
    const key = keys.find((each) => each !== undefined);
    if (key === undefined && place === undefined) return null;
    steps.push(key ?? (place === '' ? null : Number(place)));
  }
  return steps.length === 0 || !path.startsWith('.') ? null : steps;
}

/** What is not there is printed as `null`, which is nobody's name. */
function at(value: unknown, step: Step): unknown[] {
  if (typeof value !== 'object' || value === null) return [undefined];
  if (step === null) return Object.values(value);
  if (typeof step === 'number' && !Array.isArray(value)) return [undefined];
  return [Object.hasOwn(value, step) ? (value as Record<string | number, unknown>)[step] : undefined];
}
