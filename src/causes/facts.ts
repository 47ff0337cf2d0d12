/**
 * The words that the causes' texts are made of, as plain strings. An empty string means
 * «not known»; a text that can do without it leaves it out. The book of causes fills in
 * placeholders instead. What only one cause's texts need is that cause's detail.
 */
import { repositoryOwner } from '../evidence/repository-name.js';
import { packagePage } from '../evidence/settings-url.js';
import type { TokenEvidence } from '../evidence/types/token.js';
import type { Access, Language } from '../types.js';
import type { Asker, Attempt } from './askers/asker.js';
import type { Case, CaseImage, Subject } from './case.js';

export interface Facts {
  /** In whose words the cure is told. */
  asker: Asker;
  /** null: a log does not tell. */
  access: Access | null;
  registry: string;
  /** `registry/owner/name`, without tag. */
  image: string;
  /** With tag or digest, normalised. */
  reference: string;
  /** As the user wrote it. */
  given: string;
  owner: string;
  package: string;
  tag: string;
  /** `Owner/Name` of the repository whose workflow runs. */
  repository: string;
  repositoryOwner: string;
  event: string;
  job: string;
  /** How a user calls the token: `GHCR_TOKEN`, `GITHUB_TOKEN`, «the entry for ghcr.io in FILE». */
  token: string;
  /** For what the client keeps it, where that is a part of the registry. */
  entry?: Attempt['entry'];
  /** The pull secret that it stands in; absent, or null: none is known. */
  secret?: Attempt['secret'];
  /** In words: `classic personal access token`, … */
  tokenKind: string;
  /** Account of a user's token. */
  login: string;
  /** Scopes of a user's token, comma-separated. */
  scopes: string;
  expires: string;
  /** The registry's own words, or the status when it said nothing. */
  said: string;
  /** It was GitHub's API that refused, and the registry said nothing. */
  byApi: boolean;
  requestId: string;
  /** It is a step that may be given the tags that docker/metadata-action makes. */
  takesTags: boolean;
  /** Settings page of the package. */
  settingsUrl: string;
  /** Repository that the package is linked to. */
  packageRepository: string;
  serverUrl: string;
}

/** The facts of a case, of a run as a whole, or of a push in a text, in one language. */
export function factsOf(subject: Subject | Case, language: Language): Facts {
  const { image, token, calledToken, registry, repository, serverUrl, package: about } = subject;
  return {
    asker: subject.asker,
    access: subject.access,
    registry,
    ...(image ? imageFacts(image) : NO_IMAGE),
    repository: repository ?? '',
    repositoryOwner: repositoryOwner(repository) ?? '',
    event: subject.event ?? '',
    job: subject.job ?? '',
    token: calledToken ? tokenName(calledToken, registry, language) : '',
    ...entryKept(token),
    // Without a token of its own the secret is not there, or holds none.
    secret: token ? (subject.pullSecret ?? null) : null,
    tokenKind: token ? tokenKindName(token.kind, language) : '',
    login: token?.user?.login ?? '',
    scopes: token?.user?.scopes?.join(', ') ?? '',
    expires: token?.user?.expiresAt ?? '',
    said: subject.said || subject.trouble?.[language] || (subject.status ? `HTTP ${subject.status}` : ''),
    byApi: 'kind' in subject && subject.kind === 'api',
    requestId: subject.requestId ?? '',
    takesTags: subject.asker.place === 'workflow' && subject.takesTags !== false,
    settingsUrl: about?.settingsUrl ?? (image ? packagePage(serverUrl, image) : ''),
    packageRepository: about?.repository ?? '',
    serverUrl,
  };
}

export type ImageFacts = Pick<Facts, 'image' | 'reference' | 'given' | 'owner' | 'package' | 'tag'>;

const NO_IMAGE: ImageFacts = { image: '', reference: '', given: '', owner: '', package: '', tag: '' };

/** The facts of an image: for a claim that is about one without a refusal. */
export function imageFacts(image: CaseImage): ImageFacts {
  return {
    image: image.address,
    reference: image.reference,
    given: image.given,
    owner: image.owner,
    package: image.package,
    tag: image.tag ?? '',
  };
}

/** How the user knows this token. */
export function tokenName(
  token: Pick<TokenEvidence, 'source' | 'file' | 'variable' | 'scope'>,
  registry: string,
  language: Language,
): string {
  if (token.variable) return variableIn(token.variable, token.file, language);
  if (token.source === 'ghcr-token') return 'GHCR_TOKEN';
  if (token.source === 'github-token') return 'GITHUB_TOKEN';
  const file = token.file ?? 'config.json';
  const entry = token.scope ?? registry;
  return language === 'zh-CN' ? `${file} 中 ${entry} 的凭据` : `the entry for ${entry} in ${file}`;
}

/**
 * podman, buildah and skopeo log in to a part of a registry, and out of it, by its name (podman-login(1)); docker goes by the
 * host, whatever else stands in its file.
 */
export function entryKept(token: Pick<TokenEvidence, 'file' | 'scope'> | null): Pick<Attempt, 'entry'> {
  return token?.scope && token.file?.endsWith('auth.json') ? { entry: token.scope } : {};
}

/** A stored login by what it is for. */
export function loginName(entry: string, language: Language): string {
  return language === 'zh-CN' ? `${entry} 的凭据` : `the login for ${entry}`;
}

function variableIn(variable: string, file: string | null, language: Language): string {
  if (file === null) return variable;
  return language === 'zh-CN' ? `${file} 中的 ${variable}` : `${variable} in ${file}`;
}

/** The kind of a token in words. */
export function tokenKindName(kind: TokenEvidence['kind'], language: Language): string {
  return TOKEN_KINDS[language][kind];
}

const TOKEN_KINDS: Record<Language, Record<TokenEvidence['kind'], string>> = {
  en: {
    'classic-pat': 'classic personal access token',
    'fine-grained-pat': 'fine-grained personal access token',
    'github-token': "the job's own GITHUB_TOKEN",
    'app-installation': 'installation token of a GitHub App',
    oauth: 'OAuth token',
    'app-user': 'user token of a GitHub App',
    refresh: 'refresh token',
    unknown: 'token of an unknown kind',
  },
  'zh-CN': {
    'classic-pat': '经典个人访问令牌',
    'fine-grained-pat': '细粒度个人访问令牌',
    'github-token': '作业自带的 GITHUB_TOKEN',
    'app-installation': 'GitHub App 安装令牌',
    oauth: 'OAuth 令牌',
    'app-user': 'GitHub App 用户令牌',
    refresh: '刷新令牌',
    unknown: '类型未知的令牌',
  },
};
