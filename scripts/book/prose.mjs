// Text of the causes as markdown, and what they rest on as links.

/** Pages of GitHub's documentation that the causes name. */
const DOCS = {
  'Deleting and restoring a package': 'packages/learn-github-packages/deleting-and-restoring-a-package',
  'Working with the Container registry':
    'packages/working-with-a-github-packages-registry/working-with-the-container-registry',
  'Publishing and installing a package with GitHub Actions':
    'packages/managing-github-packages-using-github-actions-workflows/publishing-and-installing-a-package-with-github-actions',
  "Configuring a package's access control and visibility":
    'packages/learn-github-packages/configuring-a-packages-access-control-and-visibility',
  'Connecting a repository to a package':
    'packages/learn-github-packages/connecting-a-repository-to-a-package',
  'Workflow syntax, permissions': 'actions/reference/workflows-and-actions/workflow-syntax#permissions',
  'Reusing workflow configurations':
    'actions/reference/workflows-and-actions/reusing-workflow-configurations',
  GITHUB_TOKEN: 'actions/concepts/security/github_token',
  'Automating Dependabot with GitHub Actions':
    'code-security/dependabot/working-with-dependabot/automating-dependabot-with-github-actions',
  'Using secrets in GitHub Actions': 'actions/how-tos/write-workflows/choose-what-workflows-do/use-secrets',
  'Token expiration and revocation':
    'authentication/keeping-your-account-and-data-secure/token-expiration-and-revocation',
  'Scopes for OAuth apps': 'apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps',
  'Authorizing a personal access token for use with single sign-on':
    'authentication/authenticating-with-single-sign-on/authorizing-a-personal-access-token-for-use-with-single-sign-on',
  'Permissions for the packages API': 'packages/learn-github-packages/about-permissions-for-github-packages',
  'Contexts reference': 'actions/reference/workflows-and-actions/contexts',
  'Unlocking a locked account': 'billing/how-tos/troubleshooting/locked-account',
  'Managing allowed IP addresses for your organization':
    'organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/managing-allowed-ip-addresses-for-your-organization',
};

const PAGES = {
  'Kubernetes docs: Pull an Image from a Private Registry':
    'https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/',
  'Kubernetes docs: Types of Secret':
    'https://kubernetes.io/docs/concepts/configuration/secret/#secret-types',
  'kubernetes/kubernetes: pkg/credentialprovider (secrets.go, config.go, keyring.go)':
    'https://github.com/kubernetes/kubernetes/tree/master/pkg/credentialprovider',
  'OCI image specification: image index':
    'https://github.com/opencontainers/image-spec/blob/main/image-index.md',
  'actions/languageservices workflow-parser/src/workflow-v1.0.json: permissions, step':
    'https://github.com/actions/languageservices/blob/main/workflow-parser/src/workflow-v1.0.json',
  'docker/login-action src/docker.ts': 'https://github.com/docker/login-action/blob/master/src/docker.ts',
  'man page containers-auth.json(5)':
    'https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md',
  'OCI distribution spec: Pulling manifests':
    'https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests',
  'OCI distribution spec: Pushing manifests':
    'https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pushing-manifests',
  'docker/login-action README': 'https://github.com/docker/login-action#readme',
  'GitHub changelog 2023-02-02: default GITHUB_TOKEN permissions are read-only':
    'https://github.blog/changelog/2023-02-02-github-actions-updating-the-default-github_token-permissions-to-read-only/',
};

/** Code as code: expressions, permissions, keys, references; an expression would be eaten by some renderers. */
export function prose(text) {
  const code =
    /\bkubectl get [!-~ ]*?ghcr\.io\/[\w/:.-]*\w|(?:push: |github-token: |(?:images: )?[\w./-]+\/)?\$\{\{.*?\}\}(?:[/:][\w./:-]*\w)?|\b(?:packages|id-token|attestations|contents): (?:write|read)\b|\bprovenance: false\b|\bghcr-preflight (?:check(?: --access pull)?(?: IMAGE)?|lint)\b|https:\/\/[\w./-]*OWNER(?:[!-'*-+\--9;-~]*[\w/=])?|(?:\bread -rs TOKEN && printf '[^']*' "\$TOKEN" \| )?\bcurl -sI(?: --config -)? https:\/\/[^\s:：）]+[\w/]|\b(?:skopeo list-tags|docker (?:history|login|logout|buildx imagetools inspect)) (?=[^\s，。,：]*[./]\w)[^\s，。,：]+[\w]|\bx-oauth-scopes\b|\bgithub_pat_|\bghp_|\bprintf %s [^|]*\| wc -c|\boci:\/\/ghcr\.io\/OWNER(?:\/NAME(?::TAG)?)?\b|\bcontainer: credentials:|\b(?:secrets|cache-to): [a-z]+(?:=[a-z]+)?|\b(?:write|read|delete):packages\b|\bghcr\.io\/[A-Za-z/:.\d-]*[A-Za-z\d]|org\.opencontainers\.image\.source=[^\s（，]*[^\s（，.,]|\b(?:GITHUB_TOKEN|GHCR_TOKEN)\b|(?<![\w-])OWNER\/(?:REPOSITORY|NAME)(?::TAG)?\b|\bREPOSITORY-OWNER\/REPOSITORY\b|\bgithub\.repository\b|\bghcr-token\b|\bcache-to\b|\bdocker\/metadata-action\b|\bpkg-containers\.githubusercontent\.com\b/g;
  return text.replace(code, (match) => `\`${match}\``);
}

export function link(address) {
  return /[A-Z]{4}/.test(address.replace(/description=\w+/, '')) ? `\`${address}\`` : `<${address}>`;
}

/** The rows of our own notes (`facts …`) say nothing to a reader; what they rest on does. */
export function sources(cause, language, words) {
  const shown = cause.sources.filter((source) => !source.startsWith('facts '));
  return shown.length ? shown.map((source) => `- ${cite(source, language)}`) : [words.reports];
}

/** A page, an issue or a discussion as a link. */
function cite(source, language) {
  const path = DOCS[source.replace(/^GitHub docs: /, '')];
  if (path) return `[${source}](https://docs.github.com/${language === 'en' ? 'en' : 'zh'}/${path})`;
  const [, own, section] = /^docs\/([\w-]+\.md), section (\d)/.exec(source) ?? [];
  if (own) return `[${source}](${language === 'en' ? '..' : '../..'}/${own}#section-${section})`;
  if (PAGES[source]) return `[${source}](${PAGES[source]})`;
  return source
    .replace(/^([\w.-]+\/[\w.-]+)#(\d+)$/, '[$&](https://github.com/$1/issues/$2)')
    .replace(/^orgs\/community\/discussions\/(\d+)$/, '[$&](https://github.com/$&)')
    .replace(/^https:\S+$/, '<$&>');
}
