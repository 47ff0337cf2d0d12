/** Clients on a command line whose words for the cure are not those that follow from the table of programs alone. */
import type { Asker } from './asker.js';
import { ofCommandLine } from './asker-words.js';
import { ofProgram } from './program-askers.js';

export const HOMEBREW: Asker = {
  id: 'homebrew',
  place: 'terminal',
  clients: ['Homebrew'],
  onlyPulls: true,
  commands: {
    renew: () =>
      'unset HOMEBREW_GITHUB_PACKAGES_TOKEN HOMEBREW_DOCKER_REGISTRY_TOKEN HOMEBREW_DOCKER_REGISTRY_BASIC_AUTH_TOKEN',
  },
  say: {
    en: {
      credential: () => 'the token in the environment of Homebrew',
      renew: () =>
        'Bottles of Homebrew are public: unset HOMEBREW_DOCKER_REGISTRY_TOKEN and its siblings, or set them to a token that is valid.',
      forget: () => 'Without a token of your own brew asks anonymously, which is enough.',
      again: 'run brew again',
      test: () =>
        'Run brew update, and the same command in a shell without the HOMEBREW_ variables: if it works, one of them was the reason.',
    },
    'zh-CN': {
      credential: () => 'Homebrew 环境变量中的令牌',
      renew: () =>
        'Homebrew 的 bottle 是公开的：请取消设置 HOMEBREW_DOCKER_REGISTRY_TOKEN 等变量，或者换成有效的令牌。',
      forget: () => '没有自己的令牌时，brew 会匿名请求，这就足够了。',
      again: '重新执行 brew 命令',
      test: () =>
        '执行 brew update，再在没有 HOMEBREW_ 变量的 shell 中执行同样的命令：如果成功，原因就是其中的某个变量。',
    },
  },
};

export const TRIVY: Asker = {
  id: 'trivy',
  place: 'terminal',
  clients: ['trivy'],
  frame: /\btrivy\b|trivy-(?:db|java-db|checks)|aquasec/i,
  onlyPulls: true,
  commands: {
    renew: () => 'trivy image --db-repository public.ecr.aws/aquasecurity/trivy-db:2 IMAGE',
  },
  say: {
    en: {
      credential: ({ registry }) => `the login to ${registry} in docker's file (which trivy reads too)`,
      renew: () =>
        'The databases of trivy are public: log out, or take them from a mirror with --db-repository public.ecr.aws/aquasecurity/trivy-db:2.',
      forget: ({ registry }) => `docker logout ${registry} is enough.`,
      again: 'run trivy again',
      test: ({ registry }) =>
        `Run it after docker logout ${registry}: if the database then comes, the stored login was the reason.`,
    },
    'zh-CN': {
      credential: ({ registry }) => `docker 文件中 ${registry} 的登录凭据（trivy 也会读取）`,
      renew: () =>
        'trivy 的数据库是公开的：请退出登录，或者用 --db-repository public.ecr.aws/aquasecurity/trivy-db:2 从镜像站获取。',
      forget: ({ registry }) => `执行 docker logout ${registry} 即可。`,
      again: '重新执行 trivy 命令',
      test: ({ registry }) =>
        `执行 docker logout ${registry} 后再运行：如果数据库可以下载，原因就是保存的登录凭据。`,
    },
  },
};

export const APPTAINER: Asker = {
  id: 'apptainer',
  place: 'terminal',
  clients: ['apptainer'],
  ...ofCommandLine(
    'apptainer',
    (registry) => `apptainer registry login --username USER docker://${registry}`,
    (registry) => `apptainer registry logout docker://${registry}`,
    [
      'Older versions and singularity call it remote login.',
      '旧版本和 singularity 中的命令是 remote login。',
    ],
  ),
};

export const DEVCONTAINERS: Asker = {
  id: 'devcontainers',
  place: 'terminal',
  clients: ['devcontainers'],
  frame: /\[httpOci\]|Could not resolve Feature|\bFeature '[^']+' could not be processed/,
  ...ofProgram('docker', [
    'What devcontainer.json names is fetched with the login of docker on the machine that starts the container.',
    '获取 devcontainer.json 中列出的内容时，使用的是启动容器的机器上 docker 的登录凭据。',
  ]),
};

export const COSIGN: Asker = {
  id: 'cosign',
  place: 'terminal',
  clients: ['cosign'],
  frame: /\bcosign\b|\bsigning (?:\[|ghcr)/,
  ...ofProgram('cosign', [
    "cosign reads docker's file, then podman's: a login with helm does not count.",
    'cosign 先读取 docker 的文件，再读取 podman 的文件，用 helm 登录不起作用。',
  ]),
};

export const ORAS: Asker = {
  id: 'oras',
  place: 'terminal',
  // The second is oras's own beginning, where docker writes `from daemon`.
  frame: /\boras (?:pull|push|copy|attach|repo|manifest|login|discover)\b|Error response from registry: /,
  ...ofProgram('oras'),
};

export const HELM: Asker = {
  id: 'helm',
  place: 'terminal',
  // oras and others print the words of the same library, and far more people run helm.
  clients: ['helm', 'oras-go'],
  frame: /\bhelm (?:pull|push|install|upgrade|show|dependency|registry)\b|oci:\/\//,
  ...ofProgram('helm', (registry) => [
    `helm looks into docker's file as well, so a dead login may stand there too: docker logout ${registry}.`,
    `helm 也会读取 docker 的文件，失效的登录可能在那里：docker logout ${registry}。`,
  ]),
};

export const SKOPEO: Asker = {
  id: 'skopeo',
  place: 'terminal',
  clients: ['skopeo'],
  ...ofProgram('skopeo'),
};

export const CRANE: Asker = {
  id: 'crane',
  place: 'terminal',
  frame: /\bg?crane\b/,
  ...ofProgram('crane'),
};
