/** One system on the disk, as somebody has broken it: looked at by every face, run, deployed, mended. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { Readable } from 'node:stream';
import { explanation, type WorkflowPlace } from '../../src/commands/explain.js';
import { type LintResult, lint } from '../../src/commands/lint.js';
import { runEvidence } from '../../src/evidence/run.js';
import { applyRepairs } from '../../src/fix/rounds.js';
import type { Lab } from '../../src/lab/lab.js';
import type { Report } from '../../src/report/report.js';
import type { Finding } from '../../src/types.js';
import { editedTexts } from '../edited-texts.js';
import type { ImageStore } from '../lab/clients.js';
import { ACTION_NODE } from '../node.js';
import { Cluster, type SecretSettings } from './cluster.js';
import { runOf, type Settings, secretsOf, TOKEN } from './github.js';
import { type Ran, runWorkflow } from './runner.js';
import { type Deployed, deploy, type ServerSettings } from './server.js';
import { start } from './stand-ins.js';
import { copySystem, type Mistake, patchOf, SYSTEMS_FOLDER, type System } from './systems.js';

interface RunOptions {
  lab: Lab;
  /** As in `Stage`. */
  heedless?: boolean;
  isAsked?: boolean;
  legs?: 'first' | 'all';
}

export class Scene {
  readonly #system: System;
  readonly #folder: string;
  readonly #images: ImageStore;
  #stages = 0;

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

  // ---------------------------------------------------------- its text

  /** Makes the mistake in the files, where it is one; `undo` takes it back. */
  patch(name: string, mistake: Mistake, undo = false): void {
    const patch = patchOf(this.#system, name, mistake);
    const args = ['apply', ...(undo ? ['--reverse'] : [])];
    if (patch) execFileSync('git', [...args, patch], { cwd: this.repository });
  }

  lint(edited: Readonly<Record<string, string>> = {}): Promise<LintResult> {
    const { repository: root } = this;
    const { repository } = this.#system;
    return lint({ paths: [root], repository, event: null, language: 'en', root, edited });
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

  // ------------------------------------------------------ what it does

  /** Runs the workflow under these settings. */
  run(
    settings: Settings,
    { heedless = false, isAsked = true, legs = 'first', lab }: RunOptions,
  ): Promise<Ran> {
    const { repository, workflow, secrets, leaves } = this.#system;
    return runWorkflow({
      ...this.#staged(lab),
      workflow,
      lab,
      images: this.#images,
      node: ACTION_NODE,
      repository,
      run: runOf(settings, repository),
      secrets: secretsOf(settings, secrets),
      usual: settings.workflow_permissions ?? 'read',
      readOnly: settings.event === 'fork',
      secretSource:
        settings.event === 'fork' ? 'None' : settings.event === 'dependabot' ? 'Dependabot' : 'Actions',
      heedless,
      isAsked,
      legs,
      leaves,
    });
  }

  deploy(server: ServerSettings, lab: Lab, heedless = false): Promise<Deployed> {
    return deploy({ ...this.#staged(lab), lab, server, node: ACTION_NODE, heedless });
  }

  cluster(lab: Lab, secret: SecretSettings | null | undefined): Cluster {
    return new Cluster({ ...this.#staged(lab), lab }, secret);
  }

  /** Pulls what was pushed last, with a token that may; null, or why that failed. */
  async pulls(pushed: readonly string[], lab: Lab): Promise<string | null> {
    const reference = pushed.at(-1);
    if (!reference) return 'nothing was pushed';
    const { home } = this.#staged(lab);
    const auth = Buffer.from(`mona:${TOKEN.authorized}`).toString('base64');
    mkdirSync(path.join(home, 'docker'));
    const config = { auths: { [lab.registry]: { auth } } };
    writeFileSync(path.join(home, 'docker', 'config.json'), JSON.stringify(config));
    const source = reference.replace('ghcr.io', lab.registry);
    const { code, output } = await start(home, 'crane', ['pull', source, path.join(home, 'image.tar')]);
    return code === 0 ? null : `${reference} can't be pulled: ${output}`;
  }

  /** A copy of the repository, with the lab's address where `ghcr.io` stood, and an empty home beside it. */
  #staged(lab: Lab): { checkout: string; home: string } {
    this.#stages += 1;
    const stage = path.join(this.#folder, String(this.#stages));
    const checkout = path.join(stage, 'checkout');
    const home = path.join(stage, 'home');
    mkdirSync(home, { recursive: true });
    cpSync(this.repository, checkout, { recursive: true });
    for (const file of textsIn(checkout))
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll('ghcr.io', lab.registry));
    return { checkout, home };
  }

  // ------------------------------------------------- what a log says of it

  /** `explain`, in the checkout that the log is of. */
  explain(log: string): Promise<Report> {
    const { repository } = this.#system;
    const owner = repository.split('/')[0] ?? null;
    const run = { ...runEvidence({}, { payload: null }, null), repository, owner };
    return explainedAt(log, {
      run,
      workspace: this.repository,
      path: null,
      fetchFile: null,
      mustPushImage: true,
    });
  }

  /** `explain`, where there is no checkout. */
  explainHere(log: string): Promise<Report> {
    return explainedAt(log, null);
  }
}

async function explainedAt(log: string, place: WorkflowPlace): Promise<Report> {
  const open = async () => Readable.from([Buffer.from(log)]);
  const source = { name: 'log', job: null, open };
  const { report } = await explanation([source], { language: 'en', run: null, place: () => place });
  return report;
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
