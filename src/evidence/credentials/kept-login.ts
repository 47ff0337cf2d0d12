/** The login that a file, or the helper that it names, holds for one registry: looked at, replaced, and put back. */
import { sha256 } from '@noble/hashes/sha2.js';
import {
  type AuthConfig,
  type AuthEntry,
  authEntryOf,
  entriesFor,
  helperFor,
  type Login,
  loginIn,
  withEntries,
} from './auth-file.js';
import { askHelper, helperSays, tellHelper } from './helper.js';
import { readConfig } from './read-config.js';
import { writeConfig, writeInPlace } from './write-auth-file.js';

/** All that a file and its helper hold for one registry, as it stands: put back, it is what it was. */
export interface KeptLogin {
  entries: [string, AuthEntry][];
  /** The helper that the file names for it; clients then look nowhere else. */
  helper: string | null;
  fromHelper: Login | null;
}

/** null when there is nothing. */
export async function keptLogin(config: AuthConfig, registry: string): Promise<KeptLogin | null> {
  const helper = helperFor(config, registry);
  const kept = {
    entries: entriesFor(config, registry),
    helper,
    fromHelper: helper ? await askHelper(helper, registry) : null,
  };
  return kept.entries.length > 0 || kept.fromHelper ? kept : null;
}

/** What a client would send: the helper's word, or the file's. */
export function loginOf(kept: KeptLogin | null): Login | null {
  return kept?.helper ? kept.fromHelper : loginIn(kept?.entries[0]?.[1]);
}

/**
 * SHA-256 of what a client would send; null where that is nothing. It tells logins apart and holds no secret. Not by
 * `node:crypto`: to load that takes the post step longer than all that it does.
 */
export function fingerprint(login: Login | null): string | null {
  if (!login) return null;
  return Buffer.from(sha256(Buffer.from(`${login.username}\0${login.secret}`, 'utf8'))).toString('hex');
}

/** Makes `login` the one that clients use. False when the helper that the file names did not take it. */
export async function storeLogin(file: string, registry: string, login: Login): Promise<boolean> {
  const config = await readConfig(file);
  const helper = helperFor(config, registry);
  if (helper) return tellHelper(helper, registry, login);
  writeConfig(file, withEntries(config, registry, [[registry, authEntryOf(login)]]));
  return true;
}

/**
 * Puts a former login back, and removes what is there for null. False when the helper that the file names refused.
 *
 * @param how `in-place` where there is no room for a second file: half a file is better than a token that stays
 */
export async function putBack(
  file: string,
  registry: string,
  kept: KeptLogin | null,
  how: 'whole' | 'in-place' = 'whole',
): Promise<boolean> {
  const config = await readConfig(file);
  const helper = helperFor(config, registry);
  if (helper) {
    const done = kept?.fromHelper
      ? await tellHelper(helper, registry, kept.fromHelper)
      : (await helperSays(helper, 'erase', registry)) !== null;
    if (!done) return false;
  }
  const restored = withEntries(config, registry, kept?.entries ?? []);
  if (how === 'whole') writeConfig(file, restored);
  else writeInPlace(file, restored);
  return true;
}
