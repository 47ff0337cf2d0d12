/** What `check` says of the names and tokens that a text was to give: placeholders, open variables, images that were not asked about. */
import type { Access, Localized } from '../../../../types.js';

export interface NamedWords {
  placeholder(place: string, name: string, value: string): string;
  missing(place: string, name: string, variables: readonly string[]): string;
  /** Images where nothing tells that they are pulled. @param more that are not shown */
  mentioned(images: readonly { name: string; place: string }[], more: number): string;
  notMoved(file: string, registry: string, access: Access): string;
  /** What was given in the place of images: caches that are kept elsewhere. */
  nameless(given: readonly string[]): string;
  otherRegistries(count: number): string;
  /** On a registry whose name is nearly ghcr.io. */
  alike(place: string, name: string, meant: string): string;
  more(count: number): string;
  noVariables(file: string): string;
}

const at = (place: string) => (place ? `${place}: ` : '');
const atZh = (place: string) => (place ? `${place}：` : '');

export const NAMED_WORDS: Localized<NamedWords> = {
  en: {
    placeholder: (place, name, value) => `${at(place)}${name} still holds a guide's placeholder, "${value}".`,
    missing: (place, name, variables) =>
      variables.length > 0
        ? `${at(place)}the image "${name}" needs ${variables.join(', ')}, which nothing here sets, so it was not asked about.`
        : `${at(place)}the image "${name}" comes out of a template, so it was not asked about.`,
    mentioned: (images, more) =>
      `Not asked about, for nothing tells whether it is pulled: ${images.map(({ name, place }) => `${name} (${place})`).join(', ')}${more > 0 ? `, and ${more} more of the kind` : ''}.`,
    notMoved: (file, registry, access) =>
      `Nothing in ${file} is ${access === 'push' ? 'pushed to' : 'pulled from'} ${registry}, so there was nothing to ask.`,
    nameless: (given) => `No image is named by ${given.join(', ')}, so there was nothing to ask.`,
    otherRegistries: (count) =>
      count === 1
        ? '1 image of another registry was not asked about.'
        : `${count} images of other registries were not asked about.`,
    alike: (place, name, meant) =>
      `${at(place)}${name} is on another registry, so it was not asked about. Did you mean ${meant}?`,
    more: (count) => `… and ${count} more of the kind.`,
    noVariables: (file) => `${file} is no dotenv file.`,
  },
  'zh-CN': {
    placeholder: (place, name, value) => `${atZh(place)}${name} 仍是教程中的占位符“${value}”。`,
    missing: (place, name, variables) =>
      variables.length > 0
        ? `${atZh(place)}镜像“${name}”需要 ${variables.join('、')}，而这里没有设置，因此没有询问。`
        : `${atZh(place)}镜像“${name}”由模板生成，因此没有询问。`,
    mentioned: (images, more) =>
      `没有询问以下镜像，因为看不出是否会拉取它们：${images.map(({ name, place }) => `${name}（${place}）`).join('、')}${more > 0 ? `，以及另外 ${more} 个` : ''}。`,
    notMoved: (file, registry, access) =>
      `${file} 中没有需要${access === 'push' ? `推送到 ${registry}` : `从 ${registry} 拉取`}的镜像，因此无需询问。`,
    nameless: (given) => `${given.join('、')} 没有写出镜像，因此无需询问。`,
    otherRegistries: (count) => `有 ${count} 个镜像在其他注册表上，没有询问。`,
    alike: (place, name, meant) => `${atZh(place)}${name} 在其他注册表上，没有询问。是否想写 ${meant}？`,
    more: (count) => `……还有 ${count} 处类似情况。`,
    noVariables: (file) => `${file} 不是 dotenv 文件。`,
  },
};
