/** Bots that ask the registry whether there is something new. */
import type { Asker } from './asker.js';
import { type Both, ofSecret, ofSetting } from './asker-words.js';

const NEXT_ROUND: Both = ['wait for its next round', '等待它的下一轮检查'];

export const ARGOCD_IMAGE_UPDATER: Asker = {
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
};

export const WUD: Asker = {
  id: 'wud',
  place: 'bot',
  clients: ['wud'],
  ...ofSetting(
    ["the token that What's up Docker was given", "提供给 What's up Docker 的令牌"],
    [
      'WUD_REGISTRY_GHCR_PRIVATE_TOKEN, with the user in WUD_REGISTRY_GHCR_PRIVATE_USERNAME',
      ' WUD_REGISTRY_GHCR_PRIVATE_TOKEN（用户名写在 WUD_REGISTRY_GHCR_PRIVATE_USERNAME）',
    ],
    NEXT_ROUND,
  ),
};

export const WATCHTOWER: Asker = {
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
};

export const DIUN: Asker = {
  id: 'diun',
  place: 'bot',
  clients: ['diun'],
  ...ofSetting(
    ['the login that Diun was given', '提供给 Diun 的登录凭据'],
    [
      'username and password under regopts of the configuration of Diun',
      ' Diun 配置的 regopts 的 username 和 password ',
    ],
    NEXT_ROUND,
  ),
};

export const RENOVATE: Asker = {
  id: 'renovate',
  place: 'bot',
  clients: ['renovate'],
  ...ofSetting(
    ["the token in Renovate's hostRules", 'Renovate 的 hostRules 中的令牌'],
    (registry) => [
      `hostRules of Renovate: hostType docker, matchHost ${registry}, username and password`,
      ` Renovate 的 hostRules（hostType 为 docker，matchHost 为 ${registry}）的 password `,
    ],
    ['start Renovate again', '重新运行 Renovate'],
  ),
};

export const DEPENDABOT: Asker = {
  id: 'dependabot',
  place: 'bot',
  clients: ['dependabot'],
  ...ofSetting(
    ['the registry in dependabot.yml', 'dependabot.yml 中的注册表'],
    (registry) => [
      `a Dependabot secret, and name it under registries in dependabot.yml: type docker-registry, url https://${registry}, username and password`,
      `一个 Dependabot 机密（并在 dependabot.yml 的 registries 中引用它，type 为 docker-registry，url 为 https://${registry}）`,
    ],
    [
      'check for updates again, under Insights, Dependency graph, Dependabot',
      '在“Insights › Dependency graph › Dependabot”中重新检查更新',
    ],
  ),
};
