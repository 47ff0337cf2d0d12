import { cause } from '../cause.js';
import { han } from '../han.js';
import { isPush } from '../questions/asked.js';
import { REGISTRY_SENTENCES, says, withoutReason } from '../questions/said.js';
import { en, zh } from '../wording.js';

/** Seconds. Measured: 0.8 to 3.7 (facts, number 7); a client may need some more to get to the next push. */
const SETTLING = 60;

/** The push that creates a package works, and the next one is seconds too early. */
export const newPackageRace = cause({
  id: 'new-package-race',
  severity: 'error',
  sources: ['facts W16, number 7', 'docker/build-push-action#981'],
  says: [REGISTRY_SENTENCES.readPackage, /from HEAD request to \S+\/blobs\/\S+: 403 Forbidden/i],
  seen: [
    'denied: permission_denied: read_package',
    'unexpected status from HEAD request to https://ghcr.io/v2/octo/app/blobs/sha256:0123: 403 Forbidden',
  ],
  answers: [
    { step: 'blob', status: 403, message: '' },
    { step: 'manifest-pull', status: 403, message: 'DENIED: permission_denied: read_package' },
  ],
  change: {
    language: 'sh',
    before: 'docker push ghcr.io/OWNER/NAME:1\ndocker push ghcr.io/OWNER/NAME:latest',
    after: 'docker buildx build --push -t ghcr.io/OWNER/NAME:1 -t ghcr.io/OWNER/NAME:latest .',
  },

  explains(seen) {
    const { progress, step, method, whole } = seen;
    // Nothing is pushed when we ask.
    if (!progress) return undefined;
    const named = says(seen, REGISTRY_SENTENCES.readPackage);
    if (!named && !(withoutReason(seen) && isPush(seen))) return undefined;
    // It is the package that was made a moment before which is not ready.
    if (progress.pushedOthers) return named ? { confidence: 'possible' } : undefined;
    const soon = progress.pushed && (progress.sincePush === null || progress.sincePush <= SETTLING);
    if (soon) return { confidence: 'likely' };
    // That this very run made it shows in nothing.
    if (named) return { confidence: 'possible' };
    const head = step !== 'token' && (method === 'HEAD' || step === 'blob');
    return head && !whole && !progress.pushed ? { confidence: 'possible' } : undefined;
  },

  text: {
    en: {
      title: 'The package was created seconds ago and is not ready yet',
      message: (f) =>
        `${en.refusal(f)} A push just before created the package, and for a few seconds the registry does not know who may use it.`,
      fix: (f) =>
        `${en.Again(f)}: the package is there now. Next time push all tags and platforms in one go, or wait a minute after the first push.`,
      tell: () =>
        'If this very run has created the package, and the next run is not refused, it was this. If it comes back, a role is missing: look at Manage Actions access in the settings of the package.',
    },
    'zh-CN': {
      title: '软件包刚刚创建，尚未就绪',
      message: (f) =>
        han`${zh.refusal(f)}之前的一次推送刚创建了该软件包，在最初几秒内，注册表还不知道谁可以使用它。`,
      fix: (f) =>
        `请${zh.again(f)}，软件包现在已经存在。以后请一次推送所有标签和平台，或者在第一次推送之后等待一分钟。`,
      tell: () =>
        han`如果软件包是由本次运行创建的，而下次运行不再被拒绝，就是这个原因。如果仍被拒绝，则是缺少角色：请查看软件包设置中的 “Manage Actions access”。`,
    },
  },
});
