import { cause } from '../cause.js';
import { settingsOf } from '../claims/claim-parts.js';
import { han } from '../han.js';
import { isPush, wasAsked } from '../questions/asked.js';
import { isRightRefused } from '../questions/refusal.js';
import { REGISTRY_SENTENCES, saidNothing, says, withoutReason } from '../questions/said.js';
import { hasHint, hasPackagesScope, isPersons, isUserToken, sentPersons } from '../questions/token.js';
import { en, isBare, zh } from '../wording.js';

/** The token is fine; its user may not write this package. */
export const userLacksPackageRole = cause({
  id: 'user-lacks-package-role',
  severity: 'error',
  sources: ['facts W7', "GitHub docs: Configuring a package's access control and visibility"],
  says: [REGISTRY_SENTENCES.writePackage],
  seen: ['denied: permission_denied: write_package'],
  answers: [{ step: 'upload', status: 403, message: 'DENIED: permission_denied: write_package' }],
  example: { token: 'GHCR_TOKEN' },
  page: (f) => f.settingsUrl,

  explains(seen) {
    const named = says(seen, REGISTRY_SENTENCES.writePackage);
    if (wasAsked(seen)) {
      const { token } = seen;
      if (!isPush(seen) || !isUserToken(token) || !isRightRefused(seen)) return undefined;
      const isFit = named && hasPackagesScope(token, seen.access) !== false;
      const open = saidNothing(seen) || says(seen, REGISTRY_SENTENCES.resource);
      if (!named && !(open && seen.readable !== 'absent')) return undefined;
      return { confidence: isFit ? 'likely' : 'possible', ...settingsOf(seen) };
    }
    // A login whose token nobody names may be a person's.
    const open = isPush(seen) && withoutReason(seen) && seen.login !== null && !hasHint(seen, 'job', 'app');
    if (sentPersons(seen) && isPush(seen) && withoutReason(seen) && isRightRefused(seen))
      return { confidence: 'possible', odds: 4, ...settingsOf(seen) };
    if (open && seen.level === 'write') return { confidence: 'possible', ...settingsOf(seen) };
    if (!named) return undefined;
    return { confidence: isPersons(seen) ? 'likely' : 'possible', ...settingsOf(seen) };
  },

  text: {
    en: {
      title: 'The user of the token may not write this package',
      message: (f) =>
        `${en.refusal(f)} ${isBare(f) ? 'If the package exists already,' : 'The package exists, and'} ${f.login || `the user of ${en.token(f)}`} does not have the role Write on it.`,
      fix: (f) =>
        `Have an admin of the package give ${f.login || 'that user'} the role Write, on the settings page of the package.`,
      tell: () =>
        'If the same token may push other packages of that owner, it is this: look under Manage access, on the settings page of the package.',
    },
    'zh-CN': {
      title: '令牌所属用户不能写入此软件包',
      message: (f) =>
        han`${zh.refusal(f)}${isBare(f) ? '如果该软件包已经存在，则' : '该软件包已经存在，但'} ${f.login || han`${zh.token(f)} 所属的用户`} 没有它的 Write 角色。`,
      fix: (f) => han`请软件包的管理员在软件包的设置页面中，为 ${f.login || '该用户'} 授予 Write 角色。`,
      tell: () =>
        han`如果同一个令牌可以推送该所有者的其他软件包，就是这个原因：请查看软件包设置页面中的 “Manage access”。`,
    },
  },
});
