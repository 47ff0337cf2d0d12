/** Which registry a line names: GitHub's, or one of the others. */
import { isMisspelt } from '../registry/misspelt.js';
import { isInItsPlace } from './registry-places.js';
import type { LogImage } from './types.js';

/**
 * A host, as it stands in front of an image's name or in an address; its first part may be a variable or masked. By
 * docker's rule a name without a dot is one where a port goes with it.
 */
const HOST =
  /(?<![\w.@-])(?:(?:\$\{?\w+\}?|<[\w -]+>|\*{3})\.)?((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}|localhost|\d{1,3}(?:\.\d{1,3}){3}|[a-z][a-z0-9-]{0,62}(?=:\d{2,5}\b))(?::\d{2,5})?(?![\w.-]*@)/gi;

/**
 * Where github.com's registry sends whoever asks it for a layer: the host in front (facts R7), and the storage behind it,
 * which clients have been sent to as well (llm-d-incubation/llm-d-infra#137).
 */
const STORES = /^(?:pkg-containers\.githubusercontent\.com|ghcr\d+production\.blob\.core\.windows\.net)$/i;

/** GitHub's registry: github.com's, the old one, and GHES and GHE.com with subdomains (facts, section 5). */
export function isOurs(host: string): boolean {
  return /^(?:ghcr\.io|docker\.pkg\.github\.com)$/i.test(host) || STORES.test(host) || isContainers(host);
}

/** GitHub's registries of other packages, which answer in the same words. */
export function isOfOtherPackages(host: string): boolean {
  return /^(?:npm|maven|nuget|rubygems)\.pkg\.github\.com$/i.test(host);
}

/** Registries of companies that are called as those of GitHub servers are. */
const CALLED_ALIKE = /^containers\.(?:intersystems\.com|renci\.org)$/i;

function isContainers(host: string): boolean {
  if (CALLED_ALIKE.test(host)) return false;
  return /^containers\.(?!io$|org$|dev$|com$)[\w.-]+\.[a-z]{2,}$/i.test(host);
}

/** A file of source code and a line in it, as programs say where they are; what is a country's name as well is left out. */
const SOURCE_LINE = /\.(?:go|js|mjs|cjs|ts|tsx|java|kt|rb|php|cpp|swift|yml|yaml|json)$/i;

/** Other registries by name; others still are known by the form of the address. */
const OTHERS =
  /^(?:(?:registry-1|index|auth|registry|hub|production\.cloudflare)\.docker\.(?:io|com)|docker\.io|(?:[\w.-]*\.)?dkr\.ecr\.[\w-]+\.amazonaws\.com(?:\.cn)?|[\w.-]*\.ecr\.aws|quay\.io|(?:[\w-]+\.)?gcr\.io|[\w-]+-docker\.pkg\.dev|(?:[\w-]+\.)?azurecr\.io|registry\.[\w.-]+|[\w.-]*mcr\.microsoft\.com|registry\.k8s\.io|lscr\.io|nvcr\.io|(?:[\w.-]*\.)?jfrog\.io|[\w.-]*npmjs\.(?:org|com)|pypi\.org|upload\.pypi\.org|crates\.io|rubygems\.org|codeberg\.org|[\w.-]*gitlab\.com|[\w-]+\.ocir\.io|icr\.io|cr\.yandex|npm\.pkg\.github\.com|maven\.pkg\.github\.com|nuget\.pkg\.github\.com|rubygems\.pkg\.github\.com|harbor\.[\w.-]+|public\.ecr\.aws)$/i;

export interface Named {
  host: string;
  ours: boolean;
  /** Somebody meant `ghcr.io`. */
  misspelt: boolean;
  /** It stands in the address of a request: `https://ghcr.io/v2/…`. */
  isAsked: boolean;
  index: number;
}

/**
 * A registry that stands in front of another's name: `mirror.example/ghcr.io/…` (facts K9). One without a dot is known
 * behind a scheme, or where a name begins, in quotes or behind what is done with it: there, docker takes it for a part
 * of one of Docker Hub's.
 */
