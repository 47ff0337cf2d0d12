/**
 * Undoing a login, however far it has come: the former one is put back where that is still somebody's, ours is removed,
 * and what somebody else stored since is left alone.
 */

import { readdirSync, rmSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { realFile } from '../evidence/credentials/auth-file.js';
import {
  fingerprint,
  type KeptLogin,
  keptLogin,
  loginOf,
  putBack,
} from '../evidence/credentials/kept-login.js';
import { readConfig } from '../evidence/credentials/read-config.js';
import { readRegularFile } from '../evidence/files/regular-file.js';
import { asPattern } from '../evidence/pattern.js';
import { isOver, type Note, otherNotes, readNote, stillValid, strikeNote, writeNote } from './ledger.js';
import type { LoginState, WatchedFile } from './state.js';

export type LogoutResult =
  | 'failed'
  /** Ours is removed, and the copy of the one before is gone. */
  | 'former-lost'
  | 'restored'
  | 'removed'
  /** Another job, which goes on, has made the same login. */
  | 'in-use'
  | 'replaced-meanwhile'
  | 'gone';

export interface Logout {
  result: LogoutResult;
  /** The auth file that it is about; null: the client alone knows where it was. */
  file: string | null;
}

/** What is worth saying first. */
const ORDER: readonly LogoutResult[] = [
  'failed',
  'former-lost',
  'restored',
  'removed',
  'in-use',
  'replaced-meanwhile',
  'gone',
];

/** Milliseconds for a client's own logout. */
const LOGOUT_TIMEOUT = 10_000;

/** Puts back or removes what the login of `state` left, in every file that it is in; what is worth saying first comes back. */
export async function logOut(state: LoginState, env: NodeJS.ProcessEnv): Promise<Logout> {
  if (!state.isMade && state.tool !== 'auth-file') {
    // Whatever goes wrong with a client that may still be there, what it has written is undone.
    await import('../evidence/credentials/stragglers.js')
      .then(({ endMarked }) => endMarked(state.id))
      .catch(() => {});
  }
  const done: Logout[] = [];
  for (const watched of state.files) {
    const result = await undo(watched, state).catch((): LogoutResult => 'failed');
    done.push({ result, file: watched.file });
  }
  if (state.isMade && done.length === 0)
    return { result: await byClient(state, env).catch(() => 'failed' as const), file: null };
  return (
    ORDER.flatMap((result) => done.filter((each) => each.result === result))[0] ?? {
      result: 'gone',
      file: null,
    }
  );
}

async function undo(watched: WatchedFile, state: LoginState): Promise<LogoutResult> {
  const { registry } = state;
  const { file, ours, note } = watched;
  if (!state.isMade) sweep(file, watched.ours);
  const own = readNote(note);
  const others = otherNotes(note, { file: realFile(file), registry });
  const current = await keptLogin(await readConfig(file), registry);
  const isThere = isOurs(current, watched, state);
  const isInUse = [...others.values()].some(
    ({ job, ...other }) => other.fingerprint === ours && !isOver(job),
  );
  let result: LogoutResult = current ? 'replaced-meanwhile' : 'gone';
  if (isThere && isInUse) result = 'in-use';
  else if (isThere) {
    const former = stillValid(own?.former ?? null, others.values());
    const isDone = await putBack(file, registry, former).catch(async () => {
      // A full disk has room again without the note, and an old file that shrinks needs none.
      strikeNote(note);
      return putBack(file, registry, former, 'in-place');
    });
    if (!isDone) {
      strikeNote(note);
      return 'failed';
    }
    result = former ? 'restored' : 'removed';
    if (!own && watched.before !== null && watched.before !== ours) result = 'former-lost';
  }
  close(note, ours, own?.former ?? null, others);
  for (const [place, other] of others)
    if (isOver(other.job)) close(place, other.fingerprint, other.former, others);
  return result;
}

/** Strikes the note of a login that is over. Who found that login there will not put it back, but what was before it. */
function close(place: string, login: string, former: KeptLogin | null, notes: Map<string, Note>): void {
  notes.delete(place);
  for (const [other, note] of notes) {
    if (fingerprint(loginOf(note.former)) !== login) continue;
    note.former = former;
    writeNote(other, note);
  }
  strikeNote(place);
}

/** Half way, what is new there and came from the registry can only be what the client has stored for us. */
function isOurs(current: KeptLogin | null, { before, ours }: WatchedFile, { isMade }: LoginState): boolean {
  const now = fingerprint(loginOf(current));
  if (now === null || now === ours) return now !== null;
  return !isMade && now !== before && (current?.entries.some(([, entry]) => entry.identitytoken) ?? false);
}

/**
 * Removes what a client, or this action, was writing when it was killed: `config.json123` is docker's, `.tmp-auth.json123`
 * podman's, `config.json.NAME.tmp` ours. Only what holds our login, or was cut off within the last minutes.
 */
function sweep(file: string, ours: string): void {
  const folder = path.dirname(file);
  const base = asPattern(path.basename(file));
  const unfinished = new RegExp(`^(?:${base}\\d+|\\.tmp-${base}\\d+|${base}\\.[0-9a-z-]+\\.tmp)$`);
  try {
    for (const name of readdirSync(folder).filter((each) => unfinished.test(each))) {
      const place = path.join(folder, name);
      if (holds(place, ours)) rmSync(place, { force: true });
    }
  } catch {
    // No such folder: nothing was written.
  }
}

/** Milliseconds: longer than a step that is cancelled has between its login and the end of the job. */
const RECENT = 10 * 60_000;
/** Bytes. */
const SWEPT = 1024 * 1024;

function holds(file: string, ours: string): boolean {
  try {
    const text = readRegularFile(file, SWEPT).toString('utf8');
    if (isCutOff(text)) return Date.now() - statSync(file).mtimeMs < RECENT;
    return [...text.matchAll(/"auth":\s*"([^"]*)"/gi)].some(([, auth]) => {
      const [username = '', ...secret] = Buffer.from(auth ?? '', 'base64')
        .toString('utf8')
        .split(':');
      return fingerprint({ username, secret: secret.join(':') }) === ours;
    });
  } catch {
    return false;
  }
}

function isCutOff(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}

/** The client has put the login where it is not looked for here: it knows how to remove it. */
async function byClient({ tool, registry }: LoginState, env: NodeJS.ProcessEnv): Promise<LogoutResult> {
  const { runProgram } = await import('../evidence/credentials/process.js');
  const ran = await runProgram(tool, ['logout', registry], { timeout: LOGOUT_TIMEOUT, env });
  return ran.kind === 'exited' && ran.code === 0 ? 'removed' : 'failed';
}
