/**
 * Logging in with the token that the registry accepted: by docker, by podman, or straight into the auth file where
 * neither is installed. What has to be undone is said before anything is done, so that a step that is cancelled or
 * killed half way leaves no token behind.
 */
import { AuthFileError, type Login, realFile } from '../evidence/credentials/auth-file.js';
import {
  fingerprint,
  type KeptLogin,
  keptLogin,
  loginOf,
  storeLogin,
} from '../evidence/credentials/kept-login.js';
import { authFiles, dockerConfigFile, podmanAuthFile } from '../evidence/credentials/places.js';
import { programPath } from '../evidence/credentials/program-path.js';
import { readConfig } from '../evidence/credentials/read-config.js';
import { uniqueName } from '../evidence/files/unique-name.js';
import type { ClientOrder, LoginFault } from './client.js';
import { notePath, otherNotes, stillValid, strikeNote, thisJob, writeNote } from './ledger.js';
import type { LoginState, LoginTool, WatchedFile } from './state.js';

/** The `login` input. */
export type LoginMode = 'auto' | 'docker' | 'podman' | 'none';

export interface LoginOrder extends ClientOrder {
  mode: Exclude<LoginMode, 'none'>;
  /** The login stays after the job: no copy of the former one is kept. */
  stays: boolean;
  /** Keeps what the post step will need; null: it has nothing to do. */
  save(state: LoginState | null): void;
}

export type LoginResult =
  /** `file`: where it went; null: where the client alone knows. */
  | { kind: 'done'; tool: LoginTool; file: string | null }
  /** `login: docker` or `podman`, and there is none. */
  | { kind: 'no-such-tool'; tool: LoginTool }
  | { kind: 'failed'; tool: LoginTool; fault: LoginFault }
  | { kind: 'cancelled' };

/** By the first tool that is there: docker, podman, else the auth file; or by the one that is asked for. Never rejects. */
export async function logIn(order: LoginOrder): Promise<LoginResult> {
  const { mode, env } = order;
  const tools: LoginTool[] = mode === 'auto' ? ['docker', 'podman', 'auth-file'] : [mode];
  for (const tool of tools) {
    if (tool !== 'auth-file' && programPath(tool, env) === null) continue;
    try {
      return await logInWith(tool, order);
    } catch (error) {
      return { kind: 'failed', tool, fault: faultOf(error, tool, env) };
    }
  }
  return { kind: 'no-such-tool', tool: tools[0] as LoginTool };
}

async function logInWith(tool: LoginTool, order: LoginOrder): Promise<LoginResult> {
  const { registry, login, env, stays, save, signal } = order;
  const id = uniqueName();
  const found = await lookBefore(tool, order, id);
  const state: LoginState = { id, tool, registry, isMade: false, files: found.map(({ watched }) => watched) };
  save(state);
  let failure: LoginFault | null;
  try {
    for (const { watched, former } of found) if (former) noteLogin(watched, former, registry);
    if (tool === 'auth-file') failure = await store(dockerConfigFile(env), registry, login);
    else {
      const { logInByClient } = await import('./client.js');
      failure = await logInByClient(tool, order, id);
    }
  } catch (error) {
    failure = faultOf(error, tool, env);
  }
  if (failure !== null || signal?.aborted) {
    await undo(state, order);
    return failure === null || signal?.aborted
      ? { kind: 'cancelled' }
      : { kind: 'failed', tool, fault: failure };
  }
  const made = await lookAfter(state);
  for (const { note } of stays ? state.files : state.files.filter(isNotIn(made.files))) strikeNote(note);
  // Other jobs have to see whose login this is, also where there was none before.
  if (!stays) for (const watched of made.files) if (watched.before === null) showOthers(watched, registry);
  save(stays ? null : made);
  return { kind: 'done', tool, file: made.files[0]?.file ?? null };
}

/** What can't be undone now, as where a part of this action is gone from the disk, the post step finds and undoes. */
async function undo(state: LoginState, { env, save }: LoginOrder): Promise<void> {
  try {
    const { logOut } = await import('./logout.js');
    await logOut(state, env);
    save(null);
  } catch {
    // Why the login was not made is what has to be said.
  }
}

interface Before {
  watched: WatchedFile;
  former: KeptLogin | null;
}

/** All files that the client may write; first the one that it should. Throws an `AuthFileError` when that one can't be read. */
async function lookBefore(
  tool: LoginTool,
  { registry, login, env }: LoginOrder,
  id: string,
): Promise<Before[]> {
  const first = ownFile(tool, env);
  const ours = fingerprint(login) as string;
  // What is called docker may be podman, and the other way round: all are watched.
  const files = tool === 'auth-file' ? [first] : [...new Set([first, ...authFiles(env)])];
  const found: Before[] = [];
  for (const [index, file] of files.entries()) {
    const note = notePath(file, `${id}-${index}`);
    const there = await loginFound(file, registry).catch((error: Error) => {
      // What is wrong with the text of its own file the client says itself.
      const isOfText = error instanceof AuthFileError && error.reason === 'not-an-object';
      if (file === first && !(isOfText && tool !== 'auth-file')) throw error;
      return null;
    });
    const notes = otherNotes(note, { file: realFile(file), registry });
    const before = fingerprint(loginOf(there));
    found.push({ watched: { file, before, ours, note }, former: stillValid(there, notes.values()) });
  }
  return found;
}

async function loginFound(file: string, registry: string): Promise<KeptLogin | null> {
  return keptLogin(await readConfig(file), registry);
}

function noteLogin(watched: WatchedFile, former: KeptLogin | null, registry: string): void {
  const { file, ours, note } = watched;
  writeNote(note, { registry, file: realFile(file), fingerprint: ours, job: thisJob(), former });
}

/** The login is made, with or without a note of it. */
function showOthers(watched: WatchedFile, registry: string): void {
  try {
    noteLogin(watched, null, registry);
  } catch {
    // A full disk, or a folder that is not ours.
  }
}

/** Which files hold the login now. A registry may give a client another secret than the one that it was sent. */
async function lookAfter(state: LoginState): Promise<LoginState> {
  const files: WatchedFile[] = [];
  for (const watched of state.files) {
    const now = await loginFound(watched.file, state.registry)
      .then((kept) => fingerprint(loginOf(kept)))
      .catch(() => null);
    if (now !== null && (now === watched.ours || now !== watched.before))
      files.push({ ...watched, ours: now });
  }
  return { ...state, isMade: true, files };
}

const isNotIn =
  (files: WatchedFile[]) =>
  ({ file }: WatchedFile): boolean =>
    !files.some((each) => each.file === file);

async function store(file: string, registry: string, login: Login): Promise<LoginFault | null> {
  return (await storeLogin(file, registry, login)) ? null : { kind: 'not-taken', file };
}

/** What was thrown while the files of a client were looked at or written. The system's sentence is for nobody to read. */
function faultOf(error: unknown, tool: LoginTool, env: NodeJS.ProcessEnv): LoginFault {
  if (error instanceof AuthFileError) return { kind: 'file', file: error.file, reason: error.reason };
  const { code, message } = error as NodeJS.ErrnoException;
  return code ? { kind: 'file', file: ownFile(tool, env), reason: code } : { kind: 'said', words: message };
}

/** The auth file that a client should write. */
function ownFile(tool: LoginTool, env: NodeJS.ProcessEnv): string {
  return tool === 'podman' ? podmanAuthFile(env) : dockerConfigFile(env);
}
