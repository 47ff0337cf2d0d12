/** What guides and templates write where the reader's own value belongs. */

/** What a guide puts behind "your" and "my": "mylesborins" and "yourbase" are accounts. */
const WHOSE =
  'your[-_ ].*|your(?:[-_ ]?(?:company|team|repo))|(?:your|my)(?:[-_ ]?(?:github|ghcr|gh|docker|registry|personal|access|classic|api|user|name|login|org|organi[sz]ation|owner|account|token|pat|password|secret|key|value|here|goes))+';

/** Of any value; JSON is a whole file. */
const ANY = new RegExp(
  `^(?:<.*>|\\[(?!\\s*["{]).*\\]|\\{(?!\\s*").*\\}|\\$\\{\\{.*\\}\\}|\\$\\{?[a-z_]\\w*\\}?|%\\w+%|x{3,}|\\.{3,}|…|\\*{3,}|todo|fixme|change[-_ ]?me|replace[-_ ]?(?:me|this|with[-_ ]?.*)|${WHOSE}|(?:put|insert|paste|enter)[-_ ].*|.*[-_ ]here|example|placeholder|dummy|secret|token|password|none|null|undefined)$`,
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
  /^(?:(?:gh[pousr]_|github_pat_)(?:[x*.…]+|(.)\1*|\d{1,10}|your.*|my.{0,31}|.*(?:example|here|token|change|replace).*|<.*>)?|(?:github[-_]?)?(?:pat|token)|(?:ghcr|cr|gh|github)[-_]?(?:pat|token)|令牌|你的.*|您的.*)$/i;

/**
 * What a shell, a template engine or a tool of infrastructure puts a value in the place of: `${…}`, `$(…)`, `$$NAME`, `$env:NAME`,
 * `{{…}}`, `@NAME@`, `__NAME__`, `#{…}#`, `var.name` of Terraform, a call such as Jenkins' `credentials('ghcr')`.
 */
const TEMPLATE =
  /^(?:\$+(?:__\w+)?(?:\{.*\}|\(.*\)|\[.*\])|\$+(?:env:)?[a-z_]\w*|%\{.*\}|`.*`|!\w+!|@@?\w+@@?|__\w+__|#\{.*\}#?|\{%.*%\}|(?:var|local|data|module)\.[a-z_][\w.[\]"]*|[a-z]\w*\((["'`]).*\1\))$/i;

/**
 * Words of which examples are made. No token of GitHub's is made of them alone, whatever stands between them: it has one of the
 * documented prefixes and random characters behind, or is forty hexadecimal digits. Longer ones first.
 */
const EXAMPLE_WORDS =
  /placeholder|credentials?|change(?:me|it)|replaced?|required|optional|redacted|personal|password|provided?|registry|actual|access|classic|example|filled|foobar|github|hidden|insert|masked|mytoken|sample|secret|should|string|token|paste|dummy|value|valid|write|read|empty|packages?|please|enter|added|change|ghcr|user|fake|fill|from|goes|here|mock|none|pass|real|some|test|this|todo|fixme|tbd|unset|with|your|blank|x{3,}|\*{3,}|\.{3,}|0?123(?:4(?:5(?:6(?:7(?:89?0?)?)?)?)?)?|abc(?:def(?:ghi)?)?|xyz|add|api|bar|baz|foo|key|org|pat|put|set|the|use|be|by|cr|gh|in|is|it|me|my|n\/a|na|of|or|to|a/gi;

/** Does it stand for what a tool fills in, as envsubst, Flux, Kustomize's wrappers and Azure DevOps do in a manifest? */
export function isTemplate(text: string): boolean {
  return /^\{\{.*\}\}$/.test(text.trim()) || TEMPLATE.test(text.trim());
}

/**
 * What stands for a secret in a store, and comes to one where a program of that store has looked it up: 1Password's `op://…`
 * (docs "Secret reference syntax"), vals' `ref+vault://…`, `vault:PATH#KEY` of Bank-Vaults, ARNs of AWS, references of
 * Azure's Key Vault and its addresses, names of Google's Secret Manager, `<path:PATH#KEY>` of Argo CD's Vault plugin. No token has a scheme in front.
 */
const REFERENCE =
  /^(?:(?!(?:https?|oci|docker|git|ssh):)[a-z][\w+.-]*:\/\/|https:\/\/[\w-]+\.vault\.(?:azure\.net|azure\.cn|usgovcloudapi\.net)\/secrets\/|(?:keyvaultref|secretref|secretsmanager|ssm|keychain|akeyless|conjur):\S|env:[a-z_]\w*$|file:[./~]|>{0,2}vault:[^#\s]+#|(?:kv|secrets?|vault)(?:\/[\w-]+)+#[\w-]+$|arn:aws[\w-]*:(?:secretsmanager|ssm):|@Microsoft\.KeyVault\(|projects\/[^/\s]+\/secrets\/|<path:[^>]+#)/i;

/**
 * A secret as it is kept, encrypted: by Ansible Vault, SOPS (`ENC[AES256_GCM,…]`), eyaml and Jasypt, Spring's `{cipher}`, Vault's
 * transit engine, dotenvx, OpenPGP and age.
 */
const ENCRYPTED =
  /^(?:\$ANSIBLE_VAULT;|!vault(?:-encrypted)?\s|ENC[[(]|\{cipher\}|vault:v\d+:|encrypted:[\w+/=]|-----BEGIN (?:PGP|AGE|AGE ENCRYPTED))/i;

/**
 * Does such a reference, or an encrypted secret, stand where a secret belongs? No token of GitHub's begins so, and no password that
 * somebody made up.
 */
export function isSecretReference(text: string): boolean {
  const value = unquoted(text);
  return REFERENCE.test(value) || ENCRYPTED.test(value);
}

/** As long as a real one, of its characters, with a digit or one letter all along: whether it is one, the registry says. */
const SHAPED = /^(?:gh[pousr]_|github_pat_)(?![x.-]+$)(?=.*\d|(.)\1+$)[\w.-]{36,}$/i;

/** Any word may be a password, that of an example too: only what none looks like is no password. */
const NO_PASSWORD =
  /^(?:<.*>|\$\{\{.*\}\}|\$\{[A-Za-z_]\w*\}|\$[A-Z_][A-Z\d_]*|%[A-Z_]+%|(?:gh[pousr]_|github_pat_)?(?:[xX]{3,}|\.{3,}|…|\*{3,})|(?:gh[pousr]_|github_pat_)[Yy][Oo][Uu][Rr].*)$/;
const WHOSE_PASSWORD = new RegExp(`^(?:${WHOSE})$`, 'i');

/**
 * @param of a user name such as `your-username`; an owner in the name of an image, which may be called `user`; a token
 *   of GitHub's such as `ghp_xxx`; a password of any other registry
 */
export function isPlaceholder(text: string, of: 'user' | 'owner' | 'token' | 'password'): boolean {
  // None is longer than a token.
  const value = text.trim().slice(0, 300);
  if (value === '') return false;
  if (of === 'token') return isForToken(unquoted(value));
  if (of === 'password') return NO_PASSWORD.test(value) || WHOSE_PASSWORD.test(value);
  if (of === 'user') return ANY.test(value) || USER.test(value);
  return OWNER.test(value);
}

function isForToken(value: string): boolean {
  if (ANY.test(value) || TEMPLATE.test(value) || /^[-~*_.•?#]+$/.test(value)) return true;
  return (TOKEN.test(value) || isOfExampleWords(value)) && !SHAPED.test(value);
}

/** `change-me-please`, `ghp_placeholder`, `test-token-1`. */
function isOfExampleWords(value: string): boolean {
  const words = value.replace(/^(?:gh[pousr]_|github_pat_)/, '');
  const rest = words.replace(EXAMPLE_WORDS, '');
  return rest !== words && /^[-_.:!,\s]*\d{0,4}[-_.:!,\s]*$/.test(rest);
}

/** A path where a secret belongs: of a mounted secret, or in a home folder. A password may begin with a slash, and hardly so. */
export function isSecretFile(text: string): boolean {
  return /^@?(?:\/(?:run|var|etc|mnt|home|root|opt|vault|secrets|tmp|Users)\/|~\/|\.{1,2}\/)[\w./-]+$/.test(
    unquoted(text),
  );
}

/** Without the quotation marks that a file of another kind has around it. */
function unquoted(text: string): string {
  return text
    .trim()
    .replace(/^(["'])(.*)\1$/s, '$2')
    .trim();
}
