/** The images that a build of docker/build-push-action is based on: it ends without an image where one of them may not be read. */
import type { StepInputs } from '../../../knowledge/action.js';
import type { Found } from '../../../knowledge/clients.js';
import { baseImages } from '../../../knowledge/project-files/base-images.js';
import { hasHole } from '../../../language/values.js';
import { inWorkspace, nameOfFile } from '../../../language/workspace.js';
import { scriptsOf } from '../../../text/job.js';
import { checkedOutPath } from '../../files/checkouts.js';
import type { Here } from '../frame.js';

/** Of a Dockerfile that a script of the job names, or that is not at hand, nothing is known. */
export function basesPulled(inputs: StepInputs, { job, project }: Here): Found[] {
  const given = (name: string) => inputs.text(name)?.trim() ?? '';
  // They may stand for any image.
  if (given('build-contexts') !== '') return [];
  const path = dockerfileOf(given('context'), given('file'));
  const own = path === null ? null : checkedOutPath(job, project.repository, path);
  const text = own === null ? null : (project.data?.(own) ?? null);
  const isNamed = () => scriptsOf(job).some((each) => each.includes(nameOfFile(own ?? '')));
  if (text === null || !text.includes('/') || isNamed()) return [];
  const target = given('target');
  if (hasHole(target)) return [];
  const bases = baseImages(text, { target: target || null, args: argumentsIn(given('build-args')) });
  return bases.map((reference) => ({
    reference,
    access: 'pull',
    role: 'cache',
    runs: 'yes',
    client: 'buildx',
    isBase: true,
  }));
}

/** Of the checkout, or of the commit, which has the same; null: it is not known which. Docs: docker/build-push-action, `context` and `file`. */
function dockerfileOf(context: string, file: string): string | null {
  const [, ofCommit] = /^\{\{\s*defaultContext\s*\}\}(?::(.*))?$/.exec(context) ?? [];
  if (context !== '' && ofCommit === undefined && !/^[\w./-]+$/.test(context)) return null;
  if (hasHole(file)) return null;
  const folder = ofCommit ?? (/^\{\{/.test(context) ? '' : context);
  if (file === '') return inWorkspace('', `${folder || '.'}/Dockerfile`);
  return inWorkspace('', ofCommit ? `${ofCommit}/${file}` : file);
}

function argumentsIn(written: string): ReadonlyMap<string, string> | null {
  if (hasHole(written)) return null;
  return new Map(
    written.split('\n').flatMap((line): [string, string][] => {
      const at = line.indexOf('=');
      return at > 0 ? [[line.slice(0, at).trim(), line.slice(at + 1).trim()]] : [];
    }),
  );
}
