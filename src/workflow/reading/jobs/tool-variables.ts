/** Variables that a job asks for and that a tool which it sets up may have been given: nobody knows their values. */
import { toolWords } from '../../knowledge/actions/tool-words.js';
import { HOLE } from '../../language/values.js';
import { type JobText, jobSource } from '../../text/job.js';

/** In each run of the job the same. */
const OF_JOB = new WeakMap<JobText['node'], readonly (readonly [string, string])[]>();

/** Their names as the job's own text has them, each with what stands for an unknown value. */
export function variablesOfTools(job: JobText): readonly (readonly [string, string])[] {
  const known = OF_JOB.get(job.node);
  if (known) return known;
  const words = job.steps.flatMap(({ uses }) => toolWords(uses?.action ?? ''));
  const names = words.length === 0 ? [] : [...jobSource(job).matchAll(NAME)].map(([, name = '']) => name);
  const isOfTool = (name: string) => words.some((word) => name.toLowerCase().startsWith(word));
  const made = [...new Set(names.filter(isOfTool))].map((name) => [name, HOLE] as const);
  OF_JOB.set(job.node, made);
  return made;
}

/** In a script, or in an expression. */
const NAME = /(?:\$\{?|\benv\.)([A-Za-z_]\w{0,60})/g;
