/** The files in which programs that mirror images list where each of them goes, and with which login. */
import { recordOf } from '../../../evidence/json-text.js';
import { HOLE } from '../../language/values.js';
import type { Surroundings } from '../clients.js';
import { repositoryOf } from '../transfers/transfers.js';
import { yamlFields } from './parsed.js';

/** An image that a list names. */
export interface MirrorTarget {
  image: string;
  /** Its own, which counts before any login; absent: none. */
  password?: string;
}

/** A value of the list in which the program puts what a variable holds. */
type Filled = (written: string) => string;

/**
 * Of image-syncer, JSON or YAML: `source: target`, `source: [target, …]`, in older files under `images` (github.com/AliyunContainerService/image-syncer,
 * README). A target without a tag takes those of its source. null: the file can't be read.
 *
 * @param auths of `--auth`; undefined: no such file, null: it can't be read
 */
export function syncerTargets(
  text: string | null,
  auths: string | null | undefined,
  { variable }: Pick<Surroundings, 'variable'>,
): MirrorTarget[] | null {
  const file = yamlFields(text);
  if (file === null) return null;
  const filled: Filled = (written) =>
    written.replace(
      /\$(?:\{(\w+)\}|(\w+))/g,
      (_, braced?: string, bare = '') => variable(braced ?? bare) ?? HOLE,
    );
  const logins = auths === undefined ? (recordOf(file.auth) ?? {}) : yamlFields(auths);
  return Object.values(recordOf(file.images) ?? file)
    .flat()
    .flatMap((each) => {
      if (typeof each !== 'string' || each === '') return [];
      const image = filled(each);
      // The older file is taken as it stands.
      const password = logins === null ? HOLE : syncerPassword(image, logins, auths ? filled : () => HOLE);
      // `app:1,2` are two tags.
      const name = image.includes(',') ? `${repositoryOf(image.replace(/,.*/s, ''))}:${HOLE}` : image;
      return [{ image: name, ...(password === undefined ? {} : { password }) }];
    });
}

/** The longest of the names below which the image stands tells its login. */
function syncerPassword(image: string, logins: Record<string, unknown>, filled: Filled): string | undefined {
  const [name] = Object.keys(logins)
    .filter((each) => image === each || image.startsWith(`${each}/`) || image.startsWith(`${each}:`))
    .sort((one, other) => other.length - one.length);
  const { password } = recordOf(logins[name ?? '']) ?? {};
  if (typeof password !== 'string') return undefined;
  // What a file says in plain words is no secret, or stands in for one.
  return password.includes('$') ? filled(password) : HOLE;
}

/** Of dregsy: each mapping of a task, at the registry of its target (github.com/xelalexv/dregsy, Configuration). null as above. */
export function dregsyTargets(text: string | null): MirrorTarget[] | null {
  const file = yamlFields(text);
  if (file === null) return null;
  const tasks = Array.isArray(file.tasks) ? file.tasks : [];
  return tasks.flatMap((each) => {
    const { target, mappings } = recordOf(each) ?? {};
    const { registry, auth } = recordOf(target) ?? {};
    if (typeof registry !== 'string' || !Array.isArray(mappings)) return [];
    const own = typeof auth === 'string' && auth !== '' && auth !== 'none' ? { password: HOLE } : {};
    return mappings.flatMap((mapping) => {
      const { from, to = '' } = recordOf(mapping) ?? {};
      if (typeof from !== 'string' || typeof to !== 'string') return [];
      return [{ image: `${registry}/${dregsyPath(from, to).replace(/^\/+/, '')}:${HOLE}`, ...own }];
    });
  });
}

/** A pattern names whatever it meets, in front of which stands the other path. */
function dregsyPath(from: string, to: string): string {
  const isPattern = (path: string) => path.startsWith('regex:');
  if (isPattern(to)) return HOLE;
  return isPattern(from) ? `${to}/${HOLE}` : to || from;
}
