/** Of the entries in a pull secret: for which names they are, and what there is in them to log in with. */
import type { PullSecretFault } from '../../evidence/types/deployment.js';
import type { Localized } from '../../types.js';
import { han } from '../han.js';
import {
  type About,
  anew,
  anewZh,
  replaced,
  replacedZh,
  type Sayings,
  subject,
  subjectZh,
} from './pull-secret-saying.js';

type EntryFault =
  | 'helper'
  | 'no-entry'
  | 'path'
  | 'address'
  | 'empty-user'
  | 'empty-password'
  | 'placeholder'
  | 'foreign'
  | 'auth'
  | 'auth-differs';

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

export const ENTRY_SAYINGS: Localized<Pick<Sayings, EntryFault>> = {
  en: {
    helper: {
      what: ({ name }, about) =>
        `${subject(about)} is the copy of a file whose passwords the credential helper "${name}" keeps: the entry itself is empty, and a cluster has no such helper.`,
      fix: anew,
    },
    'no-entry': {
      what: ({ hosts }, about) =>
        `${subject(about)} has no entry for ${about.f.registry}${hosts.length > 0 ? `, only for ${hosts.join(', ')}` : ''}.`,
      fix: (fault, about) => (isForOthers(fault, about.name) ? beside : anew)(fault, about),
    },
    path: {
      what: ({ given }, about) =>
        `${subject(about)} has an entry only for names that begin with ${given.join(', ')}${about.f.image ? `, and ${about.f.image} does not` : ''}.`,
      fix: beside,
    },
    address: {
      what: ({ given, works }, about) =>
        works
          ? `${subject(about)} has its entry for "${given}". The kubelet takes that for ${about.f.registry}; other programs that read the secret do not.`
          : `${subject(about)} has its entry for "${given}", which the kubelet does not take for ${about.f.registry}, so the pull comes without a credential.`,
      fix: (_, about) => `Write the host alone, ${about.f.registry}: ${replaced(about)}`,
    },
    'empty-user': {
      what: (_, about) =>
        `${subject(about)} has an empty user name, and ${about.f.registry} refuses a login without one.`,
      fix: anew,
    },
    'empty-password': {
      what: ({ instead }, about) =>
        instead
          ? `${subject(about)} has no password: what it has under "${instead}" the kubelet does not read.`
          : `${subject(about)} has no password: the token is empty.`,
      fix: anew,
    },
    placeholder: {
      what: ({ what, given }, about) =>
        what === 'user'
          ? `${subject(about)} has "${given}" as its user name, which is the placeholder of a guide.`
          : `${subject(about)} still has a guide's placeholder in the place of the token, so the registry was not asked with it.`,
      fix: anew,
    },
    foreign: {
      what: ({ issuer }, about) =>
        `${subject(about)} has ${issuer === null ? 'a private key' : `a credential of ${issuer}`} in the place of the token, so the registry was not asked with it.`,
      fix: anew,
    },
    auth: {
      what: ({ isPlain }, about) =>
        isPlain
          ? `${subject(about)} has user and token in "auth" as they are, where their base64 belongs.`
          : `${subject(about)} has an "auth" that is no base64 of user:token, so no credential can be read out of it.`,
      fix: anew,
    },
    'auth-differs': {
      what: (_, about) =>
        `${subject(about)} has another user or token in "auth" than in "username" and "password". The kubelet takes "auth".`,
      fix: anew,
    },
  },
  'zh-CN': {
    helper: {
      what: ({ name }, about) =>
        han`${subjectZh(about)}是某个配置文件的副本，密码保存在凭据助手 “${name}” 中：条目本身是空的，而集群中没有这个助手。`,
      fix: anewZh,
    },
    'no-entry': {
      what: ({ hosts }, about) =>
        han`${subjectZh(about)}中没有 ${about.f.registry} 的条目${hosts.length > 0 ? `，只有 ${hosts.join('、')}` : ''}。`,
      fix: (fault, about) => (isForOthers(fault, about.name) ? besideZh : anewZh)(fault, about),
    },
    path: {
      what: ({ given }, about) =>
        han`${subjectZh(about)}的条目只用于以 ${given.join('、')} 开头的名称${about.f.image ? `，而 ${about.f.image} 不是` : ''}。`,
      fix: besideZh,
    },
    address: {
      what: ({ given, works }, about) =>
        works
          ? han`${subjectZh(about)}的条目写成了 “${given}”。kubelet 会把它当作 ${about.f.registry}，但其他读取此 Secret 的程序不会。`
          : han`${subjectZh(about)}的条目写成了 “${given}”，kubelet 不会把它当作 ${about.f.registry}，因此拉取时没有凭据。`,
      fix: (_, about) => han`请只写主机名 ${about.f.registry}：${replacedZh(about)}`,
    },
    'empty-user': {
      what: (_, about) =>
        han`${subjectZh(about)}的用户名是空的，而 ${about.f.registry} 会拒绝没有用户名的登录。`,
      fix: anewZh,
    },
    'empty-password': {
      what: ({ instead }, about) =>
        instead
          ? han`${subjectZh(about)}没有密码：kubelet 不读取其中 “${instead}” 的内容。`
          : han`${subjectZh(about)}没有密码：令牌是空的。`,
      fix: anewZh,
    },
    placeholder: {
      what: ({ what, given }, about) =>
        what === 'user'
          ? han`${subjectZh(about)}的用户名是 “${given}”，这是教程中的占位符。`
          : han`${subjectZh(about)}中应填令牌的地方仍是教程中的占位符，因此没有用它询问注册表。`,
      fix: anewZh,
    },
    foreign: {
      what: ({ issuer }, about) =>
        han`${subjectZh(about)}中应填令牌的地方是${issuer === null ? '私钥' : ` ${issuer} 的凭据`}，因此没有用它询问注册表。`,
      fix: anewZh,
    },
    auth: {
      what: ({ isPlain }, about) =>
        isPlain
          ? han`${subjectZh(about)}的 “auth” 中直接写了用户名和令牌，这里应填它们的 base64。`
          : han`${subjectZh(about)}的 “auth” 不是“用户名:令牌”的 base64，无法从中读出凭据。`,
      fix: anewZh,
    },
    'auth-differs': {
      what: (_, about) =>
        han`${subjectZh(about)}的 “auth” 与 “username”“password” 中的用户名或令牌不一致。kubelet 使用的是 “auth”。`,
      fix: anewZh,
    },
  },
};
