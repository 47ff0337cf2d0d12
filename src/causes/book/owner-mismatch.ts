import { repositoryOwner } from '../../evidence/repository-name.js';
import type { TextEdit } from '../../fix/diff.js';
import { renameEdits } from '../../fix/names.js';
import { rewrittenNames } from '../../fix/rewritten-names.js';
import { replaceWord } from '../../fix/words.js';
import type { Confidence } from '../../types.js';
import { withoutAbsent } from '../../workflow/language/origins.js';
import { hasHole } from '../../workflow/language/values.js';
import { placeOfName } from '../../workflow/reading/names/place.js';
import { type NameSource, ownerSources, placeOfSource } from '../../workflow/reading/names/source.js';
import { child, list, map, type Span, text, type YamlNode } from '../../workflow/text/document.js';
import { jobEntries } from '../../workflow/text/job.js';
import type { Case, LintedPush } from '../case.js';
import { causeWith, type Mend } from '../cause.js';
import { mendOf, ofName, onlyShown } from '../claims/mends.js';
import { newToken } from '../claims/pages.js';
import { placeOfPart } from '../claims/places.js';
import { han } from '../han.js';
import { isPull, isPush, wasAsked } from '../questions/asked.js';
import { ownersDiffer } from '../questions/image.js';
import { isRightRefused } from '../questions/refusal.js';
import { isReadOnly } from '../questions/run.js';
import {
  mayNotWrite,
  REGISTRY_ANSWERS,
  REGISTRY_SENTENCES,
  saidNothing,
  says,
  withoutReason,
} from '../questions/said.js';
import { hasHint, hasMixedScopes, mayBeJobTokens } from '../questions/token.js';
import { type ForeignOwner, foreignOwner } from '../texts/names/owners.js';
import { pushedName } from '../texts/names/pushed-name.js';
import { placeOfPush } from '../texts/pushed.js';
import { en, zh } from '../wording.js';

