/** What `check --help` says, in both languages, and the options behind it. What it does is loaded when it is called. */
import { type Command, Option } from 'commander';
import type { Localized } from '../../../types.js';
import { addCommonOptions, collected, onlyOne, type Setting } from '../common-options.js';
import type { CheckOptions } from './options.js';

export function defineCheck(main: Command, setting: Setting): void {
  const { language, env } = setting;
  const say = HELP[language];
  const command = main
    .command('check')
    .description(say.description)
    .argument('[IMAGE...]', say.image)
    .addOption(new Option('--access <access>', say.access).choices(['push', 'pull']))
    .option('--username <name>', say.username)
    .option('--registry <host>', say.registry)
    .option('--docker-config <file>', say.dockerConfig, onlyOne('--docker-config', setting))
    .option('--dotenv <file>', say.dotenv, onlyOne('--dotenv', setting))
    .option('--env-file <file>', say.envFile, onlyOne('--env-file', setting))
    .option('--compose <file>', say.compose, collected)
    .option('--kubernetes <file...>', say.kubernetes)
    .option('--watch-expiry <days>', say.watchExpiry)
    .option('--plan', say.plan)
    .addHelpText('after', `\n${say.after}\n${EXAMPLES}`)
    .action(async (images: string[], options: CheckOptions) => {
      const { check } = await import('./check.js');
      process.exitCode = await check(images, options, env);
    });
  addCommonOptions(command, setting);
}

const EXAMPLES = `
  read -rs GHCR_TOKEN && export GHCR_TOKEN
  ghcr-preflight check ghcr.io/owner/app:1
  ghcr-preflight check --access pull --docker-config ~/.docker/config.json ghcr.io/owner/app:1
  ghcr-preflight check --compose compose.yaml --dotenv .env.production
  kubectl get deployments,secrets,serviceaccounts -A -o json | ghcr-preflight check --kubernetes -
  ghcr-preflight check --plan`;

interface Help {
  description: string;
  image: string;
  access: string;
  username: string;
  registry: string;
  dockerConfig: string;
  dotenv: string;
  envFile: string;
  compose: string;
  kubernetes: string;
  watchExpiry: string;
  plan: string;
  after: string;
}

const HELP: Localized<Help> = {
  en: {
    description: 'ask the registry, with the token at hand, and say why it would refuse',
    image:
      'references such as ghcr.io/owner/app:tag or owner/app:tag, or the address of a package on GitHub; default: ghcr.io/<this repository>',
    access:
      'what is to be done; default: pull where a deployment (--compose, --dotenv, --kubernetes) or a pull secret is read, else push',
    username: 'user name sent with the token',
    registry: 'registry to ask; default: the one in IMAGE, else that of GITHUB_SERVER_URL, else ghcr.io',
    dockerConfig:
      "auth file to take the credential from, or - for standard input: docker's, podman's, a Kubernetes pull secret",
    dotenv: 'dotenv file with the token and the names of the images',
    envFile:
      'the same as --dotenv; Node.js takes this name for itself too, and obeys NODE_OPTIONS in the file',
    compose: 'ask about every image of a compose file; may be given several times, - for standard input',
    kubernetes:
      'ask about every image of these manifests, with the pull secrets that they name; files, folders, - for standard input',
    watchExpiry: 'exit with 1 when the token ends within so many days',
    plan: 'what the first push will do: a checklist for the workflows of this repository',
    after: `The token is taken from GHCR_TOKEN, else GITHUB_TOKEN or GH_TOKEN, else from the auth file of docker or podman.
Exit code: 0 accepted, 1 refused, 2 bad usage, 3 undecided.`,
  },
  'zh-CN': {
    description: '用现有的令牌询问注册表，并说明它为什么会拒绝',
    image:
      '镜像引用，例如 ghcr.io/owner/app:tag 或 owner/app:tag，也可以是 GitHub 上软件包页面的地址；默认：ghcr.io/<本存储库>',
    access:
      '要做的操作；读取部署文件（--compose、--dotenv、--kubernetes）或拉取 Secret 时默认为 pull，否则为 push',
    username: '随令牌发送的用户名',
    registry: '要询问的注册表；默认：IMAGE 中的注册表，否则为 GITHUB_SERVER_URL 的注册表，再否则为 ghcr.io',
    dockerConfig: '从中读取凭据的文件，- 表示标准输入：docker 或 podman 的凭据文件、Kubernetes 拉取 Secret',
    dotenv: '包含令牌和镜像名称的 dotenv 文件',
    envFile: '与 --dotenv 相同；但 Node.js 也会自行处理此选项，并执行文件中的 NODE_OPTIONS',
    compose: '询问 Compose 文件中的每个镜像；可多次指定，- 表示标准输入',
    kubernetes: '用清单中引用的拉取 Secret 询问其中的每个镜像；可以是文件、目录，- 表示标准输入',
    watchExpiry: '令牌在这么多天之内过期时，以退出代码 1 结束',
    plan: '第一次推送会发生什么：针对本存储库工作流的检查清单',
    after: `令牌依次取自 GHCR_TOKEN、GITHUB_TOKEN 或 GH_TOKEN、docker 或 podman 的凭据文件。
退出代码：0 接受，1 拒绝，2 用法错误，3 无法确定。`,
  },
};
