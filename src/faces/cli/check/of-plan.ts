/** `check --plan`: what the first push of each image will do. */

import { CAUSES } from '../../../causes/index.js';
import { preflight } from '../../../commands/preflight.js';
import { worstVerdict } from '../../../evidence/registry/verdict.js';
import { repositoryOwner } from '../../../evidence/repository-name.js';
import { INPUT_TOKENS } from '../../../evidence/types/token.js';
import type { Report } from '../../../report/report.js';
import type { Finding } from '../../../types.js';
import { type PlannedPush, plannedPushes } from '../../../workflow/planning/planned-pushes.js';
import { namedRepository } from '../own-repository.js';
import { repositoryOn } from '../repository.js';
import { type CheckAsked, mustBeAt, questionOf } from './asked.js';
import { credentialsByImage } from './by-image.js';
import type { TokenSources } from './credentials.js';
import { thisRepository } from './images.js';

/** What the workflows here push, or what is named, and what its first push does. */
export async function ofPlan(
  asked: CheckAsked,
  registry: string,
  given: readonly string[],
  sources: TokenSources,
): Promise<Report> {
  const { options, env, server } = asked;
  const { language } = options;
  const repository = namedRepository(env, language) ?? (await repositoryOn(server, '.'));
  const root = env.GITHUB_WORKSPACE || process.cwd();
  const names = [...given];
  const pushes = names.length === 0 ? (await plannedPushes(root, repository, registry)).pushes : [];
  names.push(...pushes.map(({ image }) => image));
  if (names.length === 0) names.push(await thisRepository(registry, server, env, language));
  mustBeAt(registry, names, language);
  const question = questionOf(
    asked,
    registry,
    env.GITHUB_ACTIONS === 'true' ? 'workflow' : 'terminal',
    'push',
  );
  const groups = await credentialsByImage(names, registry, asked, sources);
  const { run } = question;
  const reports: Report[] = [];
  for (const { images, credentials } of groups) {
    const { report } = await preflight(
      {
        ...question,
        images: images.join('\n'),
        plans: true,
        credentials,
        missing: credentials.length > 0 ? [] : [...INPUT_TOKENS],
        run: { ...run, repository, owner: run.owner ?? repositoryOwner(repository) },
        workspace: root,
      },
      'check',
      language,
    );
    reports.push({ ...report, findings: report.findings.map((each) => atItsPush(each, pushes)) });
  }
  const report = together(reports);
  const { plan = [] } = report;
  // On demand: for who asks without a plan, the reader of texts would be loaded with it.
  const { refusedAsWritten } = await import('../../../commands/plan-refusals.js');
  const refused = await refusedAsWritten(root, repository, registry, server, language);
  // Who names images asks about these alone.
  const asksFor = (subject: string) => given.length === 0 || plan.some((each) => each.subject === subject);
  return { ...report, plan: [...refused.filter(({ subject }) => asksFor(subject)), ...plan] };
}

const OF_NAMES = new Set<string>(CAUSES.filter(({ mends }) => mends === 'name').map(({ id }) => id));

/** A name that has to be changed stands where the workflow pushes it. */
function atItsPush(finding: Finding, pushes: readonly PlannedPush[]): Finding {
  if (finding.location !== null || !OF_NAMES.has(finding.id)) return finding;
  const [place = null] = pushes.find(({ image }) => image === finding.image)?.places ?? [];
  return { ...finding, location: place };
}

/** Where logins are stored for parts of the registry, each image has a plan with its own; what holds for all is told once. */
function together(reports: readonly Report[]): Report {
  const [first, ...others] = reports as [Report, ...Report[]];
  if (others.length === 0) return first;
  const once = <Item>(items: readonly Item[]) => [
    ...new Map(items.map((each) => [JSON.stringify(each), each])).values(),
  ];
  return {
    ...first,
    verdict: worstVerdict(reports.map(({ verdict }) => verdict)),
    images: reports.flatMap(({ images }) => images),
    token: reports.find(({ token }) => token.source !== null)?.token ?? first.token,
    findings: once(reports.flatMap(({ findings }) => findings)),
    plan: once(reports.flatMap(({ plan = [] }) => plan)),
  };
}