/** GITHUB_TOKEN belongs to one repository and writes in the namespace of that repository's owner only. */
export const ownerMismatch = causeWith<Detail>()({
  id: 'owner-mismatch',
  severity: 'error',
  onlyInWorkflows: true,
  sources: [
    'facts W2, W11',
    'GitHub docs: Publishing and installing a package with GitHub Actions',
    'grafana/k6#2111',
  ],
  says: [REGISTRY_SENTENCES.noInstallation, REGISTRY_SENTENCES.create],
  seen: [
    'denied: permission_denied: The requested installation does not exist.',
    'denied: installation not allowed to Create organization package',
  ],
  answers: [
    { step: 'upload', status: 403, message: REGISTRY_ANSWERS.noInstallation },
    { step: 'upload', status: 403, message: REGISTRY_ANSWERS.create },
  ],
  example: {
    repository: 'REPOSITORY-OWNER/REPOSITORY',
    repositoryOwner: 'REPOSITORY-OWNER',
  },
  page: (f) => newToken(f.serverUrl, f.access),
  change: {
    language: 'yaml',
    before: 'tags: ghcr.io/OTHER/NAME:latest',
    after: 'tags: ghcr.io/${{ github.repository_owner }}/NAME:latest # in lower case',
    inChinese: { 'in lower case': '须为小写' },
  },
  exampleDetail: { instead: 'ghcr.io/REPOSITORY-OWNER/NAME' },
  refusesEveryRun: true,
  isOfOwner: true,
  mends: 'owner',

  explains(seen) {
    const another = ownersDiffer(seen);
    const { owner, registry, image } = seen;
    const detail = {
      instead: another && image ? `${registry}/${owner?.toLowerCase()}/${image.package}` : '',
    };
    const confidence = wasAsked(seen) ? ofAnswer(seen, another) : ofLog(seen, another);
    if (!confidence) return undefined;
    if (!wasAsked(seen) || !another) return { confidence, detail };
    const url = newToken(seen.serverUrl, seen.access);
    return { confidence, url, ...placeOfPart(seen, 'name'), detail };
  },

  lints: {
    push(push) {
      if (push.run.trigger.fork) return undefined;
      const foreign = foreignOwner(push);
      if (!foreign) return undefined;
      const sources =
        foreign.why === 'whoever-pushes' ? [] : ownerSources(push, foreign.owner, push.registry);
      const place = placeOfSource(sources) ?? placeOfName(push.push.act, push.job.job, 'name');
      const own = repositoryOwner(push.repository)?.toLowerCase();
      return {
        confidence: foreign.why ? 'possible' : 'certain',
        ...(foreign.why ? { severity: 'warning' } : {}),
        ...placeOfPush(push),
        ...(place ? { location: place } : {}),
        facts: { owner: foreign.owner },
        mend: () => ownOwner(push, foreign) ?? ownSources(push, foreign, sources),
        detail: {
          instead: `${push.registry}/${own ?? 'OWNER'}/${pushedName(push)?.image.package || 'NAME'}`,
          ...(foreign.why ? { why: foreign.why } : {}),
        },
      };
    },
  },

  text: {
    en: {
      title: 'GITHUB_TOKEN cannot be used for another owner',
      message: (f, { why }) =>
        why === 'whoever-pushes'
          ? `The owner in the name is whoever starts the run. GITHUB_TOKEN belongs to ${en.repository(f)}: the push of anybody but ${f.repositoryOwner || "that repository's owner"} is refused.`
          : why === 'another-account'
            ? `The name belongs to ${f.owner}, who is neither the owner of ${en.repository(f)} nor the account that logs in.`
            : why === 'placeholder'
              ? `${f.owner} stands in the name for the real owner.`
              : `${en.refusal(f)} GITHUB_TOKEN belongs to ${en.repository(f)} and only works in the namespace of ${f.repositoryOwner || "that repository's owner"}, not of ${f.owner || 'anybody else'}.`,
      fix: (f, detail) =>
        detail.why
          ? `Push to ${detail.instead}, or to the account that the token belongs to.`
          : f.access === 'pull'
            ? `Log in with a classic personal access token with read:packages of an account that may read this package.`
            : `${detail.instead ? `Push to ${detail.instead}` : "Push under the repository's own owner"}, or log in with a classic personal access token of an account that may write to ${en.owner(f)}.`,
      tell: () =>
        'Compare the first part of the image name with the owner of the repository, without regard to case. In a fork, and after a transfer, the owner is another one.',
    },
    'zh-CN': {
      title: 'GITHUB_TOKEN 不能用于其他所有者',
      message: (f, { why }) =>
        why === 'whoever-pushes'
          ? han`名称中的所有者是触发运行的人。GITHUB_TOKEN 属于 ${zh.repository(f)}，除 ${f.repositoryOwner || '该存储库所有者'} 之外，其他人触发的推送都会被拒绝。`
          : why === 'another-account'
            ? han`名称属于 ${f.owner}，它既不是 ${zh.repository(f)} 的所有者，也不是用于登录的帐户。`
            : why === 'placeholder'
              ? han`名称中的 ${f.owner} 只是占位符，应当换成真正的所有者。`
              : han`${zh.refusal(f)}GITHUB_TOKEN 属于 ${zh.repository(f)}，只能在 ${f.repositoryOwner || '该存储库所有者'} 的命名空间中使用，不能用于 ${f.owner || '其他所有者'}。`,
      fix: (f, detail) =>
        detail.why
          ? han`请推送到 ${detail.instead}，或推送到令牌所属的帐户。`
          : f.access === 'pull'
            ? '请使用有权读取此软件包的帐户的经典个人访问令牌（具有 read:packages 作用域）登录。'
            : han`请推送到 ${detail.instead || '存储库所有者自己的命名空间'}，或者改用对 ${zh.owner(f)} 有写入权限的帐户的经典个人访问令牌登录。`,
      tell: () =>
        '把镜像名称的第一部分与存储库的所有者进行比较，不区分大小写。在复刻中以及存储库转移之后，所有者会不同。',
    },
  },
});

interface Detail {
  instead: string;
  /** Only likely, from how the name is written; else GITHUB_TOKEN is surely the wrong token for it. */
  why?: NonNullable<ForeignOwner['why']>;
}

function ofAnswer(seen: Case, another: boolean): Confidence | null {
  if (!mayBeJobTokens(seen) || says(seen, REGISTRY_SENTENCES.noOwner)) return null;
  const strange = says(seen, REGISTRY_SENTENCES.noInstallation);
  if (!another) return strange && seen.owner === null ? 'likely' : null;
  const wording = strange || mayNotWrite(seen) || saidNothing(seen);
  const ruledOut = isPull(seen) || isReadOnly(seen);
  if (strange || (wording && !ruledOut)) return 'certain';
  return says(seen, REGISTRY_SENTENCES.readPackage, REGISTRY_SENTENCES.manifest) || seen.status === 404
    ? 'possible'
    : 'likely';
}

