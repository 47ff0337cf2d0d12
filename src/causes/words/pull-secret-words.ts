/** What is said of each fault of a pull secret. */
import type { PullSecretFault } from '../../evidence/types/deployment.js';
import type { Localized } from '../../types.js';
import type { Facts } from '../facts.js';
import { han } from '../wording.js';

interface About {
  name: string;
  f: Facts;
  isFirst: boolean;
}

type Fault<Kind extends PullSecretFault['kind']> = Extract<PullSecretFault, { kind: Kind }>;

export type Sayings = {
  [Kind in PullSecretFault['kind']]: {
    what(fault: Fault<Kind>, about: About): string;
    fix(fault: Fault<Kind>, about: About): string;
  };
};

const TYPE = 'kubernetes.io/dockerconfigjson';
const KEY = '.dockerconfigjson';

const it = ({ name, isFirst }: About) => (isFirst ? (name ? `The Secret ${name}` : 'The pull secret') : 'It');
const itZh = ({ name, isFirst }: About) => (isFirst ? (name ? `Secret ${name} ` : '该拉取 Secret ') : '它');
const list = (items: readonly string[], comma: string) => items.join(comma);
/** All of these are mended by making it anew. */
const anew = (_: unknown, { f }: About) =>
  `Make the Secret anew with the command below: it asks for the token, a classic personal access token with read:packages, and writes the entry for ${f.registry}.`;
const anewZh = (_: unknown, { f }: About) =>
  han`请用下面的命令重新创建该 Secret：它会询问令牌（具有 read:packages 作用域的经典个人访问令牌），并写入 ${f.registry} 的条目。`;

/**
 * There are other pulls that it serves: it must stay as it is. One that is named after this registry serves none: whoever made
 * it left out the registry, and kubectl wrote Docker Hub's (`kubectl create secret docker-registry`, `--docker-server`).
 *
 * @param name of the Secret, with or without its namespace
 */
export function isForOthers(fault: PullSecretFault, name: string): boolean {
  if (fault.kind === 'path') return true;
  return fault.kind === 'no-entry' && fault.hosts.length > 0 && !/(?:ghcr|github)[^/]*$/i.test(name);
}

/** Who replaced it would take it from the images that it serves. */
const beside = (_: unknown, { f }: About) =>
  `Leave the Secret as it is, for it serves other images. Make another one beside it with the command below, which asks for the token, a classic personal access token with read:packages, and writes the entry for ${f.registry}; and name that one under imagePullSecrets, too.`;
const besideZh = (_: unknown, { f }: About) =>
  han`请保留该 Secret，因为其他镜像要用到它。请用下面的命令另外创建一个：它会询问令牌（具有 read:packages 作用域的经典个人访问令牌），并写入 ${f.registry} 的条目；然后把新的 Secret 也写进 imagePullSecrets。`;

