import { serviceIn } from '../../evidence/log/words/services.js';
import { cause } from '../cause.js';
import { han } from '../han.js';
import { says } from '../questions/said.js';
import { zh } from '../wording.js';

/** The registry was not even asked: the packages API refused the call. */
export const apiPermissionMissing = cause({
  id: 'api-permission-missing',
  severity: 'error',
  sources: [
    'facts G2, G3',
    'dataaxiom/ghcr-cleanup-action#28',
    'GitHub docs: Permissions for the packages API',
  ],
  says: [/Resource not accessible by (?:integration|personal access token)/i],
  seen: [
    'Error: Resource not accessible by integration - https://docs.github.com/rest/packages/packages#delete-a-package-for-an-organization',
  ],
  answers: [{ step: 'api', status: 403, message: 'Resource not accessible by integration' }],
  change: {
    language: 'yaml',
    before: 'permissions:\n  contents: read',
    after: 'permissions:\n  contents: read\n  packages: write',
  },
  folkCures: ['id-token', 'provenance'],

  explains(seen) {
    if (seen.kind !== 'api' || serviceIn(seen.text, seen.command) !== null) return undefined;
    if (says(seen, /Resource not accessible/i)) return { confidence: 'likely', facts: { said: '' } };
    const isHidden = seen.status === 404 || says(seen, /Package not found|rest\/(?:reference\/)?packages/);
    return seen.status === 403 || isHidden
      ? { confidence: seen.status === 403 ? 'likely' : 'possible', facts: { said: '' } }
      : undefined;
  },

  text: {
    en: {
      title: "The token may not call GitHub's packages API",
      message: () =>
        "It was GitHub's REST API that refused, not the registry: the token may not read, delete or change this package there.",
      fix: () =>
        'Give the job packages: write, and the repository the role Admin on the package if versions are deleted. For a package of a user account, use a classic personal access token with read:packages and delete:packages.',
      tell: () =>
        'The address of the API, or of its page under docs.github.com/rest, stands beside the message. A push is not affected: it may well work with the same token.',
      folk: () => 'A new docker login does not help: the call does not go to the registry.',
    },
    'zh-CN': {
      title: '令牌不能调用 GitHub 的软件包 API',
      message: () =>
        '拒绝请求的是 GitHub 的 REST API，而不是注册表：令牌不能通过它读取、删除或更改该软件包。',
      fix: (f) =>
        han`请为 ${zh.job(f)} 授予 packages: write；如果要删除版本，还要在软件包上为存储库授予 Admin 角色。对于用户帐户的软件包，请使用具有 read:packages 和 delete:packages 作用域的经典个人访问令牌。`,
      tell: () =>
        '消息附近有该 API 的地址，或者 docs.github.com/rest 下的页面地址。推送不受影响，用同一个令牌推送可能是成功的。',
      folk: () => '重新执行 docker login 没有用：该调用并不经过注册表。',
    },
  },
});
