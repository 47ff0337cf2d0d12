/** What the post step needs. It goes through the runner's state file before the login is made, so it holds no secret. */

export type LoginTool = 'docker' | 'podman' | 'auth-file';

/** One auth file that the login may go into. */
export interface WatchedFile {
  file: string;
  /** Fingerprint of the login that was there before; null: none. */
  before: string | null;
  /** Fingerprint of the login that was stored: only that one is removed. */
  ours: string;
  /** Where the note with the former login stands. */
  note: string;
}

export interface LoginState {
  /** Of this login alone: the programs that make it carry it as their mark. */
  id: string;
  tool: LoginTool;
  registry: string;
  /** False until it is known which files the client has written: then these are all that it may write. */
  isMade: boolean;
  files: WatchedFile[];
}

/** null for what this action has not saved. */
export function parseState(text: string): LoginState | null {
  try {
    const state = JSON.parse(text) as Partial<LoginState> | null;
    const isState =
      typeof state?.id === 'string' &&
      typeof state.registry === 'string' &&
      typeof state.tool === 'string' &&
      Array.isArray(state.files) &&
      state.files.every(isWatched);
    return isState ? (state as LoginState) : null;
  } catch {
    return null;
  }
}

function isWatched(each: unknown): boolean {
  const { file, ours, note } = (each ?? {}) as Partial<WatchedFile>;
  return [file, ours, note].every((text) => typeof text === 'string');
}
