/** The workflow files of this run: from the checkout or the contents API, each read once. */
import { isUtf8 } from 'node:buffer';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { NotRead, readRegularFile, saysAbsent } from '../../evidence/files/regular-file.js';
import type { WorkflowProblem } from '../../evidence/types/workflow-problem.js';
import type { WorkflowDocument } from '../text/document.js';
import { parseWorkflow } from '../text/parse.js';
import { OpenFolders } from './inside.js';

export type FileSource = 'checkout' | 'api';

export interface FileOptions {
  /** `GITHUB_WORKSPACE`; null when there is none. */
  workspace: string | null;
  /** Files and folders that the user has named: what lies in them is read, too. */
  named?: readonly string[];
  /** Text of a file at the workflow's commit; null when absent; may reject. */
  fetchFile: ((path: string) => Promise<string | null>) | null;
  /** Ask the API first: the checkout is of another commit than the workflow. */
  apiFirst: boolean;
}

export interface FileText {
  text: string | null;
  source: FileSource;
  problem: WorkflowProblem | null;
}

export interface OpenedFile {
  document: WorkflowDocument | null;
  source: FileSource;
  problem: WorkflowProblem | null;
}

/** Reads files softly: what goes wrong is a `WorkflowProblem`. */
export class WorkflowFiles {
  readonly #options: FileOptions;
  readonly #names = new Map<string, string>();
  readonly #texts = new Map<string, Promise<FileText>>();
  readonly #checkout = new Map<string, FileText | null>();
  readonly #documents = new Map<string, OpenedFile>();
  readonly #inside: OpenFolders;
  /** What whole paths in the workspace begin with. */
  readonly #start: string | null;
  /** Files that are there and were not opened. */
  readonly refused: WorkflowProblem[] = [];

  constructor(options: FileOptions) {
    this.#options = options;
    const { workspace, named = [] } = options;
    this.#inside = new OpenFolders(workspace === null ? named : [workspace, ...named]);
    this.#start = workspace === null ? null : `${resolve(workspace)}/`;
  }

  /** The path as findings show it: relative to the repository, with slashes. */
  name(path: string): string {
    const known = this.#names.get(path);
    if (known !== undefined) return known;
    const name = this.#nameOf(path);
    this.#names.set(path, name);
    return name;
  }

  #nameOf(path: string): string {
    const { workspace } = this.#options;
    if (workspace === null || !isAbsolute(path)) return path.replace(/^\.\//, '');
    if (this.#start !== null && path.startsWith(this.#start)) {
      const name = path.slice(this.#start.length);
      if (isPlain(name)) return name;
    }
    const inside = relative(workspace, path);
    return inside.startsWith('..') || isAbsolute(inside) ? path : inside.replaceAll('\\', '/');
  }

  /** The text alone, for a look before it is parsed. */
  text(path: string): Promise<FileText> {
    const name = this.name(path);
    let reading = this.#texts.get(name);
    if (!reading) {
      reading = this.#read(name);
      this.#texts.set(name, reading);
    }
    return reading;
  }

  /** That of the checkout alone, at once: a promise for each of a thousand files takes longer than to read it. */
  checkoutText(path: string): FileText {
    const name = this.name(path);
    return this.#fromCheckout(name) ?? absent(name, 'checkout');
  }

  async open(path: string): Promise<OpenedFile> {
    const name = this.name(path);
    const known = this.#documents.get(name);
    if (known) return known;
    const { text, source, problem } = await this.text(path);
    const opened: OpenedFile =
      text === null ? { document: null, source, problem } : { ...parseWorkflow(name, text), source };
    this.#documents.set(name, opened);
    return opened;
  }

  async #read(name: string): Promise<FileText> {
    const readers = [async () => this.#fromCheckout(name), () => this.#fromApi(name)];
    if (this.#options.apiFirst) readers.reverse();
    let worst: FileText | null = null;
    for (const read of readers) {
      const found = await read();
      if (found?.text != null) return found;
      // A file that is there and can't be read says more than one that is absent.
      if (found && (worst === null || worst.problem?.kind === 'not-found')) worst = found;
    }
    return worst ?? absent(name, 'checkout');
  }

  #fromCheckout(name: string): FileText | null {
    const known = this.#checkout.get(name);
    if (known !== undefined) return known;
    const found = this.#readCheckout(name);
    this.#checkout.set(name, found);
    return found;
  }

  #readCheckout(name: string): FileText | null {
    const start = isAbsolute(name) ? '' : this.#start;
    if (start === null) return null;
    const path = start === '' ? name : isPlain(name) ? start + name : join(start, name);
    try {
      const text = decode(this.#inside.read(path));
      return text === null
        ? this.#refuse(name, 'not-text', 'not UTF-8')
        : { text, source: 'checkout', problem: null };
    } catch (error) {
      if (error instanceof NotRead)
        return this.#refuse(name, error.reason, error.size === null ? null : `${error.size} bytes`);
      const fault = error as NodeJS.ErrnoException;
      const { code = String(error) } = fault;
      return saysAbsent(fault) ? absent(name, 'checkout') : this.#refuse(name, 'unreadable', code);
    }
  }

  #refuse(name: string, kind: WorkflowProblem['kind'], detail: string | null): FileText {
    const problem = { kind, file: name, detail };
    this.refused.push(problem);
    return { text: null, source: 'checkout', problem };
  }

  async #fromApi(name: string): Promise<FileText | null> {
    const { fetchFile } = this.#options;
    if (!fetchFile || isAbsolute(name)) return null;
    try {
      const text = await fetchFile(name);
      return text === null ? absent(name, 'api') : { text, source: 'api', problem: null };
    } catch (error) {
      const { status, response } = error as { status?: unknown; response?: unknown };
      const message = error instanceof Error ? (error.message.split('\n', 1)[0] as string) : 'no answer';
      if (status === 404) return absent(name, 'api');
      // A failure without an answer is a 500 to Octokit, which nobody sent.
      return failed(name, 'api', 'unreadable', response ? `HTTP ${status}` : message);
    }
  }
}

/** Is there nothing to be put right in a relative path? Nearly all are so, and to look it over part by part takes time. */
function isPlain(path: string): boolean {
  return !/\\|(?:^|\/)\.{0,2}(?:\/|$)/.test(path);
}

function failed(file: string, source: FileSource, kind: WorkflowProblem['kind'], detail: string): FileText {
  return { text: null, source, problem: { kind, file, detail } };
}

function absent(file: string, source: FileSource): FileText {
  return { text: null, source, problem: { kind: 'not-found', file, detail: null } };
}

/** UTF-8 with its byte order mark, which counts when the text is edited; null for anything else. */
function decode(bytes: Buffer): string | null {
  return isUtf8(bytes) ? bytes.toString('utf8') : null;
}

/**
 * The commit that is checked out, from `.git/HEAD`; null when git keeps it
 * elsewhere (packed refs, worktrees), which is not worth a search.
 */
export function checkedOutCommit(workspace: string): string | null {
  try {
    const read = (...parts: string[]) =>
      readRegularFile(join(workspace, '.git', ...parts), REF_BYTES)
        .toString('utf8')
        .trim();
    const head = read('HEAD');
    const ref = /^ref: (refs\/[\w./-]+)$/.exec(head)?.[1];
    const commit = ref && !ref.includes('..') ? read(ref) : head;
    return /^[0-9a-f]{40,64}$/.test(commit) ? commit : null;
  } catch {
    return null;
  }
}

/** Of a file that names a commit. */
const REF_BYTES = 4096;
