/** Who asks where no program tells: the places that anything may run in, and the two clients that most of them have. */
import type { Asker, Attempt } from './asker.js';
import { askedImage, checkOf, checkTyped, ofSecret, ofSetting, PAT, PAT_ZH } from './asker-words.js';
import { ofProgram } from './program-askers.js';

/** A job of GitHub Actions. */
export const WORKFLOW: Asker = {
  id: 'workflow',
  place: 'workflow',
  commands: {},
  say: {
    en: {
      credential: () => 'the token',
      renew: ({ registry }) =>
        `Log in to ${registry} in the same job, before the step that needs it: docker/login-action with registry: ${registry}, or ghcr-preflight.`,
      forget: () => 'For a public image, leave the login out.',
      again: 'run the job again',
      test: ({ access }) =>
        access === 'push'
          ? 'Let ghcr-preflight stand before the push in the same job: it says whether the token is refused, or which right is missing.'
          : 'Leave the login out for one run: if a public image then comes, the token was the reason. ghcr-preflight in the same job says which right is missing.',
    },
    'zh-CN': {
      credential: () => '该令牌',
      renew: ({ registry }) =>
        `请在同一个作业中、在需要它的步骤之前登录 ${registry}：使用 docker/login-action 并设置 registry: ${registry}，或者使用 ghcr-preflight。`,
      forget: () => '如果镜像是公开的，去掉登录步骤即可。',
      again: '重新运行作业',
      test: ({ access }) =>
        access === 'push'
          ? '在同一个作业中、推送之前加上 ghcr-preflight：它会指出是令牌被拒绝，还是缺少哪项权限。'
          : '去掉登录步骤运行一次：如果公开镜像可以获取，原因就是该令牌。在同一个作业中使用 ghcr-preflight 会指出缺少哪项权限。',
    },
  },
};

/** Nothing tells: neither «this repository» nor a client's own command would be sure to fit. */
export const ANYBODY: Asker = {
  id: 'unknown',
  place: 'unknown',
  commands: {},
  say: {
    en: {
      credential: () => 'the token that was used',
      renew: (asked) =>
        `Log in to ${asked.registry} again, where the command ran: with ${PAT(asked)}, or in a workflow with its own GITHUB_TOKEN.`,
      forget: () => 'For a public image, logging out is enough.',
      again: 'try it again',
      test: (asked) =>
        `Ask the registry with the same token (${checkTyped(asked)}): it says whether it is the token or the package.`,
    },
    'zh-CN': {
      credential: () => '所用的令牌',
      renew: (asked) =>
        `请在执行该命令的地方重新登录 ${asked.registry}：使用${PAT_ZH(asked)}；在工作流中则使用它自己的 GITHUB_TOKEN。`,
      forget: () => '如果镜像是公开的，退出登录即可。',
      again: '再试一次',
      test: (asked) => `用同一个令牌询问注册表（${checkTyped(asked)}），即可看出是令牌还是软件包的问题。`,
    },
  },
};

/** What docker says of its own login, wherever it runs. */
export const OF_DOCKER = ofProgram('docker', [
  'Do it as the user who asks: with sudo, docker reads the login of root.',
  '请以实际发出请求的用户身份登录：使用 sudo 时，docker 读取的是 root 的登录凭据。',
]);

/** A job of another CI: GitLab, Jenkins, Azure Pipelines, CircleCI. */
export const PIPELINE: Asker = {
  id: 'pipeline',
  place: 'pipeline',
  ...ofSetting(
    ["the token in the pipeline's variables", '流水线变量中的令牌'],
    [
      'a masked variable of the pipeline, and log in with it before the step that needs it',
      '流水线的屏蔽变量（masked variable）',
    ],
    ['run the pipeline again', '重新运行流水线'],
  ),
};

const withoutVariables = (asked: Attempt) =>
  `env -u GHCR_TOKEN -u GITHUB_TOKEN -u GH_TOKEN ${checkOf(asked)} ${askedImage(asked)}`;

