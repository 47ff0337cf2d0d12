/**
 * Which remote of a checkout tells whose workflows they are, and on which GitHub.
 *
 * One on GitHub does: on the server that was named, on github.com, or on a host that GitHub Enterprise is named by. The
 * one that git itself goes to comes first; of any others, all must agree. A host that nobody here knows may be a server
 * of GitHub Enterprise, so its owner is one; what is known for another forge, or lies on a disk, has none.
 */

export interface Remote {
  name: string;
  /** As git keeps it. */
  address: string;
}

export interface CheckoutOrigin {
  /** `Owner/Name` as it is written there; null: nobody can tell. */
  repository: string | null;
  /** `https://HOST` of GitHub Enterprise; null for any other. */
  server: string | null;
}

/**
 * @param server host of the GitHub server that was named; null: none was
 * @param only a repository on that server, and on no host that may be another name of it
 */
export function originAmong(
  remotes: readonly Remote[],
  server: string | null,
  { only }: { only: boolean },
): CheckoutOrigin {
  const places = remotes.flatMap(({ name, address }) => {
    const place = placeOf(address, server);
    return place ? [{ ...place, isMain: name === 'origin' || remotes.length === 1 }] : [];
  });
  const main = places.find(({ isMain }) => isMain);
  const counted = places.filter(({ on }) => on === 'github' || (!only && on === 'unknown'));
  const chosen =
    main?.on === 'github' ? [main] : counted.filter((place) => place.on === 'github' || place === main);
  return {
    repository: agreed(chosen.map(({ repository }) => repository)),
    server: agreed(chosen.map(({ host }) => (ENTERPRISE.test(host) ? `https://${host}` : null))),
  };
}

/** What all of them are, in whatever case; null where they differ. */
function agreed(values: readonly (string | null)[]): string | null {
  const [first = null, ...others] = values;
  return others.every((each) => each?.toLowerCase() === first?.toLowerCase()) ? first : null;
}

interface Place {
  /** Lower case, and of an alias the host that it stands for. */
  host: string;
  repository: string;
  on: 'github' | 'forge' | 'unknown';
}

/** `https://HOST/…`, `ssh://git@HOST:22/…`, or `git@HOST:…`; a drive of Windows is no host. */
const ADDRESS =
  /^(?![a-z]:[\\/])(?:(?:https?|ssh|git):\/\/(?:[^@/]+@)?([^:/]+)(?::\d+)?\/|(?:[^@/]+@)?([^:/]+):(?!\/\/))(.+)$/i;

const REPOSITORY = /(?:^|\/)([^/:]+\/[^/]+?)(?:\.git)?\/?$/;

/** null: on no host, or not the place of a repository with an owner. */
function placeOf(address: string, server: string | null): Place | null {
  const [, byUrl, byPath, path = ''] = ADDRESS.exec(address) ?? [];
  const [, repository] = REPOSITORY.exec(path) ?? [];
  if (repository === undefined) return null;
  const isSsh = byPath !== undefined || /^ssh:/i.test(address);
  const host = serverHost((byUrl ?? byPath ?? '').toLowerCase(), isSsh);
  const isGitHub = server === null ? host === GITHUB || ENTERPRISE.test(host) : host === server;
  return { host, repository, on: isGitHub ? 'github' : FORGE.test(host) ? 'forge' : 'unknown' };
}

const GITHUB = 'github.com';

/** A mirror of GitHub, or an alias for one of several accounts there: `github.com-work`. */
const LIKE_GITHUB = /^(?:.*\.)?github\.com(?![a-z\d])/;

/** GHE.com, and hosts that are named after what runs there; of any other server `--server` has to tell. */
const ENTERPRISE = /\.ghe\.com$|^(?:github|ghe)[.-](?!com$)/;

/** Of services (git docs name none, these are their own addresses), and of hosts that are named after what runs there. */
const FORGE =
  /(?:^|\.)(?:bitbucket\.org|codeberg\.org|dev\.azure\.com|visualstudio\.com|amazonaws\.com|sr\.ht|gitcode\.(?:com|net)|coding\.net|codeup\.aliyun\.com|jihulab\.com|cnb\.cool|googlesource\.com|source\.developers\.google\.com|huggingface\.co|hf\.co|heroku\.com|launchpad\.net|sourceforge\.net|notabug\.org|framagit\.org|salsa\.debian\.org|pagure\.io|tangled\.(?:sh|org)|gitverse\.ru|gitflic\.ru)$|(?:^|[._-])(?:gitlab|gitee|gitea|forgejo|gogs|gerrit|bitbucket|codeberg|codecommit|azuredevops)(?![a-z])/;

/**
 * The host that is meant. ssh takes any word for one that `~/.ssh/config` tells of, and nobody has two accounts on a
 * server without (ssh_config(5), "Host"): by custom it is the server's name with a word behind it, which no domain ends
 * in, or a word alone. ssh over the port of HTTPS has a host of its own (docs "Using SSH over the HTTPS port").
 */
function serverHost(given: string, isSsh: boolean): string {
  const host = given.replace(/\.$/, '').replace(/^(?:ssh|www)\./, '');
  if (LIKE_GITHUB.test(host)) return GITHUB;
  if (!isSsh) return host;
  const named = host.replace(/(\.(?!xn--)[a-z\d]+)[-_][^.]*$/, '$1');
  return named.includes('.') || FORGE.test(named) ? named : GITHUB;
}
