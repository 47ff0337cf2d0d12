/** Of a pull secret that is none as a whole: its type, its key, its encoding, its JSON. */
import type { Localized } from '../../types.js';
import { han } from '../han.js';
import {
  anew,
  anewZh,
  replaced,
  replacedZh,
  type Sayings,
  subject,
  subjectZh,
} from './pull-secret-saying.js';

type FormFault =
  | 'type'
  | 'legacy'
  | 'key'
  | 'no-data'
  | 'empty'
  | 'not-base64'
  | 'twice'
  | 'encoded'
  | 'not-json'
  | 'no-auths'
  | 'auths';

const TYPE = 'kubernetes.io/dockerconfigjson';
const KEY = '.dockerconfigjson';

export const FORM_SAYINGS: Localized<Pick<Sayings, FormFault>> = {
  en: {
    type: {
      what: ({ given }, about) =>
        `${subject(about)} is of the type ${given}. The kubelet looks only at ${TYPE} and passes over it in silence, so the pull comes without a credential.`,
      fix: (_, about) =>
        `Give the Secret the type ${TYPE}. A type can't be changed in place: ${replaced(about)}`,
    },
    legacy: {
      what: (_, about) =>
        `${subject(about)} is of the older type kubernetes.io/dockercfg. The kubelet reads it; most other programs do not.`,
      fix: (_, about) => `When the Secret is next renewed, make it of the type ${TYPE}: ${replaced(about)}`,
    },
    key: {
      what: ({ given, wanted }, about) =>
        `${subject(about)} has ${given.length === 1 ? 'the key' : 'the keys'} ${given.join(', ')}, and the kubelet reads ${wanted}, with the dot in front.`,
      fix: ({ wanted }, about) => `Name the key ${wanted}: ${replaced(about)}`,
    },
    'no-data': {
      what: (_, about) => `${subject(about)} has no data, so there is nothing to log in with.`,
      fix: anew,
    },
    empty: {
      what: (_, about) => `${subject(about)} has an empty value, so there is nothing to log in with.`,
      fix: anew,
    },
    'not-base64': {
      what: ({ isJson }, about) =>
        `${subject(about)} has under data ${isJson ? 'the JSON as it is' : 'a value that is no base64'}, where Kubernetes wants base64, so the API server refuses it.`,
      fix: ({ isJson }, about) =>
        isJson
          ? `Write stringData in the place of data, or encode the value: ${replaced(about)}`
          : anew(null, about),
    },
    twice: {
      what: (_, about) =>
        `${subject(about)} is encoded in base64 twice, so the kubelet finds no JSON in it. kubectl and stringData encode by themselves.`,
      fix: anew,
    },
    encoded: {
      what: (_, about) =>
        `${subject(about)} has base64 under stringData, which Kubernetes encodes once more, so the kubelet finds no JSON in it.`,
      fix: () => 'Write data in the place of stringData, or the JSON as it is.',
    },
    'not-json': {
      what: ({ isMarked }, about) =>
        isMarked
          ? `${subject(about)} holds JSON behind a byte order mark, as PowerShell and some editors write it, which is no valid JSON for Kubernetes: no credential can be read out of it.`
          : `${subject(about)} holds no valid JSON, so no credential can be read out of it.`,
      fix: anew,
    },
    'no-auths': {
      what: (_, about) =>
        `${subject(about)} holds JSON without "auths": under ${KEY} all entries stand in it.`,
      fix: anew,
    },
    auths: {
      what: (_, about) =>
        `${subject(about)} has "auths" in a .dockercfg, where the hosts stand at the top, so the kubelet finds no host in it.`,
      fix: (_, about) => `Make the Secret of the type ${TYPE}, with the key ${KEY}: ${replaced(about)}`,
    },
  },
  'zh-CN': {
    type: {
      what: ({ given }, about) =>
        han`${subjectZh(about)}的类型是 ${given}。kubelet 只读取 ${TYPE}，会静默跳过它，因此拉取时没有凭据。`,
      fix: (_, about) => han`请把类型改为 ${TYPE}。类型不能原地修改：${replacedZh(about)}`,
    },
    legacy: {
      what: (_, about) =>
        han`${subjectZh(about)}使用旧类型 kubernetes.io/dockercfg。kubelet 能读取，但大多数其他程序不能。`,
      fix: (_, about) => han`下次更新令牌时请改用类型 ${TYPE}：${replacedZh(about)}`,
    },
    key: {
      what: ({ given, wanted }, about) =>
        han`${subjectZh(about)}的键是 ${given.join('、')}，而 kubelet 读取的是 ${wanted}（以点开头）。`,
      fix: ({ wanted }, about) => han`请把键名改为 ${wanted}：${replacedZh(about)}`,
    },
    'no-data': { what: (_, about) => han`${subjectZh(about)}没有数据，因此没有可用的凭据。`, fix: anewZh },
    empty: { what: (_, about) => han`${subjectZh(about)}的值是空的，因此没有可用的凭据。`, fix: anewZh },
    'not-base64': {
      what: ({ isJson }, about) =>
        han`${subjectZh(about)}的 data 中${isJson ? '直接写了 JSON' : '的值不是 base64'}，而 Kubernetes 要求 base64，因此 API 服务器会拒绝它。`,
      fix: ({ isJson }, about) =>
        isJson ? han`请用 stringData 代替 data，或者先编码：${replacedZh(about)}` : anewZh(null, about),
    },
    twice: {
      what: (_, about) =>
        han`${subjectZh(about)}经过了两次 base64 编码，kubelet 从中读不出 JSON。kubectl 和 stringData 会自动编码。`,
      fix: anewZh,
    },
    encoded: {
      what: (_, about) =>
        han`${subjectZh(about)}的 stringData 中是 base64，Kubernetes 会再编码一次，kubelet 从中读不出 JSON。`,
      fix: () => han`请用 data 代替 stringData，或者直接写 JSON。`,
    },
    'not-json': {
      what: ({ isMarked }, about) =>
        isMarked
          ? han`${subjectZh(about)}的 JSON 前面有字节顺序标记（BOM），PowerShell 和一些编辑器会写入它，而 Kubernetes 不认为这是有效的 JSON，无法从中读出凭据。`
          : han`${subjectZh(about)}的内容不是有效的 JSON，无法从中读出凭据。`,
      fix: anewZh,
    },
    'no-auths': {
      what: (_, about) =>
        han`${subjectZh(about)}的 JSON 中没有 “auths”：在 ${KEY} 中，所有条目都应写在它下面。`,
      fix: anewZh,
    },
    auths: {
      what: (_, about) =>
        han`${subjectZh(about)}在 .dockercfg 中写了 “auths”，而那里的主机应写在最外层，kubelet 因此找不到主机。`,
      fix: (_, about) => han`请改用类型 ${TYPE} 和键 ${KEY}：${replacedZh(about)}`,
    },
  },
};