const IN_FRONT =
  /((?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?|(?<![\w.-])(?:localhost|\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?|(?<![\w.-])[a-z][a-z0-9-]{0,62}:\d{2,5}|(?<=:\/\/|["'`]|\b(?:in|from|to|for|image|source|reference|destination|pull|push|pulling|pushing) )[a-z][a-z0-9-]{0,62})\/(?:[\w.-]+\/)*$/i;

/** Every registry that the text names, in its order. */
export function registriesIn(text: string): Named[] {
  const found: Named[] = [];
  for (const { 0: whole, 1: name = '', index } of text.matchAll(HOST)) {
    const host = name.toLowerCase();
    if (SOURCE_LINE.test(host)) continue;
    const ours = isOurs(host);
    const before = text.slice(Math.max(0, index - 80), index);
    // Behind the slashes of an address nobody stands in front, and most lines show no more than those.
    const isBehind = before.endsWith('/') && !before.endsWith('//');
    const front = isBehind ? IN_FRONT.exec(before)?.[1]?.toLowerCase() : undefined;
    const misspelt = isMisspelt(host);
    if (front) {
      // The one in front answers; the other is part of a name. A file in the path of a page is neither.
      const isRegistry = ours || misspelt || OTHERS.test(host);
      if (isRegistry && !isOurs(front))
        found.push({ host: front, ours: false, misspelt: false, isAsked: false, index });
      continue;
    }
    const after = text.slice(index + whole.length, index + whole.length + 80);
    const isRegistryAddress = /https?:\/\/$/.test(before) && /^\/(?:v2\/|token\?)/.test(after);
    if (
      ours ||
      misspelt ||
      OTHERS.test(host) ||
      CALLED_ALIKE.test(host) ||
      isRegistryAddress ||
      isInItsPlace(host, before, after)
    )
      found.push({
        host: STORES.test(host) ? 'ghcr.io' : host,
        ours,
        misspelt,
        isAsked: isRegistryAddress,
        index,
      });
  }
  return found;
}

/** The registry that a line is about: the one that was asked, else the last that is named. */
export function registryIn(text: string): Named | undefined {
  const all = registriesIn(text);
  return all.findLast(({ isAsked }) => isAsked) ?? all.at(-1);
}

/** In front of a page that a client tells its user to read: it was asked nothing. */
const TO_READ = /\b(?:see|visit|refer to|help|details|information|troubleshooting):? ["'(<]?$/i;

/** Another service was asked: the line has its address, and no registry's of ours. */
export function asksElsewhere(text: string): boolean {
  const hosts = [...text.matchAll(/https?:\/\/([\w.-]+)/gi)]
    .filter(({ index }) => !TO_READ.test(text.slice(Math.max(0, index - 40), index)))
    .map(([, host = '']) => host.toLowerCase());
  const tells = hosts.filter((host) => !/^(?:docs\.|github\.com$|aka\.ms$)|githubstatus/.test(host));
  return tells.length > 0 && !tells.some((host) => isOurs(host) || isMisspelt(host));
}

const COMPONENT = '[A-Za-z0-9*](?:[A-Za-z0-9._*-]*[A-Za-z0-9*])?';
const IMAGE = new RegExp(
  `(?<![\\w.-])(?<![\\w.-]/)(ghcr\\.io|docker\\.pkg\\.github\\.com|containers\\.[\\w.-]+\\.[a-z]{2,})(?::\\d+)?(/v2)?/(${COMPONENT}(?:/${COMPONENT})*)(?::([\\w][\\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{7,64}))?`,
  'gi',
);
const NOTHING_BEHIND = { tag: null, digest: null };
const NOT_NAMES = /^(?:token|v2|login|orgs|users)$/i;

/** The last image of GitHub's registry that the text names: the request that failed stands at its end. */
export function imageIn(text: string): LogImage | null {
  let image: LogImage | null = null;
  for (const found of text.matchAll(IMAGE)) {
    const {
      0: whole,
      1: registry = '',
      2: asked,
      3: path = '',
      4: tag = null,
      5: digest = null,
      index,
    } = found;
    // A table cuts what does not fit its column.
    if (text[index + whole.length] === '…') continue;
    // A sentence ends there, or podman's `Trying to pull NAME...`.
    const ended = { tag: tag?.replace(/\.+$/, '') || null, digest };
    const named = imageOf(registry, path, ended, asked !== undefined);
    if (named && (!image || named.name !== image.name || named.tag || named.digest)) image = named;
  }
  return image ?? fromPath(text) ?? fromScope(text) ?? fromScopes(text) ?? fromPage(text);
}

/** Where an address of the distribution protocol leaves the name: at the last of its words, for a part of a name may be called so. */
const IN_ADDRESS = /^(.+)\/(?:blobs|manifests|tags|referrers)(?:\/([^/]*|sha256.*|uploads?\/.*))?$/;
/** Without the protocol's prefix only what can't be a name's end: `octo/manifests/app` is what flux's guides call a package. */
const WRITTEN_AS_ADDRESS = /^(.+)\/(?:blobs|manifests|referrers|tags)\/((?:sha256|uploads?)(?:\/.*)?|list)$/;

/**
 * From an address of the distribution protocol, or a name with its tag.
 *
 * @param isAsked it is an address of the protocol, below `/v2/`
 */
function imageOf(
  registry: string,
  path: string,
  { tag, digest }: Pick<LogImage, 'tag' | 'digest'>,
  isAsked = false,
): LogImage | null {
  const [, name = path, reference] = (isAsked ? IN_ADDRESS : WRITTEN_AS_ADDRESS).exec(path) ?? [];
  // Clients ask for names in lower case: one word in capitals was put there by people, for whatever name it was.
  if (isAsked && /^[A-Z][A-Z_]+$/.test(name)) return null;
  const trimmed = name.toLowerCase().replace(/(?<!\/)\/+$/, '');
  if (!trimmed || NOT_NAMES.test(trimmed)) return null;
  const [owner = '', ...rest] = trimmed.split('/');
  const isManifest = reference !== undefined && /\/manifests\//.test(path);
  const isTag = isManifest && !/^sha256|[:/]/.test(reference);
  // What stands behind the colon of `manifests/sha256:…` and `blobs/sha256:…`.
  const isHash = reference === 'sha256';
  return {
    registry: registry.toLowerCase(),
    name: trimmed,
    owner,
    package: rest.join('/') || owner,
    tag: isHash ? null : (tag ?? (isTag ? reference : null)),
    digest: isHash ? (isManifest && tag ? `sha256:${tag}` : null) : digest,
    written: `${registry}/${name}`,
  };
}

/** `initiating layer upload to /v2/octo/app/blobs/uploads/ in ghcr.io`: podman and its family. */
function fromPath(text: string): LogImage | null {
  const found = /\s\/v2\/([\w./*-]+)\/(?:blobs|manifests)\/\S* in ([\w.-]+)/.exec(text);
  return found?.[1] && found[2] && isOurs(found[2]) ? imageOf(found[2], found[1], NOTHING_BEHIND) : null;
}

/** What the registry names in its challenge where no image was asked for: at `/v2/`, at the list of all (facts, section 5). */
const PLACEHOLDER = /^user(?:%2F|\/)image$/i;

/** `…/token?scope=repository%3Aocto%2Fapp%3Apull`. */
function fromScope(text: string): LogImage | null {
  const found =
    /(ghcr\.io|containers\.[\w.-]+)\/token\?\S*?scope=repository(?:%3A|:)(\S+?)(?:%3A|:)(?:pull|push|\*)/i.exec(
      text,
    );
  if (!found?.[1] || !found[2]) return null;
  // Who shows an address leaves names out.
  if (/…|\.\.\.|[<>{}$]/.test(found[2]) || PLACEHOLDER.test(found[2])) return null;
  return imageOf(found[1], found[2].replace(/%2F/gi, '/'), NOTHING_BEHIND);
}

/** `[auth] octo/app:pull,push token for ghcr.io`: BuildKit's, of the one that it is to write, else of the only one. */
function fromScopes(text: string): LogImage | null {
  const [, scopes = '', host = ''] = /\[auth\] (.+) tokens? for (\S+)/.exec(text) ?? [];
  if (!isOurs(host)) return null;
  const all = scopes.split(' ');
  const written = all.filter((scope) => /:(?:\S*,)?push\b/.test(scope));
  const [only, ...others] = written.length > 0 ? written : all;
  if (only === undefined || others.length > 0) return null;
  return imageOf(host, only.replace(/:[^:]*$/, ''), NOTHING_BEHIND);
}

/** The address of a package's page to which the registry sent a client: the path that was asked for is one word in it. */
function fromPage(text: string): LogImage | null {
  const [, path] = /\bgithub\.com\/-\/v2\/packages\/container\/package\/([\w.%-]{1,400})/.exec(text) ?? [];
  return path
    ? imageOf('ghcr.io', path.replace(/%2F/gi, '/').replace(/%3A/gi, ':'), NOTHING_BEHIND, true)
    : null;
}
