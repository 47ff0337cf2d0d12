/** Which workflow pushes which package, with which grant, as Mermaid: GitHub draws it in summaries. */
import type { AuditedPush } from '../../evidence/organization/types.js';
import { withoutTag } from '../../evidence/registry/untagged.js';
import type { Finding, Language, Severity } from '../../types.js';
import { mermaidLabel } from '../summary/mermaid.js';
import { oneLine } from '../text.js';
import type { AuditReport } from './audit.js';
import { type AuditWords, auditWords } from './words.js';

/** Pushes that are drawn: more can't be read, and GitHub draws no text over 50,000 characters. */
const MOST_DRAWN = 40;
const LABEL = 80;

/** A push with the worst that was found of it. */
export interface TroubledPush {
  push: AuditedPush;
  severity: Severity | null;
}

const RANKS: readonly (Severity | null)[] = ['error', 'warning', 'notice', null];

/** All pushes, the troubled ones first. */
export function troubledPushes(pushes: readonly AuditedPush[], findings: readonly Finding[]): TroubledPush[] {
  const byJob = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.repository?.toLowerCase()} ${finding.job}`;
    byJob.set(key, [...(byJob.get(key) ?? []), finding]);
  }
  return pushes
    .map((push) => {
      const homes = [push.repository, /^([^/]+\/[^/]+)\/.*@/.exec(push.file)?.[1] ?? ''];
      const about = homes
        .flatMap((home) => byJob.get(`${home.toLowerCase()} ${push.job}`) ?? [])
        .filter(
          ({ image }) =>
            image === null || withoutTag(push.reference).toLowerCase() === withoutTag(image).toLowerCase(),
        );
      const severity = RANKS.find((rank) => about.some((each) => each.severity === rank)) ?? null;
      return { push, severity };
    })
    .sort((one, other) => RANKS.indexOf(one.severity) - RANKS.indexOf(other.severity));
}

/** The picture without its fence; null where there is nothing to draw. */
export function auditPicture(
  pushes: readonly TroubledPush[],
  language: Language,
): { text: string; shown: number } | null {
  if (pushes.length === 0) return null;
  const say = auditWords(language);
  const nodes = new Map<string, string>();
  const lines: string[] = [];
  const node = (key: string, shape: (label: string) => string, label: string): string => {
    const known = nodes.get(key);
    if (known) return known;
    const id = `n${nodes.size}`;
    nodes.set(key, id);
    lines.push(`  ${id}${shape(label)}`);
    return id;
  };
  const drawn = new Set<string>();
  let shown = 0;
  for (const { push, severity } of pushes.slice(0, MOST_DRAWN)) {
    shown += 1;
    const { repository, file, job, reference } = push;
    // The grant stands at the job and not on its arrow, so that the picture is narrow enough for a phone.
    const grant = grantWord(push, say);
    const from = node(
      `job ${repository} ${file} ${job} ${grant}`,
      (label) => `["${label}"]`,
      [repository, `${shortFile(file)} · ${job}`, grant]
        .map((each) => mermaidLabel(each, LABEL))
        .join('<br/>'),
    );
    const image = withoutTag(reference);
    const to = node(`image ${image}`, (label) => `[("${label}")]`, mermaidLabel(image, LABEL));
    const line = `  ${from} ${ARROWS[severity ?? 'none']} ${to}`;
    if (!drawn.has(line)) lines.push(line);
    drawn.add(line);
  }
  return { text: ['flowchart LR', ...lines].join('\n'), shown };
}

const ARROWS: Record<Severity | 'none', string> = {
  error: '==>|"✗"|',
  warning: '-.->|"?"|',
  notice: '-->',
  none: '-->',
};

/** What the push is made with: the level of the job's own token, or that it is another one's, or nobody's that is seen. */
export function grantWord({ byJobToken, level }: AuditedPush, say: AuditWords): string {
  if (byJobToken === true) return say.level[level ?? 'setting'].replaceAll('`', '');
  return byJobToken === false ? say.token.other : say.token.unknown;
}

/** The package that a link or its absence is said of, as the API shows it. */
export function linkWord(
  { repository, reference }: AuditedPush,
  { packages, absent, owner }: AuditReport,
  say: AuditWords,
): string {
  const name = withoutTag(reference).split('/').slice(2).join('/').toLowerCase();
  const namespace = withoutTag(reference).split('/')[1]?.toLowerCase();
  const found = packages.find((each) => each.name.toLowerCase() === name);
  if (namespace !== owner.toLowerCase() || name === '') return say.link.unknown;
  if (!found) return absent.some((each) => each.toLowerCase() === name) ? say.link.absent : say.link.unknown;
  if (found.repository === null) return say.link.none;
  return found.repository.toLowerCase() === repository.toLowerCase()
    ? say.link.here
    : say.linkedTo(oneLine(found.repository));
}

/** `ci.yml`; of another repository with its name. */
export function shortFile(file: string): string {
  return file.replace(/\.github\/workflows\//, '');
}