function ofLog(seen: Case, another: boolean): Confidence | null {
  if (says(seen, REGISTRY_SENTENCES.noInstallation)) {
    // One foreign repository among several spoils the whole request (facts, number 5).
    if (hasMixedScopes(seen)) return 'possible';
    return another ? 'certain' : 'likely';
  }
  if (!isPush(seen) || !isRightRefused(seen)) return null;
  const named = mayNotWrite(seen);
  // A person's token may well write elsewhere.
  if (another && (named || (withoutReason(seen) && !hasHint(seen, 'classic', 'app', 'secret'))))
    return named && seen.level === 'write' ? 'certain' : 'likely';
  const bare = withoutReason(seen) && seen.status === 403 && seen.access === 'push';
  const open = (says(seen, REGISTRY_SENTENCES.create) || bare) && seen.owner === null;
  return open && seen.level !== 'none' && seen.level !== 'read' ? 'possible' : null;
}

/** The repository's owner in the name, where the file writes it out: shown, for another package is pushed then. */
function ownOwner(push: LintedPush, { owner, why }: ForeignOwner): Mend | null {
  const own = repositoryOwner(push.repository);
  const { document, found } = push.push.act;
  if (own === null || push.job.chain.isForeign) return null;
  const elsewhere = jobsOfOtherTokens(push);
  const isOfOurs = ({ start }: TextEdit) => !elsewhere.some((job) => job.start <= start && start < job.end);
  const inFile = (edits: readonly TextEdit[]) => onlyShown(ofName(push, edits.filter(isOfOurs)));
  if (why !== 'whoever-pushes') {
    const given = withoutAbsent(found.reference).trim();
    const [, path] = /^[^/]+\/[^/]+\/([^:@]+)/.exec(given) ?? [];
    if (path === undefined || hasHole(path) || !given.toLowerCase().includes(`/${owner}/`)) return null;
    return inFile(renameEdits(document, given, `${push.registry}/${own.toLowerCase()}/${path}`));
  }
  // github.repository_owner keeps its capital letters, which only metadata-action lowers.
  if (own !== own.toLowerCase() && !placeOfName(push.push.act, push.job.job, 'name')) return null;
  const edits = ['github.actor', 'github.triggering_actor'].flatMap((name) =>
    replaceWord(document, name, 'github.repository_owner'),
  );
  // A script has the same in variables.
  const inScript = ['GITHUB_ACTOR', 'GITHUB_TRIGGERING_ACTOR'].flatMap((name) =>
    replaceWord(document, name, 'GITHUB_REPOSITORY_OWNER'),
  );
  // A user name is followed by no path.
  return inFile([
    ...edits.filter(({ end }) => /^\s*\}\}\//.test(document.text.slice(end, end + 20))),
    ...inScript.filter(({ start, end }) => isPathOf(document.text.slice(start - 2, end + 2))),
  ]);
}

/** `$NAME/` or `${NAME}/`, with what stands two characters around the name. */
function isPathOf(around: string): boolean {
  return /^(?:.\$\w+\/.|\$\{\w+\}\/)$/s.test(around);
}

/** The repository's owner in these: shown, for nobody knows what else they are for. */
function ownSources(push: LintedPush, { owner }: ForeignOwner, sources: readonly NameSource[]): Mend | null {
  const own = repositoryOwner(push.repository)?.toLowerCase();
  if (own === undefined || push.job.chain.isForeign) return null;
  const to = (value: string) => {
    const at = value.toLowerCase().indexOf(owner);
    return value.slice(0, at) + own + value.slice(at + owner.length);
  };
  // One leg of a matrix would be another one again.
  const isLeg = ({ scalar }: NameSource) => isBesideIn(push.job.job.node, scalar, to(String(scalar.value)));
  return sources.some(isLeg) ? null : onlyShown(mendOf(rewrittenNames(sources, to)));
}

/** Does a list of the job's matrix have a value, and this other one beside it? */
function isBesideIn(job: YamlNode, value: YamlNode, other: string): boolean {
  const lists = map(child(child(job, 'strategy'), 'matrix'))?.entries.flatMap(
    (each) => list(each.value.node) ?? [],
  );
  return (lists ?? []).some(
    ({ items }) => items.some(({ node }) => node === value) && items.some(({ node }) => text(node) === other),
  );
}

/** Jobs of the file that push with a secret of their own: what they write may well be meant for that owner. */
function jobsOfOtherTokens({ push, job }: LintedPush): Span[] {
  const { document } = push.act;
  return jobEntries(document)
    .map(({ value }) => value.node)
    .filter((node) => node !== job.job.node)
    .filter(({ start, end }) => {
      const text = document.text.slice(start, end);
      return /\bpush\b/.test(text) && /\bsecrets\.(?!GITHUB_TOKEN\b)/i.test(text);
    });
}
