/** The machines that jobs run on. */
import type { Contexts } from '../../language/evaluation.js';
import type { Expressions } from '../../language/expressions.js';
import { hasHole } from '../../language/values.js';
import { child, list, text, type YamlNode } from '../../text/document.js';

/** Labels of the machines that GitHub makes anew for every job. Docs: GitHub-hosted runners reference. */
const HOSTED =
  /^(?:ubuntu|windows|macos)-(?:latest|slim|\d[\d.]*)(?:-(?:arm|arm64|large|xlarge|intel|vs\d+))*$/;

/**
 * Labels of machines that others make anew for every job, from GitHub's own images or ones like them: none of them
 * knows of a login to GHCR. Docs: "Runner types" or "Labels" of BuildJet, Blacksmith, Depot, Namespace, Ubicloud, WarpBuild.
 */
const RENTED =
  /^(?:buildjet-\d+vcpu-(?:ubuntu|windows)|blacksmith-\d+vcpu-(?:ubuntu|windows)|depot-(?:ubuntu|windows|macos)|nscloud-(?:ubuntu|windows|macos)|namespace-profile|ubicloud(?:-standard(?:-\d+)?)?$|warp-(?:ubuntu|windows|macos))\b/;

/** The labels that `runs-on` asks for, as they are written: one, a list, or either beside a group. Docs: Workflow syntax. */
export function runnerLabels(job: YamlNode): string[] {
  const runner = child(job, 'runs-on');
  const named = runner?.kind === 'map' ? child(runner, 'labels') : runner;
  return list(named)?.items.map(({ node }) => text(node) ?? '') ?? [text(named) ?? ''];
}

/** Is the machine surely one that is made for this job, which knows of no earlier login? */
export function runsOnHosted(job: YamlNode, expressions: Expressions, contexts: Contexts): boolean {
  const [label = '', ...more] = runnerLabels(job);
  // Whose the machines of a group are, no text says.
  if (more.length > 0 || child(job, 'runs-on')?.kind === 'map') return false;
  const said = expressions.interpolate(label, contexts);
  return hasHole(said) ? choicesOf(label).every(isNew) : isNew(said);
}

function isNew(label: string): boolean {
  return HOSTED.test(label) || RENTED.test(label);
}

/** The texts that `${{ A && 'one' || B && 'two' || 'three' }}` may come to; an empty one where there are others. */
function choicesOf(label: string): string[] {
  const [, expression = ''] = /^\s*\$\{\{([^}]*)\}\}\s*$/.exec(label) ?? [];
  return expression.split('||').map((each) => /(?:^|&&)\s*'([^']*)'\s*$/.exec(each)?.[1] ?? '');
}
