/**
 * Who asks, as data: where each client keeps its credential, and what its own words for the cure are. A program that
 * pushes has its entry in the table of programs, from which its asker follows (`program-askers.ts`); here stands who is
 * in no table, and who needs words of its own. The commands are those of the clients' own manuals.
 */
import type { Asker } from './asker.js';
import {
  askedImage,
  asSecret,
  type Both,
  ofCommandLine,
  ofSecret,
  ofSetting,
  PAT,
  PAT_ZH,
} from './asker-words.js';
import { AT_A_TERMINAL, IN_A_CLUSTER, IN_PODMAN, OF_DOCKER, ON_A_SERVER } from './places.js';
import { ofProgram, programAskers } from './program-askers.js';

const NEXT_ROUND: Both = ['wait for its next round', '等待它的下一轮检查'];

/** The more telling first. */
const OTHERS: readonly Asker[] = [
  {
    id: 'container-service',
    place: 'server',
    // Azure's container instances, container apps and App Service; Amazon's ECS.
    frame:
      /\(InaccessibleImage\)|\bin container group '|(?<!Docker\.DotNet\.)\bDockerApiException\b|InvalidParameterValueInContainerTemplate|\bCannotPullContainerError\b/,
    onlyPulls: true,
    ...ofSetting(
      ['the registry credential of the container service', '容器服务中的注册表凭据'],
      [
        'the registry credentials of the service (Azure: server ghcr.io, user name, password; ECS: repositoryCredentials with a secret of Secrets Manager)',
        '该服务的注册表凭据（Azure：服务器 ghcr.io、用户名和密码；ECS：repositoryCredentials 与 Secrets Manager 的机密）',
      ],
      ['deploy again', '重新部署'],
    ),
  },
  {
    id: 'argocd-image-updater',
    place: 'bot',
    clients: ['argocd-image-updater'],
    onlyPulls: true,
    ...ofSecret(
      ['the pull secret of Argo CD Image Updater', 'Argo CD Image Updater 的拉取 Secret'],
      [
        'name it as credentials: pullsecret:NAMESPACE/NAME of the registry in the ConfigMap argocd-image-updater-config',
        '在 ConfigMap argocd-image-updater-config 中将该注册表的 credentials 设为 pullsecret:NAMESPACE/NAME',
      ],
      NEXT_ROUND,
    ),
  },
  {
    id: 'argocd',
    place: 'cluster',
    clients: ['argo cd'],
    onlyPulls: true,
    commands: {
      renew: ({ registry }) =>
        `argocd repo add ${registry}/OWNER/CHARTS --type helm --name NAME --enable-oci --username USER --password TOKEN --upsert`,
    },
    say: {
      en: {
        credential: () => 'the repository credential in Argo CD',
        renew: (asked) =>
          `Give the repository in Argo CD ${PAT(asked)}, with enableOCI: true and an address without oci://. A dependency of the chart needs a repository of its own there.`,
        forget: () => 'For a public chart, remove the repository with the old token: none is needed.',
        again: 'refresh the application',
        test: () =>
          'List what Argo CD has stored: argocd repo list. The state of the repository stands in its line.',
      },
      'zh-CN': {
        credential: () => 'Argo CD 中的存储库凭据',
        renew: (asked) =>
          `请在 Argo CD 中为该存储库填写${PAT_ZH(asked)}，设置 enableOCI: true，地址不带 oci://。Chart 的依赖项需要在 Argo CD 中单独添加存储库。`,
        forget: () => '如果 Chart 是公开的，删除带有旧令牌的存储库即可。',
        again: '刷新应用',
        test: () => '用 argocd repo list 查看 Argo CD 保存的存储库，每一行都会显示其状态。',
      },
    },
  },
  {
    id: 'flux',
    place: 'cluster',
    clients: ['flux'],
    commands: {
      renew: ({ registry }) =>
        `flux create secret oci ghcr --url=${registry} --username=USER --password=TOKEN --namespace=NAMESPACE`,
      test: asSecret('ghcr'),
    },
    say: {
      en: {
        credential: () => 'the secret that secretRef of the source names',
        renew: (asked) =>
          `Create that secret anew in the namespace of the source, with ${PAT(asked)}, and name it under secretRef of the OCIRepository or HelmRepository.`,
        forget: () => 'For a public artifact, take secretRef out: none is needed.',
        again: 'run flux reconcile source oci NAME',
        test: (asked) =>
          `Let the registry judge the secret itself (${asSecret('ghcr')(asked)}): it says whether it is the secret or the package.`,
      },
      'zh-CN': {
        credential: () => '源的 secretRef 所指的 Secret',
        renew: (asked) =>
          `请在源所在的命名空间中用${PAT_ZH(asked)}重新创建该 Secret，并在 OCIRepository 或 HelmRepository 的 secretRef 中写上它的名称。`,
        forget: () => '如果制品是公开的，去掉 secretRef 即可。',
        again: '执行 flux reconcile source oci NAME',
        test: (asked) =>
          `让注册表直接检验该 Secret（${asSecret('ghcr')(asked)}），即可看出是 Secret 还是软件包的问题。`,
      },
    },
  },
  {
    id: 'kargo',
    place: 'cluster',
    clients: ['kargo'],
    ...ofSetting(
      ['the image credential of the Kargo project', 'Kargo 项目的镜像凭据'],
      [
        'the Secret with the label kargo.akuity.io/cred-type: image in the namespace of the project',
        '项目命名空间中带有标签 kargo.akuity.io/cred-type: image 的 Secret ',
      ],
      ['refresh the Warehouse', '刷新 Warehouse'],
    ),
  },
  {
    id: 'kaniko',
    place: 'cluster',
    clients: ['kaniko'],
    frame: /\btekton\b|\bTaskRun\b/i,
    ...ofSecret(
      ['the config.json that kaniko reads', 'kaniko 读取的 config.json'],
      [
        'mount it at /kaniko/.docker (in Tekton: the workspace dockerconfig), its key .dockerconfigjson as config.json',
        '将其中的 .dockerconfigjson 以 config.json 为文件名挂载到 /kaniko/.docker（Tekton 中即 dockerconfig 工作区）',
      ],
      ['start the pod again', '重新启动该 Pod'],
    ),
  },
  IN_A_CLUSTER,
  {
    id: 'docker swarm',
    place: 'server',
    clients: ['docker swarm'],
    onlyPulls: true,
    ...ofCommandLine(
      'docker',
      (registry) => `docker login ${registry} -u USER --password-stdin`,
      (registry) => `docker logout ${registry}`,
      [
        'Then hand the login to the nodes: docker stack deploy (or docker service create, update) with --with-registry-auth.',
        '然后把登录信息交给各节点：执行 docker stack deploy（或 docker service create、update）时加上 --with-registry-auth。',
      ],
    ),
  },
  {
    id: 'wud',
    place: 'bot',
    clients: ['wud'],
    ...ofSetting(
      ["the token that What's up Docker was given", '提供给 What’s up Docker 的令牌'],
      [
        'WUD_REGISTRY_GHCR_PRIVATE_TOKEN, with the user in WUD_REGISTRY_GHCR_PRIVATE_USERNAME',
        ' WUD_REGISTRY_GHCR_PRIVATE_TOKEN（用户名写在 WUD_REGISTRY_GHCR_PRIVATE_USERNAME）',
      ],
      NEXT_ROUND,
    ),
  },
  {
    id: 'home-assistant',
    place: 'server',
    clients: ['Home Assistant'],
    ...ofSetting(
      ['the registry login that Home Assistant has stored', 'Home Assistant 保存的注册表登录信息'],
      ['Settings, Add-ons, Add-on store, Registries', '“设置 › 加载项 › 加载项商店 › 注册表”'],
      ['start the update again', '重新开始更新'],
    ),
  },
  {
    id: 'watchtower',
    place: 'bot',
    clients: ['watchtower'],
    ...ofSetting(
      ['the docker login that Watchtower was given', '提供给 Watchtower 的 docker 登录凭据'],
      [
        'REPO_PASS of Watchtower, with its user in REPO_USER (or log in with docker on the host, and mount ~/.docker/config.json as /config.json into its container)',
        ' Watchtower 的 REPO_USER 和 REPO_PASS（或者在主机上用 docker login 登录，并把 ~/.docker/config.json 挂载为其容器中的 /config.json）',
      ],
      NEXT_ROUND,
    ),
  },
  {
    id: 'diun',
    place: 'bot',
    clients: ['diun'],
    ...ofSetting(
      ['the login that Diun was given', '提供给 Diun 的登录信息'],
      [
        'username and password under regopts of the configuration of Diun',
        ' Diun 配置的 regopts 的 username 和 password ',
      ],
      NEXT_ROUND,
    ),
  },
  // It deploys with the login of root on each of its servers, and has no setting for one.
  { ...ON_A_SERVER, id: 'coolify', clients: ['coolify'], onlyPulls: true },
  {
    id: 'portainer',
    place: 'server',
    clients: ['portainer'],
    ...ofSetting(
      ['the registry that is stored in the panel', '管理面板中保存的注册表'],
      [
        'the registry of the panel (in Portainer: Registries, custom registry, ghcr.io), and choose that registry for the image',
        '管理面板的注册表（Portainer 中为 “Registries”，选择自定义注册表 ghcr.io）',
      ],
      ['pull again in the panel', '在面板中重新拉取'],
    ),
  },
  {
    id: 'renovate',
    place: 'bot',
    clients: ['renovate'],
    ...ofSetting(
      ["the token in Renovate's hostRules", 'Renovate 的 hostRules 中的令牌'],
      [
        'hostRules of Renovate: hostType docker, matchHost ghcr.io, username and password',
        ' Renovate 的 hostRules（hostType 为 docker，matchHost 为 ghcr.io）的 password ',
      ],
      ['start Renovate again', '重新运行 Renovate'],
    ),
  },
  {
    id: 'dependabot',
    place: 'bot',
    clients: ['dependabot'],
    ...ofSetting(
      ['the registry in dependabot.yml', 'dependabot.yml 中的注册表'],
      [
        'a Dependabot secret, and name it under registries in dependabot.yml: type docker-registry, url https://ghcr.io, username and password',
        '一个 Dependabot 机密（并在 dependabot.yml 的 registries 中引用它，type 为 docker-registry，url 为 https://ghcr.io）',
      ],
      [
        'check for updates again, under Insights, Dependency graph, Dependabot',
        '在 “Insights › Dependency graph › Dependabot” 中重新检查更新',
      ],
    ),
  },
  {
    id: 'homebrew',
    place: 'terminal',
    clients: ['Homebrew'],
    onlyPulls: true,
    commands: {
      forget: () =>
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
  },
  {
    id: 'bootc',
    place: 'server',
    clients: ['bootc', 'rpm-ostree'],
    onlyPulls: true,
    commands: {
      renew: ({ registry }) =>
        `sudo podman login --authfile /etc/ostree/auth.json --username USER ${registry}`,
      forget: () => 'sudo mv /etc/ostree/auth.json /etc/ostree/auth.json.old',
    },
    say: {
      en: {
        credential: () => 'the login in /etc/ostree/auth.json',
        renew: (asked) =>
          `Log in again into the file that the upgrade reads, /etc/ostree/auth.json; the password is ${PAT(asked)}.`,
        forget: () => 'For a public image, move /etc/ostree/auth.json out of the way: none is needed.',
        again: 'run the upgrade again',
        test: (asked) =>
          `Ask with that file (sudo cat /etc/ostree/auth.json | ghcr-preflight check --access pull --docker-config - ${askedImage(asked)}): it says whether it is the login or the package.`,
      },
      'zh-CN': {
        credential: () => '/etc/ostree/auth.json 中的登录凭据',
        renew: (asked) =>
          `请重新登录，并写入升级时读取的文件 /etc/ostree/auth.json，密码填写${PAT_ZH(asked)}。`,
        forget: () => '如果镜像是公开的，移走 /etc/ostree/auth.json 即可。',
        again: '重新执行升级',
        test: (asked) =>
          `用该文件询问注册表（sudo cat /etc/ostree/auth.json | ghcr-preflight check --access pull --docker-config - ${askedImage(asked)}），即可看出是登录凭据还是软件包的问题。`,
      },
    },
  },
  {
    id: 'trivy',
    place: 'terminal',
    clients: ['trivy'],
    frame: /\btrivy\b|trivy-(?:db|java-db|checks)|aquasec/i,
    onlyPulls: true,
    commands: {
      renew: () => 'trivy image --db-repository public.ecr.aws/aquasecurity/trivy-db:2 IMAGE',
      forget: ({ registry }) => `docker logout ${registry}`,
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
  },
  {
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
  },
  {
    id: 'devcontainers',
    place: 'terminal',
    clients: ['devcontainers'],
    frame: /\[httpOci\]|Could not resolve Feature|\bFeature '[^']+' could not be processed/,
    ...ofProgram('docker', [
      'What devcontainer.json names is fetched with the login of docker on the machine that starts the container.',
      '获取 devcontainer.json 中列出的内容时，使用的是启动容器的机器上 docker 的登录凭据。',
    ]),
  },
  {
    id: 'cosign',
    place: 'terminal',
    clients: ['cosign'],
    frame: /\bcosign\b|\bsigning (?:\[|ghcr)/,
    ...ofProgram('cosign', [
      "cosign reads docker's file, then podman's: a login with helm does not count.",
      'cosign 先读取 docker 的文件，再读取 podman 的文件，用 helm 登录不起作用。',
    ]),
  },
  {
    id: 'oras',
    place: 'terminal',
    // The second is oras's own beginning, where docker writes `from daemon`.
    frame: /\boras (?:pull|push|copy|attach|repo|manifest|login|discover)\b|Error response from registry: /,
    ...ofProgram('oras'),
  },
];

/** Many quote docker, and helm is run by others. */
const QUOTED: readonly Asker[] = [
  {
    id: 'helm',
    place: 'terminal',
    // Both print the words of the same library, and far more people run helm.
    clients: ['helm', 'oras'],
    frame: /\bhelm (?:pull|push|install|upgrade|show|dependency|registry)\b|oci:\/\//,
    ...ofProgram('helm', [
      "helm looks into docker's file as well, so a dead login may stand there too: docker logout ghcr.io.",
      'helm 也会读取 docker 的文件，失效的登录可能在那里：docker logout ghcr.io。',
    ]),
  },
  IN_PODMAN,
  {
    id: 'skopeo',
    place: 'terminal',
    clients: ['skopeo'],
    ...ofProgram('skopeo'),
  },
  {
    id: 'crane',
    place: 'terminal',
    frame: /\bg?crane\b/,
    ...ofProgram('crane'),
  },
  {
    id: 'compose',
    place: 'server',
    clients: ['docker compose'],
    frame: /docker[ -]compose|Pulling \w+ \(/,
    ...OF_DOCKER,
  },
  AT_A_TERMINAL,
];

/** All of them, the more telling first; those that are not written here follow from the table of programs. */
export const ASKERS: readonly Asker[] = [...OTHERS, ...programAskers([...OTHERS, ...QUOTED]), ...QUOTED];
