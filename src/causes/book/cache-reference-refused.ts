import { cause } from '../cause.js';
import { settingsOf } from '../claims/claim-parts.js';
import { placeOf } from '../claims/places.js';
import { han } from '../han.js';
import { isPush, wasAsked } from '../questions/asked.js';
import { ownersDiffer } from '../questions/image.js';
import { isRightRefused } from '../questions/refusal.js';
import { REGISTRY_SENTENCES, says } from '../questions/said.js';
import { isJobToken } from '../questions/token.js';
import { en, isWorkflow, zh } from '../wording.js';

/** `cache-to: type=registry` writes a package of its own, and one refusal spoils the whole build. */
export const cacheReferenceRefused = cause({
  id: 'cache-reference-refused',
  severity: 'error',
  sources: ['facts W15, number 5', 'mrlvsb/kelvin#584', 'zeek/zeek#5756'],
  says: [/error writing layer blob: [^\n]*(?:403|denied)/i, /exporting cache[^\n]*(?:403|denied)/i],
  seen: ['ERROR: error writing layer blob: failed to copy: unexpected status: 403 Forbidden'],
  answers: [{ step: 'upload', status: 403, message: 'DENIED: permission_denied: write_package' }],
  change: {
    language: 'yaml',
    before: 'cache-to: type=registry,ref=ghcr.io/OWNER/NAME-cache,mode=max',
    after: 'cache-to: type=gha,mode=max',
  },
  folkCures: ['provenance'],

  explains(seen) {
    if (!seen.cache || !isPush(seen) || !isRightRefused(seen)) return undefined;
    const { token, level } = seen;
    // Sure once what hits everything in the job is ruled out; until then those causes stand in front.
    const role = says(seen, REGISTRY_SENTENCES.writePackage, REGISTRY_SENTENCES.createPackage);
    const granted = isJobToken(token) ? level === 'write' || (role && level === null) : role;
    return {
      confidence: wasAsked(seen) && granted && !ownersDiffer(seen) ? 'certain' : 'likely',
      ...(seen.package && !seen.package.visible ? {} : settingsOf(seen)),
      ...placeOf(seen),
    };
  },

  text: {
    en: {
      title: 'The registry cache may not be written',
      message: (f) =>
        `${en.refusal(f)} This is where cache-to exports the build cache, and ${en.token(f)} may not write there. The whole build fails with it.`,
      fix: (f) =>
        isWorkflow(f)
          ? `Use cache-to: type=gha instead, or give ${f.repository || 'the repository'} the role Write on ${f.image || 'the package of the cache'}.`
          : `Leave the cache reference out, or give whoever pushes the role Write on ${f.image || 'the package of the cache'}.`,
      tell: () =>
        'Leave out cache-to for one run. If the image is then pushed, only the cache was refused; if not, it is the job or the image.',
      folk: () => 'provenance: false does not help: it is the cache that is refused.',
    },
    'zh-CN': {
      title: '不能写入注册表缓存',
      message: (f) =>
        han`${zh.refusal(f)}cache-to 会把构建缓存导出到这里，而 ${zh.token(f)} 没有写入权限。整个构建会因此失败。`,
      fix: (f) =>
        isWorkflow(f)
          ? han`请改用 cache-to: type=gha，或者在${f.image ? ` ${f.image} ` : '缓存的软件包'}上为 ${zh.repository(f)} 授予 Write 角色。`
          : han`请去掉缓存引用，或者在${f.image ? ` ${f.image} ` : '缓存的软件包'}上为推送者授予 Write 角色。`,
      tell: () =>
        '去掉 cache-to 再运行一次。如果镜像推送成功，被拒绝的只是缓存；否则问题在于作业或镜像本身。',
      folk: () => han`provenance: false 没有用：被拒绝的是缓存。`,
    },
  },
});
