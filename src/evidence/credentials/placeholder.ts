/** What guides and templates write where the reader's own value belongs. */

/** What a guide puts behind "your" and "my": "mylesborins" and "yourbase" are accounts. */
const WHOSE =
  'your[-_ ].*|your(?:[-_ ]?(?:company|team|repo))|(?:your|my)(?:[-_ ]?(?:github|ghcr|gh|docker|registry|personal|access|classic|api|user|name|login|org|organi[sz]ation|owner|account|token|pat|password|secret|key|value|here|goes))+';

/** Of any value. */
const ANY = new RegExp(
  `^(?:<.*>|\\[.*\\]|\\{.*\\}|\\$\\{\\{.*\\}\\}|\\$\\{?\\w+\\}?|%\\w+%|x{3,}|\\.{3,}|…|\\*{3,}|todo|fixme|change[-_ ]?me|replace[-_ ]?(?:me|this|with[-_ ]?.*)|${WHOSE}|(?:put|insert|paste|enter)[-_ ].*|.*[-_ ]here|example|placeholder|dummy|secret|token|password|none|null|undefined)$`,
  'i',
);

const USER =
  /^(?:user(?:name)?|owner|org(?:anization)?|name|(?:github|gh|ghcr)[-_]?(?:user(?:name)?|owner|actor)|octocat|someone|你的.*|您的.*|用户名)$/i;

const OWNER = new RegExp(
  `^(?:<.*>|${WHOSE}|owner|org|username|change[-_ ]?me|github[-_]?username|你的.*)$`,
  'i',
);

/** A token's prefix with nothing random behind it. */
const TOKEN =
  /^(?:(?:gh[pousr]_|github_pat_)(?:[x*.…]+|(.)\1*|\d{1,10}|your.*|my.*|.*(?:example|here|token|change|replace).*|<.*>)?|(?:github[-_]?)?(?:pat|token)|(?:ghcr|cr|gh|github)[-_]?(?:pat|token)|令牌|你的.*|您的.*)$/i;

/**
 * What stands for a secret in a store, and comes to one where a program of that store has looked it up: 1Password's `op://…`
 * (docs "Secret reference syntax"), vals' `ref+vault://…`, `vault:PATH#KEY` of Bank-Vaults, ARNs of AWS, references of
 * Azure's Key Vault, names of Google's Secret Manager. No token has a scheme in front.
 */
const REFERENCE =
  /^(?:(?!(?:https?|oci|docker|git|ssh):)[a-z][\w+.-]*:\/\/|secretref:|>{0,2}vault:[^#\s]+#|arn:aws[\w-]*:(?:secretsmanager|ssm):|@Microsoft\.KeyVault\(|projects\/[^/\s]+\/secrets\/)/i;

/** Does such a reference stand where a secret belongs? No token of GitHub's begins so. */
export function isSecretReference(text: string): boolean {
  return REFERENCE.test(text.trim());
}

/** As long as a real one, of its characters, with a digit or one letter all along: whether it is one, the registry says. */
const SHAPED = /^(?:gh[pousr]_|github_pat_)(?![x.-]+$)(?=.*\d|(.)\1+$)[\w.-]{36,}$/i;

/**
 * @param of a user name such as `your-username`; an owner in the name of an image, which may be called `user`; a token
 *   such as `ghp_xxx`
 */
export function isPlaceholder(text: string, of: 'user' | 'owner' | 'token'): boolean {
  // None is longer than a token.
  const value = text.trim().slice(0, 300);
  if (value === '') return false;
  if (of === 'token') return ANY.test(value) || (TOKEN.test(value) && !SHAPED.test(value));
  if (of === 'user') return ANY.test(value) || USER.test(value);
  return OWNER.test(value);
}
