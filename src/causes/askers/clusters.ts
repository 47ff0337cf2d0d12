/** What works in a cluster of Kubernetes beside its kubelets, and has a credential of its own there. */
import type { Asker } from './asker.js';
import { asSecret, ofSecret, ofSetting, PAT, PAT_ZH } from './asker-words.js';

export const ARGOCD: Asker = {
  id: 'argocd',
  place: 'cluster',
  clients: ['argo cd'],
  onlyPulls: true,
  commands: {
    renew: ({ registry }) =>
      `read -rs TOKEN && argocd repo add ${registry}/OWNER/CHARTS --type helm --name NAME --enable-oci --username USER --password "$TOKEN" --upsert`,
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
};

export const FLUX: Asker = {
  id: 'flux',
  place: 'cluster',
  clients: ['flux'],
  commands: {
    renew: ({ registry }) =>
      `read -rs TOKEN && flux create secret oci ghcr --url=${registry} --username=USER --password="$TOKEN" --namespace=NAMESPACE`,
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
      forget: () => '如果工件是公开的，去掉 secretRef 即可。',
      again: '执行 flux reconcile source oci NAME',
      test: (asked) =>
        `让注册表直接检验该 Secret（${asSecret('ghcr')(asked)}），即可看出是 Secret 还是软件包的问题。`,
    },
  },
};

export const KARGO: Asker = {
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
};

export const KANIKO: Asker = {
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
};
