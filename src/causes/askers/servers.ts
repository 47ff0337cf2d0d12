/** Servers that pull, and what manages containers on them: a service of a cloud, a panel, an operating system that is itself an image. */
import type { Asker } from './asker.js';
import { askedImage, ofCommandLine, ofSetting, PAT, PAT_ZH } from './asker-words.js';
import { OF_DOCKER, ON_A_SERVER } from './places.js';

export const CONTAINER_SERVICE: Asker = {
  id: 'container-service',
  place: 'server',
  // Azure's container instances, container apps and App Service; Amazon's ECS.
  frame:
    /\(InaccessibleImage\)|\bin container group '|(?<!Docker\.DotNet\.)\bDockerApiException\b|InvalidParameterValueInContainerTemplate|\bCannotPullContainerError\b/,
  onlyPulls: true,
  ...ofSetting(
    ['the registry credential of the container service', '容器服务中的注册表凭据'],
    (registry) => [
      `the registry credentials of the service (Azure: server ${registry}, user name, password; ECS: repositoryCredentials with a secret of Secrets Manager)`,
      `该服务的注册表凭据（Azure：服务器 ${registry}、用户名和密码；ECS：repositoryCredentials 与 Secrets Manager 的机密）`,
    ],
    ['deploy again', '重新部署'],
  ),
};

export const SWARM: Asker = {
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
      '然后把登录凭据交给各节点：执行 docker stack deploy（或 docker service create、update）时加上 --with-registry-auth。',
    ],
  ),
};

export const HOME_ASSISTANT: Asker = {
  id: 'home-assistant',
  place: 'server',
  clients: ['Home Assistant'],
  ...ofSetting(
    ['the registry login that Home Assistant has stored', 'Home Assistant 保存的注册表登录凭据'],
    ['Settings, Add-ons, Add-on store, Registries', '“设置 › 加载项 › 加载项商店 › 注册表”'],
    ['start the update again', '重新开始更新'],
  ),
};

/** It deploys with the login of root on each of its servers, and has no setting for one. */
export const COOLIFY: Asker = { ...ON_A_SERVER, id: 'coolify', clients: ['coolify'], onlyPulls: true };

export const PORTAINER: Asker = {
  id: 'portainer',
  place: 'server',
  clients: ['portainer'],
  ...ofSetting(
    ['the registry that is stored in the panel', '管理面板中保存的注册表'],
    (registry) => [
      `the registry of the panel (in Portainer: Registries, custom registry, ${registry}), and choose that registry for the image`,
      `管理面板的注册表（Portainer 中为“Registries”，选择自定义注册表 ${registry}）`,
    ],
    ['pull again in the panel', '在面板中重新拉取'],
  ),
};

export const BOOTC: Asker = {
  id: 'bootc',
  place: 'server',
  clients: ['bootc', 'rpm-ostree'],
  onlyPulls: true,
  commands: {
    renew: ({ registry }) => `sudo podman login --authfile /etc/ostree/auth.json --username USER ${registry}`,
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
};

export const COMPOSE: Asker = {
  id: 'compose',
  place: 'server',
  clients: ['docker compose'],
  frame: /docker[ -]compose|Pulling \w+ \(/,
  ...OF_DOCKER,
};
