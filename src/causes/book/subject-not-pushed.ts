import { cause } from '../cause.js';
import { says, WORDS } from '../questions.js';
import { en, han, zh } from '../wording.js';

/** cosign's, of the image that is to be signed. */
const NOT_IN_REGISTRY = /\bentity not found in registry\b/i;

/** An attestation or a signature is stored beside its image, and that image is not in the registry. */
export const subjectNotPushed = cause({
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
  },

  explains(seen) {
    if (says(seen, /OCIError: Error uploading artifact|expected 200, received 404/i)) {
      const refused = seen.status !== null && seen.status !== 404;
      return { confidence: refused ? 'possible' : 'likely' };
    }
    const attested = seen.client === 'cosign' || seen.client === 'attest';
    return attested && seen.kind === 'missing' && says(seen, WORDS.manifest, NOT_IN_REGISTRY)
      ? { confidence: 'likely' }
      : undefined;
  },

  text: {
    en: {
      title: 'There is no such image to attest',
      message: (f) =>
        `The attestation (or signature) belongs to ${en.image(f)} in the registry, and the registry has no image with that digest: it was not pushed, or to another name.`,
      fix: () =>
        'Attest only in runs that push: give this step the same condition as the push, and the digest that the push step gives out.',
      tell: (f) =>
        `Ask for the digest: docker buildx imagetools inspect ${f.image || 'IMAGE'}@DIGEST. If it is there, the attestation was refused for lack of a login or a permission.`,
      folk: () =>
        'More permissions (id-token, attestations) do not help here: the signature was made, and has nothing to be stored beside.',
    },
    'zh-CN': {
      title: '要证明的镜像不存在',
      message: (f) =>
        han`证明（attestation）或签名要附加到注册表中的 ${zh.image(f)}，但注册表中没有该摘要的镜像：它没有被推送，或者推送到了另一个名称。`,
      fix: () =>
        '请只在推送镜像的运行中生成证明：让此步骤与推送步骤使用相同的条件，并使用推送步骤输出的摘要。',
      tell: (f) =>
        han`查询该摘要：docker buildx imagetools inspect ${f.image || 'IMAGE'}@DIGEST。如果存在，则是因为没有登录或缺少权限而被拒绝。`,
      folk: () => '增加权限（id-token、attestations）在这里没有用：签名已经生成，只是没有可以附加的镜像。',
    },
  },
});