/** `check` itself, with the variables of the shell or of the service that started it. */
export const IN_VARIABLES: Asker = {
  id: 'variables',
  place: 'terminal',
  commands: { renew: ({ registry }) => `docker login ${registry} --username USER` },
  say: {
    en: {
      credential: () => 'the token in the environment',
      renew: (asked) =>
        `Set GHCR_TOKEN to ${PAT(asked)}, or log in with docker login ${asked.registry} and the same token as the password.`,
      forget: () => 'For a public image, unset the variable: no token is needed.',
      again: 'ask again',
      test: (asked) =>
        `Ask once without it (${withoutVariables(asked)}): if ${asked.access === 'push' ? 'the login of docker is then accepted' : 'a public image then comes'}, the token was the reason.`,
    },
    'zh-CN': {
      credential: () => '环境变量中的令牌',
      renew: (asked) =>
        `请把 GHCR_TOKEN 设为${PAT_ZH(asked)}，或者执行 docker login ${asked.registry} 并以该令牌作为密码。`,
      forget: () => '如果镜像是公开的，取消设置该变量即可，公开镜像无需令牌。',
      again: '再试一次',
      test: (asked) =>
        `不带令牌再问一次（${withoutVariables(asked)}）：如果${asked.access === 'push' ? ' docker 保存的登录凭据被接受' : '公开镜像可以获取'}，原因就是该令牌。`,
    },
  },
};

/** docker, with what stands in its own variable, before which no login that is typed counts. */
export const IN_DOCKERS_VARIABLE: Asker = {
  id: 'docker-variable',
  place: 'terminal',
  ...ofSetting(
    ['the login in DOCKER_AUTH_CONFIG', 'DOCKER_AUTH_CONFIG 中的登录凭据'],
    (registry) => [
      `the entry for ${registry} in DOCKER_AUTH_CONFIG, as "auth": base64 of USER:TOKEN; or unset the variable, for docker takes it before what docker login writes`,
      ` DOCKER_AUTH_CONFIG 中 ${registry} 的条目（“auth”为 USER:TOKEN 的 base64 编码）`,
    ],
    ['ask again', '再试一次'],
  ),
};

/** A server that pulls, with the login of whoever runs docker there. */
export const ON_A_SERVER: Asker = {
  id: 'server',
  place: 'server',
  isServed: true,
  commands: {
    renew: ({ registry }) => `printf %s "$GHCR_TOKEN" | docker login ${registry} -u USER --password-stdin`,
  },
  say: {
    en: {
      credential: () => 'the token of the server',
      renew: (asked) =>
        `Log in on the server, as the user who runs docker there, with docker login ${asked.registry} -u USER --password-stdin; the password is ${PAT(asked)}.`,
      forget: ({ registry }) => `For a public image, docker logout ${registry} is enough.`,
      again: 'deploy again',
      test: ({ registry }) =>
        `Log out with docker logout ${registry} and pull once more: if the image then comes, it is public, and the stored login was the reason; if not, it is private or not there.`,
    },
    'zh-CN': {
      credential: () => '服务器上的令牌',
      renew: (asked) =>
        `请在服务器上，以运行 docker 的用户身份执行 docker login ${asked.registry} -u USER --password-stdin，密码填写${PAT_ZH(asked)}。`,
      forget: ({ registry }) => `如果镜像是公开的，执行 docker logout ${registry} 即可。`,
      again: '重新部署',
      test: ({ registry }) =>
        `执行 docker logout ${registry} 后再拉取一次：如果能获取镜像，说明它是公开的，原因就是保存的登录凭据；如果仍不能，则镜像是私有的或不存在。`,
    },
  },
};

/** Docker's own command line, on a laptop or a server. */
export const AT_A_TERMINAL: Asker = {
  id: 'docker',
  place: 'terminal',
  clients: ['docker', 'buildx'],
  isServed: true,
  frame:
    /^(?:\$ )?(?:sudo )?docker |Error response from daemon|error from registry|pull access denied|push access denied|^Trying to pull repository \S/m,
  ...OF_DOCKER,
};

/** A kubelet, which pulls for pods with the namespace's secret. */
export const IN_A_CLUSTER: Asker = {
  id: 'kubernetes',
  place: 'cluster',
  clients: ['kubernetes', 'containerd'],
  onlyPulls: true,
  isServed: true,
  ...ofSecret(
    ['the pull secret of the namespace', '该命名空间的拉取 Secret'],
    [
      'name it under imagePullSecrets of the pod or of its service account',
      '在 Pod 或其服务帐户的 imagePullSecrets 中写上它的名称',
    ],
    ['delete the pod for a new pull', '删除该 Pod，使其重新拉取'],
  ),
};

/** The command line of podman and buildah. */
export const IN_PODMAN: Asker = {
  id: 'podman',
  place: 'terminal',
  clients: ['podman', 'buildah', 'podman-compose'],
  frame: /\bpodman\b|\bbuildah\b|^Trying to pull (?!repository )\S/m,
  ...ofProgram('podman', [
    'Do it as the user who asks: root has a login of its own, and it is gone after a restart.',
    '请以实际发出请求的用户身份登录：root 的登录是独立的，而且重启后登录会失效。',
  ]),
};
