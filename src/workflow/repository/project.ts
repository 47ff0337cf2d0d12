/** Files of a repository beside its workflows: actions, and those that name images. */
import { basename, isAbsolute, relative, resolve, sep } from 'node:path';
import { NotRead } from '../../evidence/files/regular-file.js';
import type { WorkflowProblem } from '../../evidence/types/workflow-problem.js';
import type { WorkflowDocument } from '../text/document.js';
import { parseWorkflow } from '../text/parse.js';
import { CheckoutData } from './checkout-data.js';
import { isFolder, OpenFolders } from './inside.js';

/** What of the repository a walk may look at. */
export interface Project {
  /** `OWNER/NAME`, real case; null when not known. */
  repository: string | null;
  /** Text of a file; null when there is none or it can't be read. */
  file(path: string): string | null;
  /** The `action.yml` of a folder of the repository; null when there is none. */
  action(folder: string): WorkflowDocument | null;
  /** Text of a file that a command reads, as the checkout has it; null: not known. Absent: nothing is. */
  data?(path: string): string | null;
  /** The names in a folder of the checkout, those of folders with a slash at their end; null: not known. */
  entries?(folder: string): readonly string[] | null;
  /** How often a text has come in since the first question; absent: all are there from the start. */
  readonly arrivals?: number;
  /** That of another repository, by what a step's `uses` says; absent: none is read. */
  actionElsewhere?(uses: string): WorkflowDocument | null;
}

/** A project that says what it could not open. */
export interface ProjectFiles extends Project {
  /** Files that are there and were not opened. */
  readonly refused: readonly WorkflowProblem[];
}

/** The `action.yml` or `action.yaml` of a folder (`''`: the root), parsed; null when there is none. */
export function actionIn(folder: string, file: Project['file']): WorkflowDocument | null {
  for (const name of ['action.yml', 'action.yaml']) {
    const path = folder === '' ? name : `${folder}/${name}`;
    const text = file(path);
    if (text !== null) return parseWorkflow(path, text).document;
  }
  return null;
}

/** Those of a repository on the disk, read when they are asked for. */
export class DiskProject implements ProjectFiles {
  readonly repository: string | null;
  /** Files that are there and were not opened. */
  readonly refused: WorkflowProblem[] = [];
  readonly #root: string;
  readonly #inside: OpenFolders;
  readonly #texts: Map<string, string | null>;
  readonly #actions = new Map<string, WorkflowDocument | null>();
  readonly #data: CheckoutData;

  constructor(root: string, repository: string | null, edited: ReadonlyMap<string, string>) {
    this.#root = resolve(root);
    this.#data = new CheckoutData(root);
    this.#inside = new OpenFolders([root]);
    this.#texts = new Map(edited);
    this.repository = repository;
  }

  file(path: string): string | null {
    const known = this.#texts.get(path);
    if (known !== undefined) return known;
    const text = this.#read(path);
    this.#texts.set(path, text);
    return text;
  }

  data(path: string): string | null {
    return this.#texts.get(path) ?? this.#data.text(path);
  }

  entries(folder: string): readonly string[] | null {
    return this.#data.entries(folder);
  }

  action(folder: string): WorkflowDocument | null {
    const known = this.#actions.get(folder);
    if (known !== undefined) return known;
    const made = actionIn(folder, (path) => this.file(path));
    this.#actions.set(folder, made);
    return made;
  }

  #read(path: string): string | null {
    const whole = resolve(this.#root, path);
    const inside = relative(this.#root, whole);
    if (inside.startsWith('..') || isAbsolute(inside) || basename(whole) === '' || path.includes('\0'))
      return null;
    if (inside.split(sep).includes('node_modules')) return null;
    try {
      return this.#inside.read(whole).toString('utf8');
    } catch (error) {
      // A folder is no file that was kept from us: a path in a script may well name one.
      if (error instanceof NotRead && !isFolder(whole))
        this.refused.push({ kind: error.reason, file: path, detail: null });
      return null;
    }
  }
}
