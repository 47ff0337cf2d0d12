/** What stands in an input for a token and is none of GitHub's: the registry only says that it does not know it. Apart, because hardly any run has one. */
import { foreignSecret } from '../../../evidence/credentials/foreign-secret.js';
import { isPlaceholder, isSecretFile, isSecretReference } from '../../../evidence/credentials/placeholder.js';
import type { Language, Localized } from '../../../types.js';

interface NoTokenWords {
  placeholder(input: string): string;
  expression(input: string): string;
  reference(input: string): string;
  path(input: string): string;
  privateKey(input: string): string;
  foreign(input: string, issuer: string): string;
}

/** null: it may be a token. */
export function noTokenIn(input: string, secret: string, language: Language): string | null {
  const say = WORDS[language];
  if (EXPRESSION.test(secret)) return say.expression(input);
  if (isSecretReference(secret)) return say.reference(input);
  if (isSecretFile(secret)) return say.path(input);
  const foreign = foreignSecret(secret);
  if (foreign === 'private-key') return say.privateKey(input);
  if (foreign) return say.foreign(input, foreign.issuer);
  return isPlaceholder(secret, 'token') ? say.placeholder(input) : null;
}

/** An expression without `${{ }}`, or a variable that only a shell would fill in. */
const EXPRESSION = /^(?:(?:secrets|vars|env|github|inputs)\.[A-Za-z_][\w-]*|\$\{?[A-Za-z_]\w*\}?)$/;

const WORDS: Localized<NoTokenWords> = {
  en: {
    placeholder: (input) =>
      `The input "${input}" still holds the placeholder of a guide: put the token into a secret of the repository, and pass it as \${{ secrets.NAME }}.`,
    expression: (input) =>
      `The input "${input}" holds the name of a secret or of a variable, and not what is in it: nothing but \${{ }} is filled in there, as in \${{ secrets.NAME }}.`,
    reference: (input) =>
      `The input "${input}" holds a reference to a secret, or an encrypted one, and not the secret: a step before this one has to look it up.`,
    path: (input) => `The input "${input}" holds the path of a file, and not the token in it.`,
    privateKey: (input) =>
      `The input "${input}" holds a private key, and no token: that of a GitHub App is what actions/create-github-app-token takes.`,
    foreign: (input, issuer) =>
      `The input "${input}" holds a credential of ${issuer}, and no token of GitHub: revoke it there, for it was sent to another registry now.`,
  },
  'zh-CN': {
    placeholder: (input) =>
      `输入 ${input} 仍是教程中的占位符：请将令牌保存为存储库的机密，再以 \${{ secrets.NAME }} 传入。`,
    expression: (input) =>
      `输入 ${input} 的值是机密或变量的名称，而不是它的内容：这里只会替换 \${{ }}，例如 \${{ secrets.NAME }}。`,
    reference: (input) =>
      `输入 ${input} 的值是对机密的引用或加密后的机密，而不是机密本身：需要由此前的步骤解析它。`,
    path: (input) => `输入 ${input} 的值是文件路径，而不是文件中的令牌。`,
    privateKey: (input) =>
      `输入 ${input} 的值是私钥，而不是令牌：GitHub App 的私钥应传给 actions/create-github-app-token。`,
    foreign: (input, issuer) =>
      `输入 ${input} 的值是 ${issuer} 的凭据，而不是 GitHub 的令牌：它已被发送到另一个注册表，请在原服务中将其撤销。`,
  },
};