/** One fault in words: what it is, and what to do. */
export const PULL_SECRET_SAYINGS: Localized<Sayings> = {
  en: {
    type: {
      what: ({ given }, about) =>
        `${it(about)} is of the type ${given}. The kubelet looks only at ${TYPE} and passes over it in silence, so the pull comes without a credential.`,
      fix: (_, about) =>
        `Give the Secret the type ${TYPE}. A type can't be changed in place: ${replaced(about)}`,
    },
    legacy: {
      what: (_, about) =>
        `${it(about)} is of the older type kubernetes.io/dockercfg. The kubelet reads it; most other programs do not.`,
      fix: (_, about) => `When the Secret is next renewed, make it of the type ${TYPE}: ${replaced(about)}`,
    },
    key: {
      what: ({ given, wanted }, about) =>
        `${it(about)} has ${given.length === 1 ? 'the key' : 'the keys'} ${list(given, ', ')}, and the kubelet reads ${wanted}, with the dot in front.`,
      fix: ({ wanted }, about) => `Name the key ${wanted}: ${replaced(about)}`,
    },
    'no-data': {
      what: (_, about) => `${it(about)} has no data, so there is nothing to log in with.`,
      fix: anew,
    },
    empty: {
      what: (_, about) => `${it(about)} has an empty value, so there is nothing to log in with.`,
      fix: anew,
    },
    'not-base64': {
      what: ({ isJson }, about) =>
        `${it(about)} has under data ${isJson ? 'the JSON as it is' : 'a value that is no base64'}, where Kubernetes wants base64, so the API server refuses it.`,
      fix: ({ isJson }, about) =>
        isJson
          ? `Write stringData in the place of data, or encode the value: ${replaced(about)}`
          : anew(null, about),
    },
    twice: {
      what: (_, about) =>
        `${it(about)} is encoded in base64 twice, so the kubelet finds no JSON in it. kubectl and stringData encode by themselves.`,
      fix: anew,
    },
    encoded: {
      what: (_, about) =>
        `${it(about)} has base64 under stringData, which Kubernetes encodes once more, so the kubelet finds no JSON in it.`,
      fix: () => 'Write data in the place of stringData, or the JSON as it is.',
    },
    'not-json': {
      what: (_, about) => `${it(about)} holds no valid JSON, so no credential can be read out of it.`,
      fix: anew,
    },
    'no-auths': {
      what: (_, about) => `${it(about)} holds JSON without "auths": under ${KEY} all entries stand in it.`,
      fix: anew,
    },
    auths: {
      what: (_, about) =>
        `${it(about)} has "auths" in a .dockercfg, where the hosts stand at the top, so the kubelet finds no host in it.`,
      fix: (_, about) => `Make the Secret of the type ${TYPE}, with the key ${KEY}: ${replaced(about)}`,
    },
    helper: {
      what: ({ name }, about) =>
        `${it(about)} is the copy of a file whose passwords the credential helper "${name}" keeps: the entry itself is empty, and a cluster has no such helper.`,
      fix: anew,
    },
    'no-entry': {
      what: ({ hosts }, about) =>
        `${it(about)} has no entry for ${about.f.registry}${hosts.length > 0 ? `, only for ${list(hosts, ', ')}` : ''}.`,
      fix: (fault, about) => (isForOthers(fault, about.name) ? beside : anew)(fault, about),
    },
    path: {
      what: ({ given }, about) =>
        `${it(about)} has an entry only for names that begin with ${list(given, ', ')}${about.f.image ? `, and ${about.f.image} does not` : ''}.`,
      fix: beside,
    },
    address: {
      what: ({ given, works }, about) =>
        works
          ? `${it(about)} has its entry for "${given}". The kubelet takes that for ${about.f.registry}; other programs that read the secret do not.`
          : `${it(about)} has its entry for "${given}", which the kubelet does not take for ${about.f.registry}, so the pull comes without a credential.`,
      fix: (_, about) => `Write the host alone, ${about.f.registry}: ${replaced(about)}`,
    },
    'empty-user': {
      what: (_, about) =>
        `${it(about)} has an empty user name, and ${about.f.registry} refuses a login without one.`,
      fix: anew,
    },
    'empty-password': {
      what: (_, about) => `${it(about)} has no password: the token is empty.`,
      fix: anew,
    },
    placeholder: {
      what: ({ what, given }, about) =>
        what === 'user'
          ? `${it(about)} has "${given}" as its user name, which is the placeholder of a guide.`
          : `${it(about)} still has a guide's placeholder in the place of the token, so the registry was not asked with it.`,
      fix: anew,
    },
    auth: {
      what: ({ isPlain }, about) =>
        isPlain
          ? `${it(about)} has user and token in "auth" as they are, where their base64 belongs.`
          : `${it(about)} has an "auth" that is no base64 of user:token, so no credential can be read out of it.`,
      fix: anew,
    },
    'auth-differs': {
      what: (_, about) =>
        `${it(about)} has another user or token in "auth" than in "username" and "password". The kubelet takes "auth".`,
      fix: anew,
    },
    namespace: {
      what: ({ wanted, found }, { name }) =>
        `The pod is in the namespace ${wanted}, and the Secret ${name.replace(/^.*\//, '')} that it names in ${found}: a pod reads only secrets of its own namespace.`,
      fix: ({ wanted }) => `Make the Secret in the namespace ${wanted} as well.`,
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
        `${it(about)} gets what it holds from a template or from another resource, so it can't be told here.`,
      fix: () => 'Read the Secret as kubectl prints it out of the cluster.',
    },
  },
  'zh-CN': {
    type: {
      what: ({ given }, about) =>
        han`${itZh(about)}的类型是 ${given}。kubelet 只读取 ${TYPE}，会静默跳过它，因此拉取时没有凭据。`,
      fix: (_, about) => han`请把类型改为 ${TYPE}。类型不能原地修改：${replacedZh(about)}`,
    },
    legacy: {
      what: (_, about) =>
        han`${itZh(about)}使用旧类型 kubernetes.io/dockercfg。kubelet 能读取，但大多数其他程序不能。`,
      fix: (_, about) => han`下次更新令牌时请改用类型 ${TYPE}：${replacedZh(about)}`,
    },
    key: {
      what: ({ given, wanted }, about) =>
        han`${itZh(about)}的键是 ${list(given, '、')}，而 kubelet 读取的是 ${wanted}（以点开头）。`,
      fix: ({ wanted }, about) => han`请把键名改为 ${wanted}：${replacedZh(about)}`,
    },
    'no-data': { what: (_, about) => han`${itZh(about)}没有数据，因此没有可用的凭据。`, fix: anewZh },
    empty: { what: (_, about) => han`${itZh(about)}的值是空的，因此没有可用的凭据。`, fix: anewZh },
    'not-base64': {
      what: ({ isJson }, about) =>
        han`${itZh(about)}的 data 中${isJson ? '直接写了 JSON' : '的值不是 base64'}，而 Kubernetes 要求 base64，因此 API 服务器会拒绝它。`,
      fix: ({ isJson }, about) =>
        isJson ? han`请用 stringData 代替 data，或者先编码：${replacedZh(about)}` : anewZh(null, about),
    },
    twice: {
      what: (_, about) =>
        han`${itZh(about)}经过了两次 base64 编码，kubelet 从中读不出 JSON。kubectl 和 stringData 会自动编码。`,
      fix: anewZh,
    },
    encoded: {
      what: (_, about) =>
        han`${itZh(about)}的 stringData 中是 base64，Kubernetes 会再编码一次，kubelet 从中读不出 JSON。`,
      fix: () => han`请用 data 代替 stringData，或者直接写 JSON。`,
    },
    'not-json': {
      what: (_, about) => han`${itZh(about)}的内容不是有效的 JSON，无法从中读出凭据。`,
      fix: anewZh,
    },
    'no-auths': {
      what: (_, about) => han`${itZh(about)}的 JSON 中没有 “auths”：在 ${KEY} 中，所有条目都应写在它下面。`,
      fix: anewZh,
    },
    auths: {
      what: (_, about) =>
        han`${itZh(about)}在 .dockercfg 中写了 “auths”，而那里的主机应写在最外层，kubelet 因此找不到主机。`,
      fix: (_, about) => han`请改用类型 ${TYPE} 和键 ${KEY}：${replacedZh(about)}`,
    },
    helper: {
      what: ({ name }, about) =>
        han`${itZh(about)}是某个配置文件的副本，密码保存在凭据助手 “${name}” 中：条目本身是空的，而集群中没有这个助手。`,
      fix: anewZh,
    },
    'no-entry': {
      what: ({ hosts }, about) =>
        han`${itZh(about)}中没有 ${about.f.registry} 的条目${hosts.length > 0 ? `，只有 ${list(hosts, '、')}` : ''}。`,
      fix: (fault, about) => (isForOthers(fault, about.name) ? besideZh : anewZh)(fault, about),
    },
    path: {
      what: ({ given }, about) =>
        han`${itZh(about)}的条目只用于以 ${list(given, '、')} 开头的名称${about.f.image ? `，而 ${about.f.image} 不是` : ''}。`,
      fix: besideZh,
    },
    address: {
      what: ({ given, works }, about) =>
        works
          ? han`${itZh(about)}的条目写成了 “${given}”。kubelet 会把它当作 ${about.f.registry}，但其他读取此 Secret 的程序不会。`
          : han`${itZh(about)}的条目写成了 “${given}”，kubelet 不会把它当作 ${about.f.registry}，因此拉取时没有凭据。`,
      fix: (_, about) => han`请只写主机名 ${about.f.registry}：${replacedZh(about)}`,
    },
    'empty-user': {
      what: (_, about) => han`${itZh(about)}的用户名是空的，而 ${about.f.registry} 会拒绝没有用户名的登录。`,
      fix: anewZh,
    },
    'empty-password': { what: (_, about) => han`${itZh(about)}没有密码：令牌是空的。`, fix: anewZh },
    placeholder: {
      what: ({ what, given }, about) =>
        what === 'user'
          ? han`${itZh(about)}的用户名是 “${given}”，这是教程中的占位符。`
          : han`${itZh(about)}中应填令牌的地方仍是教程中的占位符，因此没有用它询问注册表。`,
      fix: anewZh,
    },
    auth: {
      what: ({ isPlain }, about) =>
        isPlain
          ? han`${itZh(about)}的 “auth” 中直接写了用户名和令牌，这里应填它们的 base64。`
          : han`${itZh(about)}的 “auth” 不是“用户名:令牌”的 base64，无法从中读出凭据。`,
      fix: anewZh,
    },
    'auth-differs': {
      what: (_, about) =>
        han`${itZh(about)}的 “auth” 与 “username”“password” 中的用户名或令牌不一致。kubelet 使用的是 “auth”。`,
      fix: anewZh,
    },
    namespace: {
      what: ({ wanted, found }, { name }) =>
        han`Pod 位于命名空间 ${wanted}，而它引用的 Secret ${name.replace(/^.*\//, '')} 位于 ${found}：Pod 只能读取自己命名空间中的 Secret。`,
      fix: ({ wanted }) => han`请在命名空间 ${wanted} 中也创建该 Secret。`,
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
      what: (_, about) => han`${itZh(about)}的内容由模板或其他资源生成，在这里无法得知。`,
      fix: () => han`请读取 kubectl 从集群中输出的该 Secret。`,
    },
  },
};

function replaced({ f }: About): string {
  return `the command below asks for the token and replaces the Secret by one with an entry for ${f.registry}.`;
}

function replacedZh({ f }: About): string {
  return han`下面的命令会询问令牌，并用带有 ${f.registry} 条目的 Secret 替换它。`;
}
