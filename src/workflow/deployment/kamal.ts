/** What Kamal deploys, where its configuration is all that there is (Kamal docs "Configuration", `image`, and "Docker Registry", `server`). */
import { kamalPush } from '../knowledge/project-files/deploying/kamal.js';
import { HOLE, hasHole } from '../language/values.js';

/** What stands in each of them; hardly another file has them all. */
const KEYS = ['service', 'image', 'registry'];

/** The name of the application's image, of which a commit tells the tag; null: this is no configuration of it, or one for another registry. */
export function kamalName(text: string, registry: string): string | null {
  if (!KEYS.every((key) => new RegExp(`^${key}[ \\t]*:`, 'm').test(text))) return null;
  const made = kamalPush('', null, { file: () => text, variable: () => null, entries: () => null });
  const name = made?.image.slice(0, -`:${HOLE}`.length) ?? '';
  const isPlain = !hasHole(name) && /^[\w./:-]+$/.test(name);
  return isPlain && name.startsWith(`${registry}/`) ? name : null;
}
