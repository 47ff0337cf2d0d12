/** What `explain` says where it names no cause: what failed all the same, and what that is where it can be told. */

import { han } from '../../causes/han.js';
import type { FailureReason, LogFailure, LogReading } from '../../evidence/log/types.js';
import type { Language, Localized } from '../../types.js';

/** @param failures of all readings, the same as theirs, each with the name of its log */
export function silenceWords(
  readings: readonly LogReading[],
  failures: readonly (LogFailure & { file: string })[],
  language: Language,
): string {
  const say = WORDS[language];
  const lines = readings.reduce((sum, reading) => sum + reading.lines, 0);
  if (failures.length === 0) return say.nothing(lines);
  const place = ({ file, line }: { file: string; line: number }) =>
    readings.length > 1 ? `${file}:${line}` : String(line);
  const reasons = new Set(failures.flatMap(({ reason }) => reason ?? []));
  const others = new Set(failures.flatMap(({ elsewhere }) => elsewhere ?? []));
  const areElsewhere = failures.every(({ elsewhere }) => elsewhere !== null);
  const failed = areElsewhere ? say.elsewhere([...others].slice(0, MOST_NAMED)) : say.failed;
  const what = reasons.size > 0 ? [...reasons].map((each) => say.reasons[each]) : [failed];
  return [...what, ...failures.map((one) => `${place(one)}: ${one.text}`)].join('\n');
}

/** Other registries that are named. */
const MOST_NAMED = 3;

interface Words {
  nothing(lines: number): string;
  /** Before lines that all tell of registries that are not GitHub's. */
  elsewhere(hosts: string[]): string;
  /** Before the lines that failed. */
  failed: string;
  reasons: Record<FailureReason, string>;
}

const WORDS: Localized<Words> = {
  en: {
    nothing: (lines) =>
      `${lines === 1 ? '1 line' : `${lines} lines`} read: no refusal by GitHub's container registry, and none by GitHub about a package.`,
    elsewhere: (hosts) =>
      `No refusal by GitHub's registry: what failed was asked of ${hosts.join(', ')}, and is to be mended there:`,
    failed: 'No refusal that is known; these lines failed:',
    reasons: {
      'at-hub':
        "So Docker Hub refuses: a name without a registry in front, such as octo/app, goes there. If GitHub's registry was meant, write ghcr.io/OWNER/NAME wherever the image is tagged, pushed or pulled:",
      'no-catalog':
        "GitHub's registry keeps no list of all its images (/v2/_catalog) and refuses it to everybody, whatever the token. Ask for one image by its name (/v2/OWNER/NAME/tags/list), or let GitHub's API list the packages of an owner: gh api '/users/OWNER/packages?package_type=container':",
      'not-started':
        "GitHub does not accept the workflow's file, or one that it calls, so nothing was started and no registry was asked. The file and the place to mend stand here, or on the page of the run:",
      'helper-missing':
        "docker's configuration (credsStore or credHelpers in ~/.docker/config.json) names a credential helper that is not installed where this ran, so there is no login to use. Take the entry out or install the helper, and log in again:",
      'helper-locked':
        'The credential helper keeps logins in a keychain that needs a desktop session, and there is none, as over ssh or in a service. Unlock it first (on a Mac: security unlock-keychain), or take credsStore out of ~/.docker/config.json and log in again:',
      'helper-keyless':
        'The credential helper keeps logins with pass, which has no key that it can use here. Make one with gpg --generate-key and pass init, or take credsStore out of ~/.docker/config.json and log in again:',
      'helper-failed':
        'The credential helper that keeps the logins (credsStore or credHelpers in ~/.docker/config.json) failed, so there is no login to use. Mend it or take the entry out, and log in again:',
    },
  },
  'zh-CN': {
    nothing: (lines) =>
      `已读取 ${lines} 行：没有发现 GitHub 容器注册表的拒绝，也没有发现 GitHub 关于软件包的拒绝。`,
    elsewhere: (hosts) =>
      han`没有发现 GitHub 注册表的拒绝：失败的请求发往 ${hosts.join('、')}，请在那里解决：`,
    failed: '没有发现已知的拒绝；以下各行出现了错误：',
    reasons: {
      'at-hub':
        '这是 Docker Hub 的拒绝：前面没有注册表的名称（例如 octo/app）会发往 Docker Hub。如果本意是 GitHub 的注册表，请在打标签、推送或拉取该镜像的各处写成 ghcr.io/OWNER/NAME：',
      'no-catalog':
        "GitHub 的注册表不提供全部镜像的列表（/v2/_catalog），无论使用什么令牌都会拒绝。请按名称查询单个镜像（/v2/OWNER/NAME/tags/list），或者通过 GitHub API 列出某个所有者的软件包：gh api '/users/OWNER/packages?package_type=container'：",
      'not-started':
        'GitHub 不接受该工作流文件或它所调用的文件，因此什么都没有启动，也没有询问任何注册表。需要修改的文件和位置见以下各行，或者见运行页面：',
      'helper-missing':
        'docker 的配置（~/.docker/config.json 中的 credsStore 或 credHelpers）指定的凭据助手在运行处没有安装，因此没有可用的登录凭据。请删除该条目或安装该助手，然后重新登录：',
      'helper-locked':
        '凭据助手把登录凭据保存在需要桌面会话的钥匙串中，而这里没有桌面会话（例如通过 ssh 或在服务中运行）。请先解锁（在 Mac 上：security unlock-keychain），或者从 ~/.docker/config.json 中删除 credsStore 并重新登录：',
      'helper-keyless':
        '凭据助手通过 pass 保存登录凭据，而 pass 在这里没有可用的密钥。请用 gpg --generate-key 和 pass init 创建密钥，或者从 ~/.docker/config.json 中删除 credsStore 并重新登录：',
      'helper-failed':
        '保存登录凭据的凭据助手（~/.docker/config.json 中的 credsStore 或 credHelpers）出错，因此没有可用的登录凭据。请修复它或删除该条目，然后重新登录：',
    },
  },
};
