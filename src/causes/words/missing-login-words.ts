/** What is said of a push that finds no login: a sentence and a cure for each reason, in each language. */
import { jobToken } from '../../fix/job-token.js';
import type { Localized, Location } from '../../types.js';
import type { CauseText } from '../cause.js';
import type { Facts } from '../facts.js';
import { han } from '../han.js';
import type { MissingLogin } from '../texts/logins/missing-logins.js';
import { en, isGitHubCom, isTyped, isWorkflow, zh } from '../wording.js';
import { misreadLogin } from './misread-login.js';

/** There is a login, and this push comes to none. */
function isElsewhere(reason: MissingLogin['reason']): boolean {
  return [
    'logout',
    'spelling',
    'part',
    'store',
    'moved',
    'declined',
    'remote',
    'user',
    'container',
    'condition',
  ].includes(reason);
}

/** The push would find another login, and is never reached. */
function isEnd(detail: MissingLogin): boolean {
  return detail.reason === 'misread' && detail.isEnd === true;
}

export const MISSING_LOGIN_WORDS: Localized<CauseText<MissingLogin>> = {
  en: {
    title: 'Nothing logs in to the registry before this',
    titleElsewhere: 'There is no login to the registry',
    titleOf: (detail) =>
      detail.reason === 'own-token'
        ? 'The login goes to Docker Hub'
        : isEnd(detail)
          ? 'The job ends at this login'
          : isElsewhere(detail.reason)
            ? 'The push does not find the login'
            : undefined,
    message(f, detail) {
      if (detail.reason === 'log')
        return `${detail.isUnasked ? `The client found no credential for ${f.registry}.` : en.refusal(f)} No login to ${f.registry} was made ${isWorkflow(f) ? 'in this job before it' : 'before it'}, or not where this client looks for it.`;
      if (detail.reason === 'inputs')
        return detail.isEmpty
          ? 'docker/login-action made no login: its input registry-auth is a list with no registry in it.'
          : 'docker/login-action made no login: it takes registry-auth, or registry, username and password, and not both.';
      const push = f.image ? `The push to ${f.image}` : 'The push';
      switch (detail.reason) {
        case 'logout':
          return `${push} comes after a logout from ${f.registry}, and finds no credential.`;
        case 'store':
          return `${push} finds no credential: the login to ${f.registry} was made with a tool whose credentials this one does not read.`;
        case 'never':
          return `${push} finds no credential: the login to ${f.registry} before it is passed over whenever the push happens, for its condition does not hold then.`;
        case 'spelling':
          return `${push} finds no credential: the login before it writes ${f.registry} in another way. Clients keep a login under the address as it is written, with its port and its capitals, and look for the host as it stands in the name of the image.`;
        case 'part':
          return `${push} finds no credential: the login before it names a part of ${f.registry}, and is kept for the images below that alone.`;
        case 'moved':
          return `${push} finds no credential: DOCKER_CONFIG, HOME or an option (--config, --authfile, --registry-config) sends it to another file than the login to ${f.registry}.`;
        case 'declined':
          return `${push} is told to use no credential (--dest-no-creds), whoever has logged in to ${f.registry}.`;
        case 'remote':
          return `${push} is made on another machine, by ssh. The login of this job is not there: which one it finds, this text does not say.`;
        case 'user':
          return `${push} and the login to ${f.registry} run as different users, each of whom has credentials of their own.`;
        case 'container':
          return `${push} finds no credential: it is made in a container with a home folder of its own, in which the login to ${f.registry} is not.`;
        case 'condition':
          if (detail.isCache)
            return `The cache is also written to ${f.image || f.registry} in runs in which the login to ${f.registry} is passed over, and the build fails with it.`;
          return detail.isCommand
            ? `${push} is made also where the command that logs in to ${f.registry} is not: whether its script comes to it depends on something else.`
            : `${push} also happens in runs in which the login to ${f.registry} is passed over.`;
        case 'late':
          return `${push} finds no credential: the login to ${f.registry} (${placed(detail.at)}) comes after it.`;
        case 'misread':
          return misreadLogin.en(push, detail);
        case 'own-token':
          return `This login sends GITHUB_TOKEN to Docker Hub, ${atHub(detail)}. Docker Hub does not take that token, and the job ends here.`;
        case 'other-host':
          return `${push} finds no credential: the login before it goes to ${detail.host ? detail.host : `Docker Hub, ${atHub(detail)}`}.`;
        default:
          return `${push} finds no credential: nothing before it in ${en.job(f)} logs in to ${f.registry}. A login in another job does not count, for each runs on a machine of its own.`;
      }
    },
    fix(f, detail) {
      if (detail.reason === 'log') return en.renew(f);
      if (detail.reason === 'inputs')
        return detail.isEmpty
          ? `Put an entry into registry-auth, with registry: ${f.registry}, username and password, or leave it out and set these inputs.`
          : 'Take registry-auth out of the step, or registry, username, password, scope and ecr.';
      switch (detail.reason) {
        case 'condition':
          if (detail.isCache)
            return 'Let the build go on without its cache: add ignore-error=true to its entry of cache-to. Or log in in every run.';
          return detail.isCommand
            ? 'Let the script log in whatever comes before it, or log in in a step of its own.'
            : 'Give the login the same condition as the push.';
        case 'never':
          return 'Give the login the same condition as the push.';
        case 'user':
          return 'Run the login and the push as the same user.';
        case 'container':
          return `Log in to ${f.registry} in the container, hand it the credentials (docker run -v "$HOME/.docker:/root/.docker"; kaniko looks in /kaniko/.docker), or push from a step that runs on the machine itself.`;
        case 'spelling':
          return `Write ${f.registry} in the login and in the name of the image, without :443 and in lower case.`;
        case 'part':
          return `Log in to ${f.registry} itself, without a path or a scope, or to the part that the image is in.`;
        case 'moved':
          return 'Name the same file to both, DOCKER_CONFIG and HOME for the whole job, or leave it out.';
        case 'declined':
          return 'Leave --dest-no-creds out.';
        case 'remote':
          return `Log in to ${f.registry} on the other machine before the push, or push from this job.`;
        case 'store':
          return `Log in to ${f.registry} with the tool that pushes, or with docker/login-action.`;
        case 'logout':
          return 'Move the logout behind the last push.';
        case 'late':
          return `Move the login at ${placed(detail.at)} to before the push.`;
        case 'misread':
          return detail.misread === 'address'
            ? `Name ${f.registry} alone in the login: ${detail.command} ${f.registry} -u USER --password-stdin.`
            : `Write the login as a command of its own, with the token piped in: echo "$TOKEN" | ${detail.command} ${f.registry} -u USER --password-stdin.`;
        case 'own-token':
          return detail.isCommand
            ? `Log in to ${f.registry} there.`
            : `Set ${detail.input ?? 'registry'}: ${f.registry} in the login step.`;
        case 'other-host':
          if (detail.isSlip) return `Write ${f.registry} in the place of ${detail.host}.`;
          return detail.isCommand
            ? `Log in to ${f.registry} there.`
            : `Set ${detail.input ?? 'registry'}: ${f.registry} in the login step.`;
        default:
          if (detail.passedIn)
            return `Name ${f.registry} in the secret ${detail.passedIn} that the call passes, with username: \${{ github.actor }} and password: ${jobToken()}.`;
          if (detail.isWithoutDocker)
            return `Log in to ${f.registry} in the job's container, before the push: with the login command of the tool that pushes, or in the auth file that it reads, with \${{ github.actor }} and ${jobToken(detail.isInAction)}. docker/login-action needs a docker there.`;
          return `Add a step before the push: docker/login-action with registry: ${f.registry}, username: \${{ github.actor }} and password: ${jobToken(detail.isInAction)}.`;
      }
    },
    tell: (f) =>
      isWorkflow(f)
        ? `Look in the log for "Login Succeeded" in the same job before the refusal. container: credentials: does not log the steps in, docker and podman keep files of their own, and a login to ${besideRegistry(f)} is none to ${f.registry}.`
        : isTyped(f)
          ? 'Log in, and try once more: if it then works, there was no login. docker, podman and helm keep files of their own, and each user of the machine has others.'
          : `${en.renew(f)} If it then works, there was no login.`,
    folk: () => 'id-token: write does not help: the registry knows no login by OIDC.',
  },
  'zh-CN': {
    title: '尚未登录注册表',
    titleOf: (detail) =>
      detail.reason === 'own-token'
        ? '登录的是 Docker Hub'
        : isEnd(detail)
          ? '作业会在这次登录时失败'
          : isElsewhere(detail.reason)
            ? '推送找不到登录凭据'
            : undefined,
    message(f, detail) {
      if (detail.reason === 'log')
        return han`${detail.isUnasked ? han`客户端没有找到 ${f.registry} 的凭据。` : zh.refusal(f)}在此之前${isWorkflow(f) ? `，${zh.job(f)} ` : ''}没有登录 ${f.registry}，或者登录凭据不在该客户端查找的位置。`;
      if (detail.reason === 'inputs')
        return detail.isEmpty
          ? 'docker/login-action 没有登录：它的输入 registry-auth 是一个空列表。'
          : 'docker/login-action 没有登录：registry-auth 不能与 registry、username、password 同时使用。';
      const push = f.image ? `向 ${f.image} 的推送` : '推送';
      switch (detail.reason) {
        case 'logout':
          return han`${push}发生在退出登录 ${f.registry} 之后，因此找不到凭据。`;
        case 'store':
          return han`${push}找不到凭据：登录 ${f.registry} 时使用的工具把凭据保存在另一处，执行推送的工具不会读取。`;
        case 'never':
          return han`${push}找不到凭据：凡是执行推送的运行，其前面登录 ${f.registry} 的步骤都会因条件不成立而被跳过。`;
        case 'spelling':
          return han`${push}找不到凭据：之前的登录把 ${f.registry} 写成了另一种形式。客户端按登录时所写的地址（包括端口和大小写）保存凭据，推送时则按镜像名称中所写的主机查找。`;
        case 'part':
          return han`${push}找不到凭据：之前的登录只针对 ${f.registry} 的一部分，保存的凭据只用于其下的镜像。`;
        case 'moved':
          return han`${push}找不到凭据：DOCKER_CONFIG、HOME 或某个选项（--config、--authfile、--registry-config）让它到另一个文件中查找，而不是登录 ${f.registry} 时写入的文件。`;
        case 'declined':
          return han`${push}被要求不使用任何凭据（--dest-no-creds），因此之前登录 ${f.registry} 也不起作用。`;
        case 'remote':
          return han`${push}通过 ssh 在另一台机器上执行。本作业的登录不在那台机器上，它会使用哪个凭据，从这里无法得知。`;
        case 'user':
          return han`${push}与登录 ${f.registry} 使用了不同的系统用户，而每个用户的凭据各自独立。`;
        case 'container':
          return han`${push}找不到凭据：它在容器中执行，容器有自己的主目录，其中没有登录 ${f.registry} 的凭据。`;
        case 'condition':
          if (detail.isCache)
            return han`在某些运行中，登录 ${f.registry} 的步骤会被跳过，但缓存仍会写入 ${f.image || f.registry}，构建会因此失败。`;
          return detail.isCommand
            ? han`脚本中登录 ${f.registry} 的命令不一定会执行：即使它没有执行，${push}也会进行。`
            : han`在某些运行中，登录 ${f.registry} 的步骤会被跳过，但${push}仍会执行。`;
        case 'late':
          return han`${push}找不到凭据：登录 ${f.registry} 的操作在它之后（${placed(detail.at)}）。`;
        case 'misread':
          return misreadLogin['zh-CN'](push, detail);
        case 'own-token':
          return han`此登录把 GITHUB_TOKEN 发给了 Docker Hub（${atHubInChinese(detail)}）。Docker Hub 不接受该令牌，作业会在此失败。`;
        case 'other-host':
          return han`${push}找不到凭据：之前的登录步骤登录的是 ${detail.host || `Docker Hub（${atHubInChinese(detail)}）`}。`;
        default:
          return han`${push}找不到凭据：${zh.job(f)} 在推送之前没有登录 ${f.registry} 的步骤。每个作业都在独立的机器上运行，其他作业中的登录不起作用。`;
      }
    },
    fix(f, detail) {
      if (detail.reason === 'log') return zh.renew(f);
      if (detail.reason === 'inputs')
        return detail.isEmpty
          ? han`请在 registry-auth 中添加一个条目，写明 registry: ${f.registry}、username 和 password；或者去掉它，直接设置这些输入。`
          : '请从该步骤中去掉 registry-auth，或者去掉 registry、username、password、scope 和 ecr。';
      switch (detail.reason) {
        case 'condition':
          if (detail.isCache)
            return han`请让构建在缓存被拒绝时继续：在 cache-to 的对应条目中加上 ignore-error=true。或者在每次运行中都登录。`;
          return detail.isCommand
            ? '请让脚本无论如何都执行登录，或者在单独的步骤中登录。'
            : '请让登录步骤与推送使用相同的条件。';
        case 'never':
          return '请让登录步骤与推送使用相同的条件。';
        case 'user':
          return '请用同一个用户执行登录和推送。';
        case 'container':
          return han`请在容器内登录 ${f.registry}，或者把凭据交给容器（docker run -v "$HOME/.docker:/root/.docker"；kaniko 则读取 /kaniko/.docker），也可以改为在运行器本机的步骤中推送。`;
        case 'spelling':
          return han`请在登录步骤和镜像名称中都写 ${f.registry}：不带 :443，且全部小写。`;
        case 'part':
          return han`请登录 ${f.registry} 本身，不带路径或作用域，或者登录镜像所在的部分。`;
        case 'moved':
          return '请让登录和推送使用同一个文件（DOCKER_CONFIG 和 HOME 应为整个作业设置），或者都不指定。';
        case 'declined':
          return '请去掉 --dest-no-creds。';
        case 'remote':
          return han`请在推送之前在另一台机器上登录 ${f.registry}，或者改为在本作业中推送。`;
        case 'store':
          return han`请用执行推送的工具登录 ${f.registry}，或者使用 docker/login-action。`;
        case 'logout':
          return '请把退出登录移到最后一次推送之后。';
        case 'late':
          return han`请把登录（${placed(detail.at)}）移到推送之前。`;
        case 'misread':
          return detail.misread === 'address'
            ? han`登录的地址请只写 ${f.registry}：${detail.command} ${f.registry} -u USER --password-stdin。`
            : han`请把登录写成一条单独的命令，并通过管道传入令牌：echo "$TOKEN" | ${detail.command} ${f.registry} -u USER --password-stdin。`;
        case 'own-token':
          return detail.isCommand
            ? han`请改为登录 ${f.registry}。`
            : han`请在登录步骤中设置 ${detail.input ?? 'registry'}: ${f.registry}。`;
        case 'other-host':
          if (detail.isSlip) return han`请将 ${detail.host} 改为 ${f.registry}。`;
          return detail.isCommand
            ? han`请改为登录 ${f.registry}。`
            : han`请在登录步骤中设置 ${detail.input ?? 'registry'}: ${f.registry}。`;
        default:
          if (detail.passedIn)
            return han`请在调用传入的机密 ${detail.passedIn} 中加入 ${f.registry}，username 为 ${'${{ github.actor }}'}，password 为 ${jobToken()}。`;
          if (detail.isWithoutDocker)
            return han`请在推送之前、在作业的容器内登录 ${f.registry}：使用执行推送的工具自带的登录命令，或者写入它读取的凭据文件，用户名为 ${'${{ github.actor }}'}，密码为 ${jobToken(detail.isInAction)}。docker/login-action 需要容器内有 docker。`;
          return han`请在推送之前添加 docker/login-action 步骤：registry: ${f.registry}、username: ${'${{ github.actor }}'}、password: ${jobToken(detail.isInAction)}。`;
      }
    },
    tell: (f) =>
      isWorkflow(f)
        ? han`在日志中查看同一作业在被拒绝之前是否有 “Login Succeeded”。container: credentials: 不会让步骤登录，podman 和 docker 的登录凭据保存在不同的文件中，登录 ${besideRegistry(f)} 也不等于登录 ${f.registry}。`
        : isTyped(f)
          ? '先登录再试一次：如果成功，原因就是之前没有登录。docker、podman 和 helm 的登录凭据保存在各自的文件中，机器上的每个用户也各不相同。'
          : `${zh.renew(f)}如果之后成功，原因就是没有登录。`,
    folk: () => han`id-token: write 没有用：注册表不支持通过 OIDC 登录。`,
  },
};

const placed = ({ file, line }: Location) => `${file}:${line}`;

/** Why a login goes there: `empty` and `isCommand` as of the detail. */
interface AtHub {
  empty?: string;
  isCommand?: true;
}

const atHub = ({ empty, isCommand }: AtHub) =>
  empty
    ? `for ${empty} is empty here`
    : `which is what ${isCommand ? 'it' : 'docker/login-action'} does without a registry`;

const atHubInChinese = ({ empty, isCommand }: AtHub) =>
  empty
    ? `${empty} 在这里为空`
    : isCommand
      ? '未写注册表时的默认值'
      : 'docker/login-action 未设置 registry 时的默认值';

/** A host of the same server that is taken for its registry. */
function besideRegistry(f: Facts): string {
  return isGitHubCom(f) ? 'docker.pkg.github.com' : new URL(f.serverUrl).host;
}
