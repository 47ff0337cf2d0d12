import { NAME_AT_HUB } from '../../evidence/log/words/registry-names.js';
import { isMisspelt } from '../../evidence/registry/misspelt.js';
import { parseReference } from '../../evidence/registry/reference.js';
import { repositoryOwner } from '../../evidence/repository-name.js';
import type { NameProblem } from '../../evidence/types/reference.js';
import { NO_TAG_GIVEN } from '../../workflow/knowledge/names/metadata-tags.js';
import type { Case } from '../case.js';
import { type Claim, causeWith } from '../cause.js';
import { placeOfPart } from '../claims/places.js';
import { wasAsked } from '../questions/asked.js';
import {
  CAPITALS_UNPARSED,
  chartBehindTag,
  isRefusedOrMissing,
  mindedName,
  NAME_INVALID,
  REPOSITORY_UNFIT,
  says,
  unfitName,
} from '../questions/said.js';
import { emptiedInRun } from '../texts/names/emptied-in-run.js';
import { unfitInFile } from '../texts/names/unfit-files.js';
import { unfitInJob, unfitPush } from '../texts/names/unfit-references.js';
import { faultOf, isRefusedByGitHub, type ReferenceDetail } from '../words/reference-fault.js';
import { faultFix } from '../words/reference-fixes.js';
import { faultMessage } from '../words/reference-messages.js';

/** The others have causes of their own. */
const OTHERS = new Set<NameProblem['kind']>(['uppercase', 'no-owner', 'tag-in-url']);

/** BuildKit's, where no name came to it: mostly docker/metadata-action made none in this run. */
const NO_TAG = /\btag is needed when pushing to registry\b/;

