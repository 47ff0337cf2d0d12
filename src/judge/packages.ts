/** What the workflows push, beside what the packages API shows: which push is to be feared for. Pure. */
import { WORKFLOW } from '../causes/askers/places.js';
import type { Subject } from '../causes/case.js';
import { caseImage } from '../causes/case.js';
import { CAUSES } from '../causes/index.js';
import type { AuditedPush, OwnedPackage } from '../evidence/organization/types.js';
import { parseReference } from '../evidence/registry/reference.js';
import { withoutTag } from '../evidence/registry/untagged.js';
import { packageSettingsUrl } from '../evidence/settings-url.js';
import type { ImageReference } from '../evidence/types/reference.js';
import type { Finding, Language } from '../types.js';
import { findingOf } from './finding.js';
import { OBSERVED } from './observation-words.js';
import { READ } from './reading-words.js';

export interface Registrar {
  registry: string;
  serverUrl: string;
  /** Whose packages are known. */
  owner: string;
  ownerType: 'Organization' | 'User';
}

/** The package that a push goes to, in the owner's namespace; null: another's, or the text does not tell. */
export function packagePushed(
  reference: string,
  { registry, owner }: Pick<Registrar, 'registry' | 'owner'>,
): ImageReference | null {
  const name = withoutTag(reference);
  if (name.includes('…')) return null;
  const parsed = parseReference(name, { registry, owner });
  if ('host' in parsed || parsed.owner !== owner.toLowerCase()) return null;
  return parsed.problem && parsed.problem.kind !== 'uppercase' ? null : parsed;
}

/** One finding for one package and one job that pushes it. */
export function judgePackages(
  pushes: readonly AuditedPush[],
  packages: readonly OwnedPackage[],
  registrar: Registrar,
  language: Language,
): Finding[] {
  const byName = new Map(packages.map((each) => [each.name.toLowerCase(), each]));
  const told = new Set<string>();
  return pushes.flatMap((push) => {
    const image = packagePushed(push.reference, registrar);
    const found = image && byName.get(image.package);
    // A user's token has the user's rights, and one that the text does not tell is nobody's; a job that may not write at
    // all was told so.
    if (!found || push.byJobToken !== true || push.level === 'none' || push.level === 'read') return [];
    const key = JSON.stringify([push.repository, push.file, push.job, image.package]);
    if (told.has(key)) return [];
    told.add(key);
    return findingsOf(push, image, found, registrar, language);
  });
}

function findingsOf(
  push: AuditedPush,
  image: ImageReference,
  { visibility, repository: linkedTo }: OwnedPackage,
  { registry, serverUrl, ownerType }: Registrar,
  language: Language,
): Finding[] {
  const { repository, file, line, job } = push;
  const settingsUrl = packageSettingsUrl(serverUrl, image, ownerType);
  const subject: Subject = {
    asker: WORKFLOW,
    access: 'push',
    registry,
    serverUrl,
    image: caseImage(image),
    package: {
      ownerType,
      ownerExists: true,
      visible: true,
      visibility,
      repository: linkedTo,
      createdAt: null,
      settingsUrl,
      sso: null,
      ipAllowList: false,
    },
    calledToken: { source: 'github-token', file: null },
    token: null,
    repository,
    event: null,
    job,
    said: null,
    trouble: null,
    status: null,
    requestId: null,
  };
  const evidence = [
    READ[language].push(push.reference, `${file}:${line}`),
    OBSERVED[language].package(image, visibility ?? '?', linkedTo),
  ];
  return CAUSES.flatMap((cause) => {
    const claim = cause.audits?.({ repository, linkedTo, settingsUrl });
    if (!claim) return [];
    const location = { file, line, column: 1, endLine: line, endColumn: 1 };
    return [{ ...findingOf({ cause, claim }, { subject, location, job, evidence }, language), repository }];
  });
}
