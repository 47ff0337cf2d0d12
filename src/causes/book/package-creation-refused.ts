import { causeWith } from '../cause.js';
import { packageCreation } from '../claims/pages.js';
import { han } from '../han.js';
import { isPush, wasAsked } from '../questions/asked.js';
import { isRightRefused } from '../questions/refusal.js';
import { REGISTRY_SENTENCES, saidNothing, says } from '../questions/said.js';
import { hasPackagesScope, isUserToken } from '../questions/token.js';
import { en, isBare, zh } from '../wording.js';

/** The package does not exist yet, and the token's user may not create one in that namespace. */
export const packageCreationRefused = causeWith<'person' | 'organization' | 'account'>()({
  id: 'package-creation-refused',
  severity: 'error',
  sources: [
    'facts W8',
    "GitHub docs: Configuring a package's access control and visibility",
    'orgs/community/discussions/26815',
  ],
  says: [REGISTRY_SENTENCES.createPackage],
  seen: ['denied: permission_denied: create_package'],
  answers: [{ step: 'upload', status: 403, message: 'DENIED: permission_denied: create_package' }],
  example: { token: 'GHCR_TOKEN' },
  page: (f) => packageCreation(f.serverUrl, f.owner),
  change: {
    language: 'yaml',
    before: 'tags: ghcr.io/OTHER/NAME:latest',
    after: 'tags: ghcr.io/USER-OF-THE-TOKEN/NAME:latest',
  },
  exampleDetail: 'organization',

  explains(seen) {
    const { token, image, package: about, serverUrl } = seen;
    const said = says(seen, REGISTRY_SENTENCES.createPackage);
    const page = image ? { url: packageCreation(serverUrl, image.owner) } : {};
    if (!wasAsked(seen)) return said ? { confidence: 'likely', ...page, detail: 'account' } : undefined;
    if (!isPush(seen) || !token || !isRightRefused(seen)) return undefined;
    const open =
      isUserToken(token) &&
      (saidNothing(seen) || says(seen, REGISTRY_SENTENCES.resource)) &&
      seen.readable !== 'yes';
    if (!said && !open) return undefined;
    const own = token.user?.login?.toLowerCase() === image?.owner;
    const confidence = said && !own && hasPackagesScope(token, seen.access) !== false ? 'likely' : 'possible';
    return about?.ownerType === 'User'
      ? { confidence, detail: 'person' }
      : { confidence, ...page, detail: about?.ownerType ? 'organization' : 'account' };
  },

  text: {
    en: {
      title: 'The user of the token may not create packages there',
      message: (f) =>
        `${en.refusal(f)} ${isBare(f) ? 'If the package does not exist yet,' : 'The package does not exist yet, and'} ${f.login || `the user of ${en.token(f)}`} may not create packages under ${en.owner(f)}.`,
      fix: (f, detail) =>
        detail === 'person'
          ? `Push ${f.login && f.package ? `to ${f.registry}/${f.login.toLowerCase()}/${f.package}` : "under the user's own name"}, or with a token of ${en.owner(f)}.`
          : `Have an owner of ${f.owner || 'the organization'} allow members to create packages, or push the first version as an owner.${detail === 'account' ? ' Under the account of a person, only that person creates packages.' : ''}`,
      tell: () => 'Push to a package that exists already: if that works, only creating is refused.',
    },
    'zh-CN': {
      title: '令牌所属用户不能在此创建软件包',
      message: (f) =>
        han`${zh.refusal(f)}${isBare(f) ? '如果该软件包尚不存在，则' : '该软件包尚不存在，而'} ${f.login || han`${zh.token(f)} 所属的用户`} 不能在 ${zh.owner(f)} 下创建软件包。`,
      fix: (f, detail) =>
        detail === 'person'
          ? han`请推送到 ${f.login && f.package ? `${f.registry}/${f.login.toLowerCase()}/${f.package}` : '该用户自己的命名空间'}，或者使用 ${zh.owner(f)} 的令牌。`
          : han`请由 ${f.owner || '组织'} 的所有者允许成员创建软件包，或者由所有者推送第一个版本。${detail === 'account' ? '如果它是个人帐户，则只有其本人可以创建软件包。' : ''}`,
      tell: () => '推送到一个已经存在的软件包：如果成功，被拒绝的就只是创建软件包。',
    },
  },
});
