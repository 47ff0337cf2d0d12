/** `lint`: read workflow files, judge every job of them, name what GHCR would refuse. Offline. */
import type { Linted } from '../causes/case.js';
import { registryOf } from '../evidence/github-server.js';
import { heldSecrets, maskAll } from '../evidence/secrets/secrets.js';
import type { PushedImage } from '../evidence/types/push.js';
import type { FileEdit } from '../fix/diff.js';
import type { Waiting } from '../fix/rounds.js';
import { pushedImages } from '../judge/pushed-images.js';
import { bareComments, isIgnored, unknownIds } from '../judge/texts/ignoring.js';
import { hasNamelessPush, mayPublish } from '../judge/texts/nameless-pushes.js';
import { type LintCandidate, type SettledFinding, Settling } from '../judge/texts/settling.js';
import { judgeCall, judgeFile, judgeJob } from '../judge/texts/texts.js';
import type { UnreadFile } from '../report/problems.js';
import type { Report } from '../report/report.js';
import type { Language, Verdict } from '../types.js';
import { anyAction } from '../workflow/knowledge/actions/every-action.js';
import { concernsRegistry } from '../workflow/knowledge/concern.js';
import { expressionsFor } from '../workflow/language/expressions.js';
import { OutcomeExpressions } from '../workflow/language/outcomes.js';
import { JobReader } from '../workflow/reading/every-run.js';
import { isOpenFile, leftByJob } from '../workflow/reading/files/changed-files.js';
import { hideWrittenPasswords } from '../workflow/reading/logins/written-passwords.js';
import { rememberScripts } from '../workflow/reading/steps/scripts/remembered-scripts.js';
import { scriptStepEffects } from '../workflow/reading/steps/scripts/script-steps.js';
import type { FilesElsewhere } from '../workflow/repository/elsewhere.js';
import type { Project, ProjectFiles } from '../workflow/repository/project.js';
import { type RepositoryFiles, readRepository } from '../workflow/repository/repository.js';
import { callChainsOf } from '../workflow/runs/call-chains.js';
import { callsOf } from '../workflow/runs/calls.js';
import { type UnreadCall, unreadCalls } from '../workflow/runs/unread-calls.js';
import { meantByShell } from '../workflow/shell/meaning.js';
import { followScript } from '../workflow/shell/script.js';
import type { WorkflowDocument } from '../workflow/text/document.js';
import { fileElsewhere } from '../workflow/text/job.js';
import { parseWorkflow } from '../workflow/text/parse.js';
import { collectIfFull } from './lint/full-heap.js';

export interface LintOptions {
  /** Files, folders (with their workflow files), repositories (with their `.github/workflows`). */
  paths: string[];
  /** Texts that stand in no file, such as standard input. */
  texts?: { file: string; text: string }[];
  /** Texts in the place of those on the disk, by the name that the report gives a file: after a round of repairs. */
  edited?: Readonly<Record<string, string>>;
  /** `OWNER/NAME` in its real case; null when nobody knows. */
  repository: string | null;
  /** Judge only runs that this event starts. */
  event: string | null;
  language: Language;
  /** `https://github.com`, or the GitHub Enterprise server whose registry is looked at. */
  serverUrl?: string;
  /** Its registry, where it is another one. */
  registry?: string;
  /** Ids of causes that are passed over. */
  ignore?: readonly string[];
  /** Locations are relative to it. */
  root: string;
  /** Where the files beside the workflows come from, when it is not the disk. */
  project?: ProjectFiles;
  /** Workflows and actions of other repositories, as far as they were fetched; absent: nothing is read of them. */
  elsewhere?: FilesElsewhere;
}

interface FindingRepair {
  /** Index in `report.findings`. */
  finding: number;
  edits: FileEdit[];
  /** Takes nothing away and changes nothing else: may be applied unasked. */
  safe: boolean;
}

