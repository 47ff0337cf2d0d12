/**
 * The words that the causes' texts are made of, as plain strings. An empty string means
 * «not known»; a text that can do without it leaves it out. The book of causes fills in
 * placeholders instead. What only one cause's texts need is that cause's detail.
 */
import { repositoryOwner } from '../evidence/repository-name.js';
import type { TokenEvidence } from '../evidence/types/token.js';
import type { Access, Language } from '../types.js';
import type { Asker, Attempt } from './askers/asker.js';
import type { Case, CaseImage, Subject } from './case.js';
import { pageOfPackage } from './claims/pages.js';
import { tokenKindName, tokenName } from './token-names.js';

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

/** Whoever tells of a refusal in words of his own shows none of the registry's, of which a text could quote any. */
function saidTo(subject: Subject | Case, language: Language): string {
  if ('isTold' in subject && subject.isTold) return '';
  return subject.said || subject.trouble?.[language] || (subject.status ? `HTTP ${subject.status}` : '');
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
    said: saidTo(subject, language),
    byApi: 'kind' in subject && subject.kind === 'api',
    requestId: subject.requestId ?? '',
    takesTags: subject.asker.place === 'workflow' && subject.takesTags !== false,
    settingsUrl: about?.settingsUrl ?? (image ? pageOfPackage(subject, image) : ''),
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

/**
 * podman, buildah and skopeo log in to a part of a registry, and out of it, by its name (podman-login(1)); docker goes by the
 * host, whatever else stands in its file.
 */
export function entryKept(token: Pick<TokenEvidence, 'file' | 'scope'> | null): Pick<Attempt, 'entry'> {
  return token?.scope && token.file?.endsWith('auth.json') ? { entry: token.scope } : {};
}
