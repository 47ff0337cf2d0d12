import { OUR_HOST } from '../../evidence/log/words/registry-names.js';
import { repositoryOwner } from '../../evidence/repository-name.js';
import { ownerInFront, renameEdits } from '../../fix/names.js';
import { withoutAbsent } from '../../workflow/language/origins.js';
import { hasHole } from '../../workflow/language/values.js';
import { placeOfName } from '../../workflow/reading/names/place.js';
import { child, type Span } from '../../workflow/text/document.js';
import type { Case, LintedPush } from '../case.js';
import { causeWith, type LintClaim, type Mend } from '../cause.js';
import { ofName } from '../claims/mends.js';
import { placeOfPart } from '../claims/places.js';
import { han } from '../han.js';
import { wasAsked } from '../questions/asked.js';
import {
  isRefusedOrMissing,
  NAME_INVALID,
  REGISTRY_SENTENCES,
  says,
  withoutReason,
} from '../questions/said.js';
import { claimsOfContainerNames, pushedName } from '../texts/names/pushed-name.js';
import { isByJobToken, placeOfPush } from '../texts/pushed.js';

/** A name of one part in the failing request. */
const WITHOUT_OWNER = new RegExp(
  String.raw`https://${OUR_HOST}/v2/[^/\s]+/(?:blobs|manifests)/\S+ ?:? ?400 Bad Request|destination repository [^/\s]+: 400 \(Bad Request\)`,
  'i',
);

/** What a request is for: its address has the name, or the scope of its token. */
const ASKED_FOR =
  /\/v2\/([^/\s]+)\/(?:blobs|manifests|tags|referrers)\/|scope=repository(?::|%3A)([^/:%&\s]+)(?::|%3A)/gi;

/** A name of one part was asked for, and the registry says that there is no such thing: it never is. */
function asksWithoutOwner(seen: Case): boolean {
  if (seen.image === null || seen.image.name.includes('/') || seen.image.name.includes('*')) return false;
  const isAsked = [...seen.text.matchAll(ASKED_FOR)].some(
    ([, ofAddress, ofScope]) => (ofAddress ?? ofScope ?? '').toLowerCase() === seen.image?.name,
  );
  const isUnknown = seen.kind === 'missing' || says(seen, REGISTRY_SENTENCES.resource) || withoutReason(seen);
  return isAsked && isRefusedOrMissing(seen) && isUnknown && !says(seen, /\bdenied: denied\b/i);
}

/** `ghcr.io/app`: every package belongs to an account, and the name has to say which. */
export const imageWithoutOwner = causeWith<{ corrected: string }>()({
  id: 'image-without-owner',
  severity: 'error',
  mends: 'name',
  sources: [
    'facts N3',
    'GitHub docs: Working with the Container registry',
    'github-community-projects/issue-metrics#246',
  ],
  says: [WITHOUT_OWNER, NAME_INVALID],
  seen: [
    'unexpected status from HEAD request to https://ghcr.io/v2/app/blobs/sha256:0123: 400 Bad Request',
    'Error: trying to reuse blob sha256:0123 at destination: failed to read from destination repository app: 400 (Bad Request)',
    'ERROR: failed to build: failed to push ghcr.io/app:1: name invalid',
  ],
  answers: [{ step: 'blob', status: 400, message: '' }],
  example: { given: 'ghcr.io/NAME' },
  change: { language: 'yaml', before: 'tags: ghcr.io/NAME:latest', after: 'tags: ghcr.io/OWNER/NAME:latest' },
  exampleDetail: { corrected: 'ghcr.io/OWNER/NAME' },

  explains(seen) {
    const { image, status } = seen;
    if (wasAsked(seen)) {
      const problem = image?.problem;
      if (problem?.kind !== 'no-owner' || !(seen.kind === 'name' || isRefusedOrMissing(seen)))
        return undefined;
      return {
        confidence: 'certain',
        ...placeOfPart(seen, 'name'),
        detail: { corrected: problem.corrected },
      };
    }
    const isInvalid = seen.kind === 'name' && says(seen, NAME_INVALID);
    // Clients find every other fault of a name themselves.
    if (isInvalid && !image) return { confidence: 'likely', facts: { given: '' }, detail: { corrected: '' } };
    const bare = (isInvalid || status === 400) && image !== null && !image.name.includes('/');
    if (!bare && !says(seen, WITHOUT_OWNER) && !asksWithoutOwner(seen)) return undefined;
    return {
      confidence: 'certain',
      facts: { given: image?.address ?? '' },
      detail: { corrected: image ? `${seen.registry}/OWNER/${image.name}` : '' },
    };
  },

  lints: {
    push: nameless,
    // A step may have built what another one runs under such a name.
    job: (job, all) => claimsOfContainerNames(job, all, nameless),
  },

  text: {
    en: {
      title: 'The image name has no owner',
      message: (f) =>
        `${f.given ? `The name ${f.given}` : 'The image name'} does not say whose package it is. On ${f.registry} every name begins with a GitHub user or organization.`,
      fix: (_, detail) =>
        detail.corrected
          ? `Put the owner in front: ${detail.corrected}.`
          : 'Put the owner in front: OWNER/NAME.',
      tell: () =>
        'The status is 400, which docker prints as "name invalid", and between the host and the tag there is no slash. A missing right is answered with 403.',
    },
    'zh-CN': {
      title: '镜像名称中缺少所有者',
      message: (f) =>
        han`镜像名称 ${f.given} 没有写明软件包属于谁。在 ${f.registry} 上，名称必须以 GitHub 用户名或组织名开头。`,
      fix: (_, detail) => han`请在名称前加上所有者：${detail.corrected || 'OWNER/NAME'}。`,
      tell: () =>
        '状态码是 400（docker 会显示 name invalid），而且主机名之后的名称中没有斜杠。缺少权限时返回的是 403。',
    },
  },
});

function nameless(push: LintedPush): LintClaim<{ corrected: string }> | undefined {
  const name = pushedName(push);
  if (name?.problem?.kind !== 'no-owner') return undefined;
  const place = placeOfName(push.push.act, push.job.job, 'name');
  return {
    confidence: 'certain',
    ...placeOfPush(push),
    ...(place ? { location: place } : {}),
    mend: () => withOwner(push),
    detail: { corrected: name.problem.corrected },
  };
}

/** The repository's owner in front, wherever the file writes the name: nobody else's token is at hand. */
function withOwner(push: LintedPush): Mend | null {
  const owner = repositoryOwner(push.repository)?.toLowerCase();
  if (owner === undefined || push.job.chain.isForeign || !isByJobToken(push)) return null;
  const { document, found } = push.push.act;
  const given = withoutAbsent(found.reference).trim();
  const name = /^[^/]+\/([^/:@]+)/.exec(given)?.[1];
  if (name === undefined || hasHole(name)) return null;
  const { registry, job } = push;
  const edits = renameEdits(document, given, `${registry}/${owner}/${name}`);
  if (edits.length > 0) return ofName(push, edits);
  // In other jobs the same variable may come to something else.
  const jobs = child(document.root, 'jobs');
  const isIn = (node: Span | null, { start }: Span) =>
    node !== null && node.start <= start && start < node.end;
  const isAsked = (value: Span) => isIn(job.job.node, value) || !isIn(jobs, value);
  return ofName(push, ownerInFront(document, { registry, owner }, isAsked));
}
