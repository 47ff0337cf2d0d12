/** Of a pull secret that the pod does not get, or that nobody here can see. */
import type { Localized } from '../../types.js';
import { han } from '../han.js';
import { type Sayings, subject, subjectZh } from './pull-secret-saying.js';

/** In the place of the hash that kustomize puts behind a name. */
const HASH = /-HASH$/;

type ReachFault = 'namespace' | 'unlisted' | 'misplaced' | 'not-renamed' | 'absent' | 'missing' | 'untold';

export const REACH_SAYINGS: Localized<Pick<Sayings, ReachFault>> = {
  en: {
    namespace: {
      what: ({ wanted, found }, { name }) =>
        `The pod is in the namespace ${wanted}, and the Secret ${name.replace(/^.*\//, '')} that it names in ${found}: a pod reads only secrets of its own namespace.`,
      fix: ({ wanted }) => `Make the Secret in the namespace ${wanted} as well.`,
    },
    unlisted: {
      what: (_, { name }) =>
        `imagePullSecrets names the Secret ${name} in a form that Kubernetes refuses, and the whole resource with it: it takes a list, each entry of which has a name.`,
      fix: (_, { name }) => `Write imagePullSecrets: [{name: ${name.replace(/^.*\//, '')}}].`,
    },
    misplaced: {
      what: ({ given, wanted }, { name }) =>
        `The Secret ${name.replace(/^.*\//, '')} is named as ${given}, and Kubernetes has no such field: kubectl refuses the resource, and where that is not looked at the pod pulls without the Secret. Its place is ${wanted}.`,
      fix: ({ wanted }, { name }) => `Write ${wanted}: [{name: ${name.replace(/^.*\//, '')}}] instead.`,
    },
    'not-renamed': {
      what: ({ called }, { name }) =>
        `kustomize calls the Secret ${called}, and leaves the name ${name.replace(/^.*\//, '')} as it is here: it renames in service accounts, in Pods, Deployments and the other usual workloads, and knows no more that name pull secrets.`,
      fix: ({ called }, { name }) =>
        `${HASH.test(called) ? 'Set generatorOptions.disableNameSuffixHash: true in the kustomization that makes the Secret, and write' : 'Write'} ${called.replace(HASH, '')} here; or tell kustomize of this place with a nameReference under configurations; or name the Secret ${name.replace(/^.*\//, '')} in a service account, where it is renamed.`,
    },
    absent: {
      what: (_, { name }) =>
        `A pod names the Secret ${name}, which is not among these manifests, so what it holds can't be told.`,
      fix: () => 'Add the Secret to what is read, as kubectl prints it.',
    },
    missing: {
      what: (_, { name }) =>
        `The pod names the Secret ${name}, and the kubelet finds none of that name in the namespace of the pod, so the pull comes without a credential.`,
      fix: (_, { f }) =>
        `Make the Secret there with the command below, which asks for a classic personal access token with read:packages and writes the entry for ${f.registry}; or correct its name under imagePullSecrets.`,
    },
    untold: {
      what: (_, about) =>
        `${subject(about)} gets what it holds from a template, from another resource or from a store of secrets, so it can't be told here.`,
      fix: () => 'Read the Secret as kubectl prints it out of the cluster.',
    },
  },
  'zh-CN': {
    namespace: {
      what: ({ wanted, found }, { name }) =>
        han`Pod 位于命名空间 ${wanted}，而它引用的 Secret ${name.replace(/^.*\//, '')} 位于 ${found}：Pod 只能读取自己命名空间中的 Secret。`,
      fix: ({ wanted }) => han`请在命名空间 ${wanted} 中也创建该 Secret。`,
    },
    unlisted: {
      what: (_, { name }) =>
        han`imagePullSecrets 引用 Secret ${name} 的写法不被 Kubernetes 接受，整个资源都会被拒绝：它必须是列表，每一项都有 name。`,
      fix: (_, { name }) => han`请写成 imagePullSecrets: [{name: ${name.replace(/^.*\//, '')}}]。`,
    },
    misplaced: {
      what: ({ given, wanted }, { name }) =>
        han`Secret ${name.replace(/^.*\//, '')} 写在 ${given}，而 Kubernetes 没有这个字段：kubectl 会拒绝该资源；如果不检查字段，Pod 拉取时就没有这个 Secret。它应写在 ${wanted}。`,
      fix: ({ wanted }, { name }) => han`请改为 ${wanted}: [{name: ${name.replace(/^.*\//, '')}}]。`,
    },
    'not-renamed': {
      what: ({ called }, { name }) =>
        han`kustomize 把该 Secret 命名为 ${called}，而这里的名称 ${name.replace(/^.*\//, '')} 保持不变：它只在 ServiceAccount、Pod、Deployment 等常用工作负载中改名，不认识其他引用拉取 Secret 的资源。`,
      fix: ({ called }, { name }) =>
        han`${HASH.test(called) ? '请在生成该 Secret 的 kustomization 中设置 generatorOptions.disableNameSuffixHash: true，并' : '请'}在这里写 ${called.replace(HASH, '')}；或者在 configurations 中用 nameReference 告知 kustomize 这个位置；也可以在 ServiceAccount 中引用 Secret ${name.replace(/^.*\//, '')}，那里会被改名。`,
    },
    absent: {
      what: (_, { name }) => han`Pod 引用的 Secret ${name} 不在这些清单中，因此无法得知其内容。`,
      fix: () => han`请把 kubectl 输出的该 Secret 也加入要读取的内容。`,
    },
    missing: {
      what: (_, { name }) =>
        han`Pod 引用了 Secret ${name}，而 kubelet 在 Pod 所在的命名空间中找不到它，因此拉取时没有凭据。`,
      fix: (_, { f }) =>
        han`请用下面的命令在该命名空间中创建它：命令会询问具有 read:packages 作用域的经典个人访问令牌，并写入 ${f.registry} 的条目；或者更正 imagePullSecrets 中的名称。`,
    },
    untold: {
      what: (_, about) => han`${subjectZh(about)}的内容由模板、其他资源或密钥存储提供，在这里无法得知。`,
      fix: () => han`请读取 kubectl 从集群中输出的该 Secret。`,
    },
  },
};
