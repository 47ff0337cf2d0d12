import { cause } from '../cause.js';
import { packageCreation } from '../pages.js';
import { hasScope, isUserToken, rightRefused, says, silent, WORDS } from '../questions.js';
import { heard, serverOf } from '../reading.js';
import { en, han, zh } from '../wording.js';

/** The package does not exist yet, and the token's user may not create one in that namespace. */
export const packageCreationRefused = cause({
  id: 'package-creation-refused',
  severity: 'error',
  sources: [
    'facts W8',
    "GitHub docs: Configuring a package's access control and visibility",
    'orgs/community/discussions/26815',
  ],
  says: [WORDS.createPackage],
  seen: ['denied: permission_denied: create_package'],
  answers: [{ step: 'upload', status: 403, message: 'DENIED: permission_denied: create_package' }],
  example: { token: 'GHCR_TOKEN' },
  page: (f) => packageCreation(f.serverUrl, f.owner),
  change: {
    language: 'yaml',
    before: 'tags: ghcr.io/OTHER/NAME:latest',
    after: 'tags: ghcr.io/USER-OF-THE-TOKEN/NAME:latest',
  },

  explains(refusal, { access, run }) {
    const { token, image } = refusal;
    if (access !== 'push' || !token || !rightRefused(refusal)) return undefined;
    const said = says(refusal, WORDS.createPackage);
    const open =
      isUserToken(token) && (silent(refusal) || says(refusal, WORDS.resource)) && image.readable !== 'yes';
    if (!said && !open) return undefined;
    const own = token.user?.login?.toLowerCase() === image.image.owner;
    const person = image.package?.ownerType === 'User';
    return {
      confidence: said && !own && hasScope(token, access) !== false ? 'likely' : 'possible',
      ...(person
        ? { facts: { detail: 'person' } }
        : { url: packageCreation(run.serverUrl, image.image.owner) }),
    };
  },

  reads(symptom, job) {
    if (!heard(symptom, WORDS.createPackage)) return undefined;
    const { image, registry } = symptom;
    return {
      confidence: 'likely',
      ...(image ? { url: packageCreation(serverOf(job, registry), image.owner) } : {}),
    };
  },

  text: {
    en: {
      title: 'The user of the token may not create packages there',
      message: (f) =>
        `${en.refusal(f)} The package does not exist yet, and ${f.login || `the user of ${en.token(f)}`} may not create packages under ${en.owner(f)}.`,
      fix: (f) =>
        f.detail === 'person'
          ? `Push ${f.login && f.package ? `to ${f.registry}/${f.login.toLowerCase()}/${f.package}` : "under the user's own name"}, or with a token of ${en.owner(f)}.`
          : `Have an owner of ${en.owner(f)} allow members to create packages, or push the first version as an owner.`,
      tell: () => 'Push to a package that exists already: if that works, only creating is refused.',
    },
    'zh-CN': {
      title: '令牌所属用户不能在此创建软件包',
      message: (f) =>
        han`${zh.refusal(f)}该软件包尚不存在，而 ${f.login || han`${zh.token(f)} 所属的用户`} 不能在 ${zh.owner(f)} 下创建软件包。`,
      fix: (f) =>
        f.detail === 'person'
          ? han`请推送到 ${f.login && f.package ? `${f.registry}/${f.login.toLowerCase()}/${f.package}` : '该用户自己的命名空间'}，或者使用 ${zh.owner(f)} 的令牌。`
          : han`请由 ${zh.owner(f)} 的所有者允许成员创建软件包，或者由所有者推送第一个版本。`,
      tell: () => '推送到一个已经存在的软件包：如果成功，被拒绝的就只是创建软件包。',
    },
  },
});