/** A character that the grammar of image references does not have. */
export const invalidImageReference = causeWith<ReferenceDetail>()({
  id: 'invalid-image-reference',
  severity: 'error',
  mends: 'name',
  sources: ['facts N2, P8, K16, K18', 'OCI distribution spec: Pulling manifests'],
  says: [
    /invalid reference format(?!: repository name)/i,
    NAME_INVALID,
    NO_TAG,
    /could not parse reference: /,
    /\b(?:repository|tag) can only contain the (?:characters|runes) /,
  ],
  seen: [
    'ERROR: failed to build: invalid tag "ghcr.io/octo/app:feature/x": invalid reference format',
    'ERROR: failed to build: tag is needed when pushing to registry',
  ],
  example: {
    given: 'ghcr.io/OWNER/NAME:feature/x',
  },
  change: {
    language: 'yaml',
    before: 'tags: ghcr.io/OWNER/NAME:${{ github.head_ref }} # feature/x',
    after: 'tags: ${{ steps.meta.outputs.tags }} # docker/metadata-action',
  },
  exampleDetail: {
    corrected: 'ghcr.io/OWNER/NAME:feature-x',
    fault: { kind: 'character', place: 27, character: '/' },
  },

  explains(seen) {
    const problem = seen.image?.problem ?? null;
    if (wasAsked(seen)) {
      const isSent = seen.kind !== 'name' && seen.code === 'NAME_INVALID' && isRefusedOrMissing(seen);
      if (isSent)
        return {
          confidence: 'likely',
          ...placeOfPart(seen, 'name'),
          detail: { ...faultOf(problem), fault: { kind: 'part' } },
        };
      if (seen.kind !== 'name' || !problem || OTHERS.has(problem.kind)) return undefined;
      const detail = emptiedInRun(problem, seen) ?? faultOf(problem);
      return { confidence: 'certain', ...placeOfPart(seen, partOf(problem, seen)), detail };
    }
    // The whole name reached Docker Hub as a repository of its own (facts P8).
    const atHub = NAME_AT_HUB.exec(seen.text)?.[1];
    if (atHub !== undefined)
      return {
        confidence: 'certain',
        facts: { given: atHub.toLowerCase() },
        detail: { corrected: '', fault: { kind: 'at-hub' } },
      };
    if (says(seen, NO_TAG))
      return {
        confidence: seen.isAssumed ? 'likely' : 'certain',
        detail: { corrected: '', fault: { kind: 'no-tags', lacks: NO_TAG_GIVEN } },
      };
    if (seen.kind !== 'name' || says(seen, /must be lowercase/i, CAPITALS_UNPARSED)) return undefined;
    if (isMisspelt(seen.registry)) return misspelt(seen);
    // The registry's own answer: what does not fit in the name, it leaves open (facts N3).
    if (says(seen, NAME_INVALID)) {
      if (seen.image && !seen.image.name.includes('/')) return undefined;
      return {
        confidence: seen.image ? 'likely' : 'possible',
        facts: { given: seen.image?.address ?? '' },
        detail: faultOf(null),
      };
    }
    if (says(seen, REPOSITORY_UNFIT)) {
      const given = unfitName(seen);
      if (/[A-Z]/.test(given)) return undefined;
      return { confidence: given ? 'certain' : 'likely', facts: { given }, detail: faultIn(given, seen) };
    }
    if (chartBehindTag(seen) !== null) return undefined;
    const [, bare = ''] =
      /(?:could not parse reference|can only contain the (?:characters|runes) \S+): (\S+)/.exec(seen.text) ??
      [];
    const given = mindedName(seen.text) || bare;
    return { confidence: 'certain', facts: { given }, detail: faultIn(given, seen) };
  },

  lints: {
    file: unfitInFile,
    job: unfitInJob,
    push: unfitPush,
  },

  text: {
    en: {
      title: 'This is not a valid image reference',
      titleOf: ({ fault }) => (isRefusedByGitHub(fault) ? 'GitHub refuses this workflow' : undefined),
      message: (f, { fault }) => faultMessage(fault, f, 'en'),
      fix: (f, { fault, corrected }) => faultFix(fault, corrected, f, 'en'),
      tell: () =>
        'The client stops before it asks the registry: there is no status in the message. Print the reference as the shell sees it, in quotes, to find an empty variable or a line break.',
    },
    'zh-CN': {
      title: '镜像引用无效',
      titleOf: ({ fault }) => (isRefusedByGitHub(fault) ? 'GitHub 不接受此工作流' : undefined),
      message: (f, { fault }) => faultMessage(fault, f, 'zh-CN'),
      fix: (f, { fault, corrected }) => faultFix(fault, corrected, f, 'zh-CN'),
      tell: () =>
        '客户端在询问注册表之前就停止了，消息中没有状态码。把 shell 实际得到的引用加上引号打印出来，即可发现空变量或换行符。',
    },
  },
});

/** What the name itself shows, as a client prints it; of one that a log masks or cuts off nothing is said. */
function faultIn(given: string, { registry, repository }: Case): ReferenceDetail {
  if (given === '' || /\*\*\*|…/.test(given)) return faultOf(null);
  const read = parseReference(given, { registry, owner: repositoryOwner(repository) });
  return faultOf('problem' in read && read.problem?.kind === 'invalid' ? read.problem : null);
}

/** Another host answered, or none: not even the name was read there. */
function misspelt({ registry: host, text, command }: Case): Claim<ReferenceDetail> {
  const [, name = ''] =
    new RegExp(`${host.replaceAll('.', '\\.')}(?:/v2(?=/))?(/[\\w./-]+\\w(?::[\\w.-]+)?)`, 'i').exec(
      `${text} ${command}`,
    ) ?? [];
  const path = /^\/(?:v2|token)\/?$/.test(name) ? '' : name.replace(/\/(?:manifests|blobs)\/.*$/, '');
  return {
    confidence: 'certain',
    facts: { given: host + path, registry: 'ghcr.io' },
    detail: { corrected: `ghcr.io${path}`, fault: { kind: 'misspelt-host' } },
  };
}

/** In which part of the name the fault is. */
function partOf(problem: NameProblem, { image }: Case): 'name' | 'tag' {
  const end = (image?.given ?? '').lastIndexOf('/');
  return problem.kind === 'invalid' && problem.index > end && image?.tag !== null ? 'tag' : 'name';
}
