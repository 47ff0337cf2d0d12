/** How a login that a log shows failing is mended: in the words of what makes it, at the line that writes it. */
import type { Localized } from '../../types.js';
import type { Facts } from '../facts.js';
import { han } from '../han.js';
import type { Lacking, LoggedLogin } from '../questions/logged-login.js';
import { en } from '../wording.js';
import { renewRun } from './mended-file.js';

interface Words {
  /** It has nothing to log in with. */
  give(f: Facts, login: LoggedLogin, lacks: Lacking, mayUseJobToken: boolean): string;
  /** Its token is refused. */
  renew(f: Facts, login: LoggedLogin): string;
  /** Said after it, where the job's own token can do the same. */
  quicker(f: Facts): string;
}

const JOB_TOKEN = '${{ secrets.GITHUB_TOKEN }}';
const USER = 'username: ${{ github.actor }}';

/** A step of a workflow, or the text would speak of another place. */
export const LOGIN_WORDS: Localized<Words> = {
  en: {
    give(f, { by, isAction, secret, place, mended }, lacks, mayUseJobToken) {
      if (mended) return renewRun.en(mended, given(lacks));
      const what = `${by || 'the login'}${place ? ` (${place})` : ''}`;
      const level = `packages: ${levelOf(f)} in the permissions of the job`;
      const passed =
        'A called workflow gets only the secrets that its caller passes on (secrets: inherit passes all), and Dependabot has secrets of its own.';
      const user = lacks === 'username' || lacks === 'both' ? USER : '';
      if (lacks === 'username' && isAction) return `Give ${what} the input ${USER}.`;
      const named = secret && secret !== 'GITHUB_TOKEN' ? secret : '';
      if (named) {
        const own = mayUseJobToken ? `, or log in with ${JOB_TOKEN} instead, with ${level}` : '';
        return `Define the secret ${named}, from which ${what} takes its password${own}. ${passed}`;
      }
      if (isAction)
        return `Give ${what} the input${user ? `s ${user} and` : ''} password: ${JOB_TOKEN}, with ${level}; or a secret that is defined. ${passed}`;
      return `Give ${what} a token that is there in this run, piped in with --password-stdin from a variable that the env of the step sets: ${JOB_TOKEN}, with ${level}; or a secret that is defined. ${passed}`;
    },
    renew: (f, { secret, place }) =>
      secret === 'GITHUB_TOKEN'
        ? `Start a new run: each job gets a GITHUB_TOKEN of its own, which ends with the job. If that one is refused too, see whether the login of that run${place ? ` (${place})` : ''} read this token or another secret.`
        : `Make a new classic personal access token with ${en.scope(f)} and store it as ${secret ? `the secret ${secret}` : 'the secret that the login reads'}${place ? ` (${place})` : ''}.`,
    quicker: (f) =>
      `Quicker, for a package of the repository's own owner: log in with ${JOB_TOKEN}, and packages: ${levelOf(f)} in the permissions of the job.`,
  },
  'zh-CN': {
    give(f, { by, isAction, secret, place, mended }, lacks, mayUseJobToken) {
      if (mended) return renewRun['zh-CN'](mended, given(lacks));
      const what = `${by || '登录步骤'}${place ? `（${place}）` : ''}`;
      const level = han`在作业的 permissions 中设置 packages: ${levelOf(f)}`;
      const passed = han`被调用的工作流只能得到调用方传入的机密（secrets: inherit 会传入全部机密），Dependabot 则使用单独的机密。`;
      const user = lacks === 'username' || lacks === 'both' ? USER : '';
      if (lacks === 'username' && isAction) return han`请为 ${what} 设置输入 ${USER}。`;
      const named = secret && secret !== 'GITHUB_TOKEN' ? secret : '';
      if (named) {
        const own = mayUseJobToken ? han`；或者改用 ${JOB_TOKEN} 登录，并${level}` : '';
        return han`请定义机密 ${named}，${what} 的密码取自它${own}。${passed}`;
      }
      if (isAction)
        return han`请为 ${what} 设置输入 ${user ? `${user} 和 ` : ''}password: ${JOB_TOKEN}，并${level}；也可以使用已定义的机密。${passed}`;
      return han`请为 ${what} 提供本次运行中存在的令牌：在该步骤的 env 中用 ${JOB_TOKEN} 设置一个变量，并通过 --password-stdin 传入，同时${level}；也可以使用已定义的机密。${passed}`;
    },
    renew: (f, { secret, place }) =>
      secret === 'GITHUB_TOKEN'
        ? han`请启动新的运行：每个作业都有自己的 GITHUB_TOKEN，它随作业结束而失效。如果仍被拒绝，请查看该次运行的登录步骤${place ? `（${place}）` : ''}读取的是这个令牌还是其他机密。`
        : han`请新建一个具有 ${en.scope(f)} 作用域的经典个人访问令牌，并保存为${secret ? `机密 ${secret}` : '登录步骤所读取的机密'}${place ? `（${place}）` : ''}。`,
    quicker: (f) =>
      han`如果软件包属于本存储库的所有者，更快的办法是用 ${JOB_TOKEN} 登录，并在作业的 permissions 中设置 packages: ${levelOf(f)}。`,
  },
};

function given(lacks: Lacking): string {
  return lacks === 'username' ? 'username' : JOB_TOKEN;
}

function levelOf({ access }: Facts): 'read' | 'write' {
  return access === 'pull' ? 'read' : 'write';
}
