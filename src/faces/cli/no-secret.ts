/** Why what a variable holds is no token, and is not sent: said alike by every command that would send one. */
import { foreignSecret } from '../../evidence/credentials/foreign-secret.js';
import { isPlaceholder, isSecretFile, isSecretReference } from '../../evidence/credentials/placeholder.js';
import type { Language, Localized } from '../../types.js';

/** What is looked for: a token of GitHub's, or the password of any other registry, which may be any word. */
export type SecretKind = 'token' | 'password';

interface NoSecretWords {
  placeholderToken(place: string, name: string): string;
  /** `null` and the like in the place of a token: what is there is held for a secret, and not shown. */
  wordForNothing(name: string): string;
  /** A reference to a secret that nothing has looked up: the value is not shown, since only its beginning is known. */
  secretReference(place: string, name: string): string;
  /** A path in the place of what the file holds. */
  secretFile(place: string, name: string): string;
  /** Of a service that GitHub is not: the registry would only refuse it, and would have it then. */
  foreignSecret(place: string, name: string, issuer: string): string;
  privateKey(place: string, name: string): string;
}

const at = (place: string) => (place ? `${place}: ` : '');
const atZh = (place: string) => (place ? `${place}：` : '');

const WORDS: Localized<NoSecretWords> = {
  en: {
    wordForNothing: (name) =>
      `${name} holds a word that a command prints where it found nothing, such as null, so there is no token in it and none was sent: look at the command that sets it.`,
    placeholderToken: (place, name) =>
      `${at(place)}${name} still holds the placeholder of a guide, so there is no token in it and none was sent.`,
    secretReference: (place, name) =>
      `${at(place)}${name} holds a reference to a secret, or an encrypted one, and not the secret, so none was sent: start this command with the program that looks it up, as op run -- COMMAND does for op://.`,
    secretFile: (place, name) =>
      `${at(place)}${name} holds the path of a file and not the token in it, so none was sent: read it, as export ${name}="$(cat FILE)" does.`,
    foreignSecret: (place, name, issuer) =>
      `${at(place)}${name} holds a credential of ${issuer} and no token of GitHub, so none was sent.`,
    privateKey: (place, name) => `${at(place)}${name} holds a private key and no token, so none was sent.`,
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
    foreignSecret: (place, name, issuer) =>
      `${atZh(place)}${name} 的值是 ${issuer} 的凭据，而不是 GitHub 的令牌，因此没有发送。`,
    privateKey: (place, name) => `${atZh(place)}${name} 的值是私钥，而不是令牌，因此没有发送。`,
  },
};

/** null: it may be a secret. @param place in a file; empty: the environment */
export function noSecret(
  value: string,
  { place, name, of, language }: { place: string; name: string; of: SecretKind; language: Language },
): string | null {
  const say = WORDS[language];
  // Of jq, JavaScript, Python and Go; in a file somebody wrote it.
  if (place === '' && /^(?:null|undefined|none|nil)$/i.test(value.trim())) return say.wordForNothing(name);
  if (isSecretReference(value)) return say.secretReference(place, name);
  if (isSecretFile(value)) return say.secretFile(place, name);
  // Another registry takes whatever it gave out.
  const foreign = of === 'token' ? foreignSecret(value) : null;
  if (foreign === 'private-key') return say.privateKey(place, name);
  if (foreign) return say.foreignSecret(place, name, foreign.issuer);
  return isPlaceholder(value, of) ? say.placeholderToken(place, name) : null;
}
