/** Which scripts of a job package what a step then finds. */
import { piecesOf } from '../../../language/pieces.js';
import { HOLE } from '../../../language/values.js';
import type { Starter } from '../../../shell/starting/started.js';
import { child, text } from '../../../text/document.js';
import type { StepText } from '../../../text/job.js';
import type { CommandsOf, Packaging } from '../../files/job-files.js';
import { PACKAGES } from '../../files/packaged-charts.js';
import type { Here } from '../frame.js';
import { effortFor, folderOfStep } from './script-place.js';

/** A script that is read for what it packages. */
interface PackagingScript {
  script: string;
  variables(name: string): string | null;
  folder: string | null;
}

/** Of the other steps nothing is known but what their texts say. */
export function packagingFor(here: Here, step: PackagingScript): Packaging {
  return {
    own: step.script.includes(PACKAGES) ? commandsOf(here, step) : null,
    ofJob: () =>
      here.job.steps.flatMap((each) => {
        const script = text(child(each.node, 'run')) ?? packagedByAction(each) ?? '';
        if (!script.includes(PACKAGES)) return [];
        const folder = folderOfStep({ ...here, step: each, document: here.job.document });
        return [commandsOf(here, { script: withoutExpressions(script), variables: () => null, folder })];
      }),
  };
}

/**
 * What helm/chart-releaser-action packages, in helm's words: of the charts in its folder those that have changed, and any of
 * them may have (docs: helm/chart-releaser-action, `charts_dir`; helm/chart-releaser, `package-path`). A file of settings may
 * name other folders.
 */
function packagedByAction({ uses, node }: StepText): string | null {
  if (!/^helm\/chart-releaser-action$/i.test(uses?.action ?? '')) return null;
  const given = (name: string) => text(child(child(node, 'with'), name)) ?? '';
  const folder = given('charts_dir') || 'charts';
  if (given('config') !== '' || given('skip_packaging') !== '' || !/^[\w./-]+$/.test(folder)) return null;
  return `${PACKAGES}${folder}/* --destination .cr-release-packages`;
}

function withoutExpressions(script: string): string {
  return piecesOf(script)
    .map(({ expression, text }) => (expression ? HOLE : text))
    .join('');
}

/** What it starts is not read. */
function commandsOf(here: Here, { script, variables, folder }: PackagingScript): CommandsOf {
  return (checkout) => {
    // One of its own: what was read with another checkout is none of its readings.
    const start: Starter = () => null;
    const place = { folder, start, effort: effortFor(here.project), isOpen: false, checkout };
    const followed = here.scripts(script, variables, place);
    return followed?.isRead ? followed.commands : null;
  };
}
