/** What `check` says of the names and tokens that a text was to give: placeholders, open variables, images that were not asked about. */
import type { Access, Localized } from '../../../../types.js';

export interface NamedWords {
  placeholderToken(place: string, name: string): string;
  /** `null` and the like in the place of a token: what is there is held for a secret, and not shown. */
  wordForNothing(name: string): string;
  /** A reference to a secret that nothing has looked up: the value is not shown, since only its beginning is known. */
  secretReference(place: string, name: string): string;
  /** A path in the place of what the file holds. */
  secretFile(place: string, name: string): string;
  placeholder(place: string, name: string, value: string): string;
  missing(place: string, name: string, variables: readonly string[]): string;
  /** Images where nothing tells that they are pulled. @param more that are not shown */
  mentioned(images: readonly { name: string; place: string }[], more: number): string;
  notMoved(file: string, registry: string, access: Access): string;
  /** What was given in the place of images: caches that are kept elsewhere. */
  nameless(given: readonly string[]): string;
  otherRegistries(count: number): string;
  more(count: number): string;
  noVariables(file: string): string;
}

const at = (place: string) => (place ? `${place}: ` : '');
const atZh = (place: string) => (place ? `${place}：` : '');

export const NAMED_WORDS: Localized<NamedWords> = {
  en: {
    wordForNothing: (name) =>
      `${name} holds a word that a command prints where it found nothing, such as null, so there is no token in it and none was sent: look at the command that sets it.`,
    placeholderToken: (place, name) =>
      `${at(place)}${name} still holds the placeholder of a guide, so there is no token in it and none was sent.`,
    secretReference: (place, name) =>
      `${at(place)}${name} holds a reference to a secret, or an encrypted one, and not the secret, so none was sent: start this command with the program that looks it up, as op run -- COMMAND does for op://.`,
    secretFile: (place, name) =>
      `${at(place)}${name} holds the path of a file and not the token in it, so none was sent: read it, as export ${name}="$(cat FILE)" does.`,
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
    more: (count) => `… and ${count} more of the kind.`,
    noVariables: (file) => `${file} is no dotenv file.`,
  },
  'zh-CN': {
    wordForNothing: (name) =>
      `${name} 的值是命令没有找到内容时输出的词（例如 null），其中没有令牌，因此没有发送：请检查设置它的命令。`,
    placeholderToken: (place, name) =>
      `${atZh(place)}${name} 仍是教程中的占位符，其中没有令牌，因此没有发送。`,
    secretReference: (place, name) =>
      `${atZh(place)}${name} 的值是指向密钥的引用或加密后的密钥，而不是密钥本身，因此没有发送：请通过解析该引用的程序来启动本命令，例如 op:// 可使用 op run -- COMMAND。`,
    secretFile: (place, name) =>
      `${atZh(place)}${name} 的值是文件路径，而不是文件中的令牌，因此没有发送：请读取该文件，例如 export ${name}="$(cat FILE)"。`,
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
    more: (count) => `……还有 ${count} 处类似情况。`,
    noVariables: (file) => `${file} 不是 dotenv 文件。`,
  },
};
