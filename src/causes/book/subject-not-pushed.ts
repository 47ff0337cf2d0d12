import { child, text } from '../../workflow/text/document.js';
import type { StepText } from '../../workflow/text/job.js';
import { locate } from '../../workflow/text/places.js';
import type { LintedPush } from '../case.js';
import { causeWith } from '../cause.js';
import { han } from '../han.js';
import { REGISTRY_SENTENCES, says } from '../questions/said.js';
import { placeOfPush } from '../texts/pushed.js';
import { en, zh } from '../wording.js';

/** cosign's, of the image that is to be signed. */
const NOT_IN_REGISTRY = /\bentity not found in registry\b/i;

/** An attestation or a signature is stored beside its image, and that image is not in the registry. */
export const subjectNotPushed = causeWith<Detail>()({
  id: 'subject-not-pushed',
  severity: 'error',
  sources: ['facts W18', 'actions/attest-build-provenance#747', 'actions/attest-sbom#55'],
  says: [
    /OCIError: Error uploading artifact/i,
    /manifests\/sha256:\S+ - expected 200, received 404/i,
    NOT_IN_REGISTRY,
  ],
  seen: [
    'Error: OCIError: Error uploading artifact to container registry',
    'Error: Error fetching https://ghcr.io/v2/octo/app/manifests/sha256:0123 - expected 200, received 404',
  ],
  answers: [{ step: 'manifest-pull', status: 404, message: 'MANIFEST_UNKNOWN: manifest unknown' }],
  change: {
    language: 'yaml',
    before: '- uses: actions/attest-build-provenance@v3',
    after:
      "- uses: actions/attest-build-provenance@v3\n  if: github.event_name != 'pull_request' # as push: is",
    inChinese: { 'as push: is': '与 push: 的条件一致' },
  },

  exampleDetail: { built: null },

  explains(seen) {
    const detail = { built: null };
    if (says(seen, /OCIError: Error uploading artifact|expected 200, received 404/i)) {
      const refused = seen.status !== null && seen.status !== 404;
      return { confidence: refused ? 'possible' : 'likely', detail };
    }
    const attested = seen.client === 'cosign' || seen.client === 'attest';
    return attested && seen.kind === 'missing' && says(seen, REGISTRY_SENTENCES.manifest, NOT_IN_REGISTRY)
      ? { confidence: 'likely', detail }
      : undefined;
  },

  lints: {
    push(push) {
      const build = unpushedBuild(asOfEveryone(push));
      if (!build) return undefined;
      const { file, line } = locate(push.push.act.document, build.node);
      return {
        confidence: 'certain',
        ...placeOfPush(push),
        facts: { event: push.run.trigger.event ?? '' },
        detail: { built: `${file}:${line}` },
      };
    },
  },

  text: {
    en: {
      title: 'There is no such image to attest',
      message: (f, { built }) =>
        built === null
          ? `The attestation (or signature) belongs to ${en.image(f)} in the registry, and the registry has no image with that digest: it was not pushed, or to another name.`
          : `The attestation (or signature) belongs to ${en.image(f)} in the registry, and in this run${f.event && ` (${f.event})`} the step that builds the image (${built}) does not push it: the registry has nothing to store it beside.`,
      fix: () =>
        'Attest (or sign) only in runs that push: give this step the same condition as the push, and the digest that the push step gives out.',
      tell: (f) =>
        `Ask for the digest: docker buildx imagetools inspect ${f.image || 'IMAGE'}@DIGEST. If it is there, the attestation was refused for lack of a login or a permission.`,
      folk: () =>
        'More permissions (id-token, attestations) do not help here: the signature was made, and has nothing to be stored beside.',
    },
    'zh-CN': {
      title: '要证明的镜像不存在',
      message: (f, { built }) =>
        built === null
          ? han`证明（attestation）或签名要附加到注册表中的 ${zh.image(f)}，但注册表中没有该摘要的镜像：它没有被推送，或者推送到了另一个名称。`
          : han`证明（attestation）或签名要附加到注册表中的 ${zh.image(f)}，而在本次运行${f.event && `（${f.event}）`}中，构建该镜像的步骤（${built}）不会推送它：注册表中没有可以附加的镜像。`,
      fix: () =>
        '请只在推送镜像的运行中生成证明或签名：让此步骤与推送步骤使用相同的条件，并使用推送步骤输出的摘要。',
      tell: (f) =>
        han`查询该摘要：docker buildx imagetools inspect ${f.image || 'IMAGE'}@DIGEST。如果存在，则是因为没有登录或缺少权限而被拒绝。`,
      folk: () => '增加权限（id-token、attestations）在这里没有用：签名已经生成，只是没有可以附加的镜像。',
    },
  },
});

interface Detail {
  /** Where the step stands that builds the image and does not push it; null: nobody saw one. */
  built: string | null;
}

/** `${{ steps.build.outputs.digest }}` alone. */
const DIGEST_OF = /^\$\{\{\s*steps\.([\w-]+)\.outputs\.digest\s*\}\}$/;

/** A digest behind a name in a command: such an expression, or a variable. */
const BEHIND_NAME = /@["']?(?:(\$\{\{[^}\n]{1,100}\}\})|\$\{?(\w{1,100}))/;

/**
 * A fork's run of the same event may write nothing, for whatever the step is given (facts W4); but where the run of everyone else
 * has nothing to attest either, the condition of the push mends both.
 */
function asOfEveryone(linted: LintedPush): LintedPush {
  const { job, run, push } = linted;
  if (!run.trigger.fork || !push.act.found.isBeside) return linted;
  const everyones = job.runs.find(({ trigger }) => trigger.event === run.trigger.event && !trigger.fork);
  const same = everyones?.pushes.find(
    ({ act }) => act.place.start === push.act.place.start && act.document === push.act.document,
  );
  return everyones && same ? { ...linted, run: everyones, push: same } : linted;
}

/**
 * The step of docker/build-push-action whose digest is attested or signed at the registry, in a run in which it surely is
 * and nothing of the job pushes an image; null where there is none, or something pushes that is not read.
 */
function unpushedBuild({ job, run, push }: LintedPush): StepText | null {
  const { act, isAfterUnread } = push;
  if (!act.found.isBeside || act.runs !== 'yes' || run.trigger.fork || isAfterUnread) return null;
  const isImage = ({ found }: typeof act) => found.role === 'image' && !found.isBeside;
  if (run.hidden.length > 0 || run.pushes.some((each) => isImage(each.act))) return null;
  const id = DIGEST_OF.exec(digestOf(act)?.trim() ?? '')?.[1];
  const build = id === undefined ? null : job.job.steps.find((each) => each.id === id);
  return build?.uses?.action === 'docker/build-push-action' && act.document === job.document ? build : null;
}

/** What the step, or its command, says of the digest of the image. */
function digestOf({ document, place, step: { node, uses } }: LintedPush['push']['act']): string | null {
  if (uses) return text(child(child(node, 'with'), 'subject-digest'));
  const [, written, name] = BEHIND_NAME.exec(document.text.slice(place.start, place.end)) ?? [];
  return written ?? (name === undefined ? null : text(child(child(node, 'env'), name)));
}
