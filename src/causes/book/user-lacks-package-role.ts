import { cause } from '../cause.js';
import { hasScope, isUserToken, rightRefused, says, silent, WORDS } from '../questions.js';
import { heard, hints, isPush, settingsOf, withoutReason } from '../reading.js';
import { en, han, zh } from '../wording.js';

/** The token is fine; its user may not write this package. */
export const userLacksPackageRole = cause({
  id: 'user-lacks-package-role',
  severity: 'error',
  sources: ['facts W7', "GitHub docs: Configuring a package's access control and visibility"],
  says: [WORDS.writePackage],
  seen: ['denied: permission_denied: write_package'],
  answers: [{ step: 'upload', status: 403, message: 'DENIED: permission_denied: write_package' }],
  example: { token: 'GHCR_TOKEN' },
  page: (f) => f.settingsUrl,

  explains(refusal, { access }) {
    const { token, image } = refusal;
    if (access !== 'push' || !token || !isUserToken(token) || !rightRefused(refusal)) return undefined;
    const url = image.package?.settingsUrl;
    if (says(refusal, WORDS.writePackage))
      return { confidence: hasScope(token, access) === false ? 'possible' : 'likely', url };
    const open = silent(refusal) || says(refusal, WORDS.resource);
    return open && image.readable !== 'absent' ? { confidence: 'possible', url } : undefined;
  },

  reads(symptom, job) {
    // A login whose token nobody names may be a person's.
    const open =
      isPush(symptom) && withoutReason(symptom) && symptom.login !== null && !hints(job, 'job', 'app');
    if (open && job.level === 'write') return { confidence: 'possible', ...settingsOf(symptom, job) };
    if (!heard(symptom, WORDS.writePackage)) return undefined;
    return {
      confidence: hints(job, 'classic', 'oauth') ? 'likely' : 'possible',
      ...settingsOf(symptom, job),
    };
  },

  text: {
    en: {
      title: 'The user of the token may not write this package',
      message: (f) =>
        `${en.refusal(f)} The package exists, and ${f.login || `the user of ${en.token(f)}`} does not have the role Write on it.`,
      fix: (f) =>
        `Have an admin of the package give ${f.login || 'that user'} the role Write, on the settings page of the package.`,
      tell: () =>
        'The same token can push other packages of that owner. Look at the settings page of the package, under Manage access.',
    },
    'zh-CN': {
      title: '令牌所属用户不能写入此软件包',
      message: (f) =>
        han`${zh.refusal(f)}该软件包已经存在，但 ${f.login || han`${zh.token(f)} 所属的用户`} 没有它的 Write 角色。`,
      fix: (f) => han`请软件包的管理员在软件包的设置页面中，为 ${f.login || '该用户'} 授予 Write 角色。`,
      tell: () => han`同一个令牌可以推送该所有者的其他软件包。请查看软件包设置页面中的 “Manage access”。`,
    },
  },
});