export interface LintResult {
  report: Report;
  problems: UnreadFile[];
  /** Text of every file that was parsed, by its name in the report. */
  texts: Record<string, string>;
  /** One for each finding that text edits can mend, in the order of the findings. */
  repairs: FindingRepair[];
  /** What waits behind findings that no edit mends, and can be mended itself. */
  waiting: Waiting[];
  /** Who pushes what. */
  pushes: PushedImage[];
  /** Of workflows of other repositories that were not read and may matter. */
  unreadCalls: UnreadCall[];
  /** Of the files that were named; one with a problem is not among them. */
  filesRead: number;
  /** Files that concern GHCR and were parsed. */
  filesParsed: number;
}

/** Never rejects: what can't be read is a problem, and the other files are judged without it. */
export async function lint(options: LintOptions): Promise<LintResult> {
  const { repository, language, elsewhere, ignore = [], serverUrl = 'https://github.com' } = options;
  const registry = options.registry ?? registryOf(serverUrl);
  const concerns = (text: string) => concernsRegistry(text, registry);
  const { texts = [] } = options;
  const edited = new Map(Object.entries(options.edited ?? {}));
  const files = readRepository({ ...options, texts, edited, concerns });
  const { documents } = files;
  const project = withActionsElsewhere(files.project, elsewhere);
  const open = (file: string) => documents.get(file) ?? null;
  const textOf = (file: string) =>
    open(file)?.text ?? (fileElsewhere(file) ? elsewhere?.file(file) : project.file(file)) ?? '';
  const action = (folder: string) => project.action(folder);
  const expressions = await expressionsFor('${{', OutcomeExpressions);
  const linted: Linted = { registry, serverUrl, repository, open, action, expressions };
  const findings = new Settling(linted, language, textOf);
  const { images, pushes, isNameless } = await judgeAll(documents, project, linted, findings, options);

  const met = findings.settled();
  const settled = met.filter(({ finding }) => !isIgnored(finding, open, ignore));
  const isUnread = settled.length === 0 && files.problems.length > 0 && files.filesRead === 0;
  const verdict = isUnread ? 'unknown' : verdictOf(settled, images, isNameless);
  const report = reportOf(settled, images, registry, verdict);
  return {
    report: maskAll({ ...report, ignored: met.length - settled.length }, heldSecrets.mask),
    problems: problemsOf(files),
    texts: textsOf(documents, settled, textOf),
    pushes,
    // Nobody mends from here what stands in another repository.
    repairs: settled.flatMap(({ edits, safe }, finding) =>
      edits.length > 0 && !edits.some(({ file }) => fileElsewhere(file)) ? [{ finding, edits, safe }] : [],
    ),
    waiting: settled.flatMap(({ waiting }) =>
      waiting && !waiting.edits.some(({ file }) => fileElsewhere(file)) ? [waiting] : [],
    ),
    unreadCalls: unreadCalls(
      files.texts,
      repository,
      concerns,
      (file) => open(file) ?? parseWorkflow(file, files.texts.get(file) ?? '').document,
    ),
    filesRead: files.filesRead,
    filesParsed: documents.size,
  };
}

function reportOf(
  settled: readonly SettledFinding[],
  images: ReadonlyMap<string, Verdict>,
  registry: string,
  verdict: Verdict,
): Report {
  return {
    schema: 1,
    command: 'lint',
    verdict,
    access: 'push',
    registry,
    images: [...images].map(([reference, own]) => ({
      reference,
      verdict: own,
      status: null,
      message: null,
      token: null,
    })),
    token: { source: null, kind: null, scopes: null, expiresAt: null },
    findings: settled.map(({ finding }) => finding),
  };
}

