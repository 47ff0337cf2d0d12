/**
 * What the jobs of this machine know of each other's logins. Runners may share one auth file, and then the login that a
 * job finds there may be another job's: to put that back when its job is over would leave a dead token behind. So each
 * login has a note beside the auth file while it lasts, readable by its owner only, with the login that was there before.
 */

import { readFileSync, readlinkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { realFile } from '../evidence/credentials/auth-file.js';
import { fingerprint, type KeptLogin, loginOf } from '../evidence/credentials/kept-login.js';
import { namesIn } from '../evidence/files/folder-entries.js';
import { readRegularFile } from '../evidence/files/regular-file.js';

export interface Note {
  registry: string;
  /** The auth file, with no link in its path. */
  file: string;
  /** Of the login that the job has made. */
  fingerprint: string;
  job: Job;
  /** What was there before. */
  former: KeptLogin | null;
}

/** The process that runs the job, which is the runner's worker, so that its end can be seen. */
interface Job {
  pid: number;
  /** As the system counts it since its start, so that a process of the same number is told apart; null: not seen. */
  started: string | null;
  /** Which processes `pid` counts among: a container has its own. */
  processes: string | null;
  /** Milliseconds since 1970. */
  at: number;
}

const NAME = /^\.ghcr-preflight-[\w-]+\.json$/;
/** Bytes. */
const NOTE_LIMIT = 1024 * 1024;
/** Milliseconds that a job's token lives at most (GitHub docs "GITHUB_TOKEN"). */
const LONGEST = 24 * 60 * 60 * 1000;

/** Where the note of a login stands. */
export function notePath(file: string, id: string): string {
  return path.join(path.dirname(realFile(file)), `.ghcr-preflight-${id}.json`);
}

/** Throws the system's error where it can't be written. */
export function writeNote(place: string, note: Note): void {
  const beside = `${place}.tmp`;
  try {
    writeFileSync(beside, JSON.stringify(note), { mode: 0o600, flag: 'wx', flush: note.former !== null });
    renameSync(beside, place);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** null when it is not there (any more), or is none. */
export function readNote(place: string): Note | null {
  try {
    const note = JSON.parse(readRegularFile(place, NOTE_LIMIT).toString('utf8')) as Partial<Note> | null;
    const isNote = typeof note?.registry === 'string' && typeof note.fingerprint === 'string' && note.job;
    return isNote ? (note as Note) : null;
  } catch {
    return null;
  }
}

/** Also what a write that was cut off left. */
export function strikeNote(place: string): void {
  rmSync(place, { force: true });
  rmSync(`${place}.tmp`, { force: true });
}

/** The notes of other logins to this registry in this file, by their places. */
export function otherNotes(
  own: string,
  { file, registry }: Pick<Note, 'file' | 'registry'>,
): Map<string, Note> {
  const folder = path.dirname(own);
  const notes = new Map<string, Note>();
  for (const name of namesIn(folder).filter((each) => NAME.test(each))) {
    const place = path.join(folder, name);
    const note = place === own ? null : readNote(place);
    if (note?.registry === registry && note.file === file) notes.set(place, note);
  }
  return notes;
}

/** The job that this process is a step of. */
export function thisJob(): Job {
  const pid = process.ppid;
  return { pid, started: startOf(pid), processes: processesHere(), at: Date.now() };
}

/** Is it certain that the job has ended, or its token too old to be of use? */
export function isOver({ pid, started, processes, at }: Job): boolean {
  if (started !== null && processes !== null && processes === processesHere())
    return startOf(pid) !== started;
  return Date.now() - at > LONGEST;
}

/** Field 22 of `/proc/PID/stat` (proc(5)); the name before it may hold anything. */
function startOf(pid: number): string | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function processesHere(): string | null {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return null;
  }
}

/** What may be put back in place of this login: of a job that is over, what was there before it. */
export function stillValid(login: KeptLogin | null, notes: Iterable<Note>): KeptLogin | null {
  const left = new Set(notes);
  let found = login;
  for (;;) {
    const mark = fingerprint(loginOf(found));
    const makers = [...left].filter((note) => note.fingerprint === mark);
    const [over] = makers;
    if (!over || !makers.every(({ job }) => isOver(job))) return found;
    for (const maker of makers) left.delete(maker);
    found = over.former;
  }
}
