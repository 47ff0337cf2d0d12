/**
 * The scripts of a job, or of a job that it needs, that hand a name on to a push: by an output of their step, or by a variable for
 * the steps behind it (docs: Workflow commands, Setting an output parameter, Setting an environment variable).
 */
import { child, text, type YamlNode } from '../../text/document.js';
import { type JobText, jobText, type StepText } from '../../text/job.js';
import { makerOf } from './place.js';
import type { SourcedPush } from './source.js';

export interface HandedName {
  job: JobText;
  /** That of the script. */
  step: StepText;
  /** Under which it is handed on. */
  key: string;
}

const OUTPUT = /\bsteps\.([\w-]+)\.outputs\.([\w-]+)/g;
const NEEDED = /\bneeds\.([\w-]+)\.outputs\.([\w-]+)/g;
const VARIABLE = /\benv\.(\w+)|\$\{?([A-Za-z_]\w*)/g;

/** Nothing where the push stands in an action: what that names is its own. */
export function handedNames({ job, push: { act } }: SourcedPush): HandedName[] {
  if (act.document !== job.document || act.user) return [];
  const steps = [act.step, makerOf(act, job.job)].flatMap((each) => each ?? []);
  const found = steps.flatMap(({ node }) => handedTo(node, job.job));
  return [...new Map(found.map((each) => [`${each.step.node.start} ${each.key}`, each])).values()];
}

function handedTo(node: YamlNode, job: JobText): HandedName[] {
  const written = job.document.text.slice(node.start, node.end);
  return [
    ...ofOutputs(written, job),
    ...[...written.matchAll(NEEDED)].flatMap(([, id = '', key = '']) => {
      const needed = jobText(job.document, id);
      const output = text(child(child(needed?.node ?? null, 'outputs'), key));
      return needed && output !== null ? ofOutputs(output, needed) : [];
    }),
    ...[...written.matchAll(VARIABLE)].flatMap(([, named, used]) => {
      const key = named ?? used ?? '';
      const before = job.steps.filter((each) => each.node.end <= node.start);
      return before.filter((each) => writes(each, key)).map((step) => ({ job, step, key }));
    }),
  ];
}

function ofOutputs(written: string, job: JobText): HandedName[] {
  return [...written.matchAll(OUTPUT)].flatMap(([, id = '', key = '']) => {
    const step = job.steps.find((each) => each.id?.toLowerCase() === id.toLowerCase());
    return step && writes(step, key) ? [{ job, step, key }] : [];
  });
}

/** Does its script write `KEY=…` to one of the files that the runner reads, or say `::set-output name=KEY::…`? */
function writes({ node, uses }: StepText, key: string): boolean {
  const script = uses === null ? text(child(node, 'run')) : null;
  return script !== null && linesHanding(script, key).length > 0;
}

/** Where what is handed on under a name stands, in each line of a script that writes it: up to the next command. */
export function linesHanding(script: string, key: string): { start: number; end: number }[] {
  const told = new RegExp(`(?:^|[\\s"'\`;])${key}=|::set-(?:output|env) name=${key}::`, 'i');
  let at = 0;
  return script.split('\n').flatMap((line) => {
    const from = at;
    at += line.length + 1;
    const found = told.exec(line);
    if (!found) return [];
    const start = found.index + found[0].length;
    return [{ start: from + start, end: from + endOfCommand(line, start) }];
  });
}

/** In a line, from a place on: the first `;`, `|` or `&` that no quotes hold, else the end. */
function endOfCommand(line: string, from: number): number {
  const parts = line.matchAll(/\\.|'[^']*'|"(?:\\.|[^"\\])*"|[;|&]/g);
  for (const { 0: part, index } of parts) if (index >= from && /^[;|&]/.test(part)) return index;
  return line.length;
}