/** Judges each file, each call, and each job on every way that leads to it. */
async function judgeAll(
  documents: RepositoryFiles['documents'],
  project: Project,
  linted: Linted,
  findings: Settling,
  { event, ignore = [] }: LintOptions,
): Promise<{ images: Map<string, Verdict>; pushes: PushedImage[]; isNameless: boolean }> {
  const { registry, serverUrl, repository, open, expressions } = linted;
  const images = new Map<string, Verdict>();
  const pushes: PushedImage[] = [];
  let isNameless = false;
  const refused = new Set([...documents.values()].filter((each) => judgeFile(each, linted, findings)));
  const set = { repository, documents };
  for (const call of callsOf(set)) if (!refused.has(call.document)) judgeCall(call, linted, findings);
  const isUnwanted = ({ cause: { id }, claim: { location, job } }: LintCandidate) =>
    isIgnored({ id, location, job: job ?? null }, open, ignore);
  const reader = new JobReader({
    registry,
    event,
    serverUrl,
    expressions,
    project,
    open,
    actions: anyAction,
    scriptSteps: scriptStepEffects,
    scripts: rememberScripts(followScript),
    meaning: meantByShell,
    changes: { leftByJob, isOpenFile },
  });
  for (const chain of callChainsOf(set)) {
    const isRefused =
      refused.has(chain.job.document) || chain.callers.some((each) => refused.has(each.document));
    const reading = isRefused ? null : reader.read(chain);
    collectIfFull();
    if (!reading) continue;
    for (const { logins } of reading.runs) hideWrittenPasswords(logins);
    judgeJob(reading, linted, findings, images, isUnwanted);
    if (mayPublish(reading, registry))
      findings.publishes(
        [chain.job.document, ...chain.callers.map(({ document }) => document)].map(({ file }) => file),
      );
    pushes.push(...pushedImages(reading, registry));
    isNameless ||= hasNamelessPush(reading, registry);
  }
  return { images, pushes, isNameless };
}

/** What was parsed, and what the findings name beside it: an action of the repository may be at fault, too. */
function textsOf(
  documents: RepositoryFiles['documents'],
  settled: readonly SettledFinding[],
  textOf: (file: string) => string,
): Record<string, string> {
  // Without Object's own names: a script at the root may be called `constructor`.
  const texts: Record<string, string> = Object.create(null);
  for (const { file, text, written = text } of documents.values()) texts[file] = written;
  for (const { finding, edits, waiting } of settled) {
    const changed = [...edits, ...(waiting?.edits ?? [])].map((edit) => edit.file);
    for (const file of [finding.location?.file, ...changed]) {
      if (file !== undefined) texts[file] ??= textOf(file);
    }
  }
  return texts;
}

function problemsOf({ problems, project, documents }: RepositoryFiles): UnreadFile[] {
  const { mask } = heldSecrets;
  return [
    ...[...problems, ...project.refused].map((each) => ({
      ...maskAll(each, mask),
      file: mask(each.file ?? ''),
      line: lineIn(each.detail),
    })),
    ...[...documents.values()].flatMap((document) => unknownCauses(document)),
  ];
}

function withActionsElsewhere(project: ProjectFiles, elsewhere: FilesElsewhere | undefined): Project {
  if (!elsewhere) return project;
  return {
    repository: project.repository,
    file: (path) => project.file(path),
    action: (folder) => project.action(folder),
    actionElsewhere: (uses) => elsewhere.action(uses),
  };
}

/** Warnings alone say that it depends; so does a push of which no text tells the name or the login. */
function verdictOf(
  findings: readonly SettledFinding[],
  images: ReadonlyMap<string, Verdict>,
  isNameless: boolean,
): Verdict {
  if (findings.some(({ finding }) => finding.severity === 'error')) return 'denied';
  if (findings.length > 0 || isNameless || [...images.values()].includes('unknown')) return 'unknown';
  return images.size > 0 ? 'allowed' : 'not-needed';
}

/** A comment that was to silence something, and names no cause, or has a slip in the id. */
function unknownCauses(document: WorkflowDocument): UnreadFile[] {
  const at = (line: number) => ({ file: `${document.file}:${line}`, line });
  return [
    ...unknownIds(document).map(({ line, id, nearest }) => ({
      ...at(line),
      kind: 'unknown-cause' as const,
      detail: nearest === null ? id : `${id} → ${nearest}`,
    })),
    ...bareComments(document).map((line) => ({ ...at(line), kind: 'no-cause' as const, detail: null })),
  ];
}

/** The line that the YAML parser names. */
function lineIn(detail: string | null): number | null {
  const [, line] = /\(line (\d+), column \d+\)$/.exec(detail ?? '') ?? [];
  return line === undefined ? null : Number(line);
}
