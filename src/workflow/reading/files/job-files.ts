/**
 * What commands of a job read of its checkout: files that the job itself leaves as they were checked out, and charts
 * that it packages.
 */
import { asPattern } from '../../../evidence/pattern.js';
import { inWorkspace, nameOfFile } from '../../language/workspace.js';
import type { Project } from '../../repository/project.js';
import type { Invocation } from '../../shell/effects.js';
import type { Checkout } from '../../shell/starting/started.js';
import { child, text as written, type YamlNode } from '../../text/document.js';
import { type JobText, jobSource } from '../../text/job.js';
import { checkedOutPath, takesAnotherCommit } from './checkouts.js';
import { editsInPlace, scriptsNamed } from './file-changes.js';
import { type ChartSources, type PackagedChart, packagedCharts } from './packaged-charts.js';
import { onlyReads } from './reading-scripts.js';

/** The commands of a script that see these files; null: they are not read. */
export type CommandsOf = (files: Checkout) => readonly Invocation[] | null;

/** What packages charts before a step reads a folder. */
export interface Packaging {
  /** The step's own script, where it packages any: then these are meant. */
  own: CommandsOf | null;
  /** Those of the job's other steps. */
  ofJob(): readonly CommandsOf[];
}

/** Of what is not checked out here, or is changed on the way, nothing is known. */
export function jobFiles(job: JobText, project: Project, { own, ofJob }: Packaging): Checkout {
  const files = filesOf(job, project);
  let ownCharts: PackagedChart[] | undefined;
  const charts = () => {
    if (own === null) return files.charts(ofJob);
    ownCharts ??= chartsBy([own], files);
    return ownCharts;
  };
  return {
    text: files.text,
    entries(folder) {
      const packed = charts().flatMap((each) => (each.folder === folder ? [each.file] : []));
      const there = files.entries(folder);
      return there === null && packed.length === 0
        ? null
        : [...new Set([...(there ?? []), ...packed])].sort();
    },
  };
}

/** None where one of the scripts is not read: it may package any. */
function chartsBy(scripts: readonly CommandsOf[], files: ChartSources): PackagedChart[] {
  const commands = scripts.map((each) => each(files));
  return commands.includes(null)
    ? []
    : packagedCharts(
        commands.flatMap((each) => each ?? []),
        files,
      );
}

/** By the job's node: each of its steps asks again, and each look goes through the whole job. */
const FILES = new WeakMap<YamlNode, FilesOfJob>();

function filesOf(job: JobText, project: Project): FilesOfJob {
  const known = FILES.get(job.node);
  if (known?.project === project) return known;
  const files = new FilesOfJob(job, project);
  FILES.set(job.node, files);
  return files;
}

const SHELL_SCRIPT = /\.(?:sh|bash)$/;

/** Of a job whose commands read more files than this, nothing is known of the others. */
const MOST_FILES = 200;

class FilesOfJob implements ChartSources {
  readonly #texts = new Map<string, string | null>();
  #isOther: boolean | undefined;
  #charts: PackagedChart[] | undefined;
  #scripts: string[] | undefined;

  constructor(
    readonly job: JobText,
    readonly project: Project,
  ) {}

  readonly text = (path: string): string | null => {
    const known = this.#texts.get(path);
    if (known !== undefined) return known;
    if (this.#texts.size === MOST_FILES) return null;
    const text = this.#isLeft(path) ? this.#checkedOut(path) : null;
    this.#texts.set(path, text);
    return text;
  };

  /** That the job packages, whichever step asks. */
  charts(scripts: () => readonly CommandsOf[]): PackagedChart[] {
    this.#charts ??= chartsBy(scripts(), this);
    return this.#charts;
  }

  /** As it was checked out, also where the job gives the chart another version: that leaves its name. */
  readonly chart = (path: string): string | null =>
    this.text(path) ?? (this.keepsChart(path) ? this.#checkedOut(path) : null);

  readonly keepsChart = (path: string): boolean => this.#isLeft(path, isVersionEdit);

  /** What is checked out in a folder. */
  readonly entries = (folder: string): readonly string[] | null => {
    if (this.#isOfAnother() || isFilled(this.job, folder)) return null;
    const file = checkedOutPath(this.job, this.project.repository, folder);
    return file === null ? null : (this.project.entries?.(file) ?? null);
  };

  #checkedOut(path: string): string | null {
    const file = checkedOutPath(this.job, this.project.repository, path);
    return file ? (this.project.data?.(file) ?? null) : null;
  }

  /** A script of the repository may write to a file that it names, unless a shell only reads it there. */
  #mayBeWrittenByScript(path: string): boolean {
    const name = nameOfFile(path);
    this.#scripts ??= [...scriptsNamed(jobSource(this.job)).keys()];
    return this.#scripts.some((script) => {
      const text = this.project.data?.(script);
      return (text?.includes(name) ?? false) && !(SHELL_SCRIPT.test(script) && onlyReads(text ?? '', name));
    });
  }

  #isOfAnother(): boolean {
    this.#isOther ??= takesAnotherCommit(this.job) || CHANGES_ANY.test(jobSource(this.job));
    return this.#isOther;
  }

  /** @param isLight may such a change be passed over? */
  #isLeft(path: string, isLight: (change: string) => boolean = () => false): boolean {
    const source = jobSource(this.job);
    return (
      !this.#isOfAnother() &&
      !isChanged(path, source, isLight) &&
      !isUnpacked(this.job, path) &&
      !this.#mayBeWrittenByScript(path)
    );
  }
}

/** What stands before a file's name where a command, or an input of an action, writes to it. */
const WRITES =
  /(?:>{1,2}|\b(?:tee|make|mv|cp|rsync|install|touch|truncate|sponge|rm|ln|unzip|curl|wget)\b[^|;&]*\s|\b(?:out|dest|target|file|path)[\w-]*\s*[:=])\s*["']?[^\s"'|;&:]*$/i;
/** What stands before the name of a file that is only read, whatever command reads it: `tee -a OTHER < FILE`. */
const READS = /(?:^|[^<>])<\s*["']?[^\s"'|;&:<>]*$/;
/** Behind more characters of a line, and in more places, a name may be written to by anything. */
const LONGEST_LINE = 1_000;
const MOST_MENTIONS = 500;

/** What gives a package another version without naming its file. */
const BUMPS = /\b(?:npm|yarn|pnpm|bun pm|changeset|lerna) version\b|semantic-release|changesets\/action/;

/**
 * May a file be written to in the job, as far as a look at its text tells? It is looked for by its name alone. What it
 * holds becomes a part of a name here, so that a doubt is enough; `changed-files.ts` asks what surely makes it another.
 */
function isChanged(path: string, source: string, isLight: (change: string) => boolean): boolean {
  const name = nameOfFile(path);
  if (name === 'package.json' && BUMPS.test(source)) return true;
  const variables = new Set<string>();
  const elsewhere = (before: string, behind: string): boolean | null => {
    const variable = ENDS_SETTING.test(behind) ? NAMED_BY.exec(before)?.[1] : undefined;
    if (variable === undefined) return null;
    if (variables.has(variable)) return false;
    variables.add(variable);
    return isWritten(`\\$\\{?${variable}\\b`, source, isLight, elsewhere);
  };
  return isWritten(`${asPattern(name)}(?![\\w.-])`, source, isLight, elsewhere);
}

/** A variable of a script that holds the path: `FILE=images.txt`. One that is exported others may read. */
const NAMED_BY =
  /(?:^|[;&|]|\brun:)\s*(?:(?:local|readonly|declare)\s+(?:-r\s+)?)?([A-Za-z_]\w*)=["']?[^\s"'<>;&|()`]*$/;

/** Behind the path: in front of a command, `FILE=images.txt make list`, it is handed to that. */
const ENDS_SETTING = /^[\w.${}-]*["']?[ \t]*(?:$|[;&|\n#])/;

/**
 * @param mention what the file is called by
 * @param elsewhere told what stands before it in its line, and behind, whether it is written to by another name that is made there; null: none is
 */
function isWritten(
  mention: string,
  source: string,
  isLight: (change: string) => boolean,
  elsewhere: (before: string, behind: string) => boolean | null,
): boolean {
  let mentions = 0;
  for (const { index } of source.matchAll(new RegExp(mention, 'gi'))) {
    mentions += 1;
    const start = source.lastIndexOf('\n', index) + 1;
    if (mentions > MOST_MENTIONS || index - start > LONGEST_LINE) return true;
    const before = source.slice(start, index);
    if (READS.test(before)) continue;
    const isThere = elsewhere(before, source.slice(index, index + LONGEST_LINE));
    if (isThere) return true;
    if (isThere === false) continue;
    const command = before.split(/\s&&\s|;\s/).at(-1) ?? '';
    if (WRITES.test(before) || (editsInPlace(command) && !isLight(command))) return true;
  }
  return false;
}

/** `yq -i '.version = "1.2.0"' Chart.yaml`, and the same in sed's words. */
function isVersionEdit(command: string): boolean {
  return /version/i.test(command) && !/\bname\b/i.test(command);
}

/** What takes another commit than the run's, or gives whatever holds a version another one. */
const CHANGES_ANY =
  /\bgit (?:-C \S+ )?(?:(?:checkout|switch) (?!-[bBcC]\b)|(?:reset|pull|merge|rebase|cherry-pick|apply|am|restore|stash)\b)|\b(?:bump-?my-?version|bump2?version|(?:poetry|hatch|uv) version|cargo set-version|versions:set)\b|\buses:\s*["']?[^\s@]*bump[^\s@]*@/i;

/** Does an artifact or a cache, which may hold the file, land in a folder around it? */
export function isUnpacked(job: Pick<JobText, 'steps'>, path: string): boolean {
  return unpackedIn(job).some((folder) => folder === '' || path === folder || path.startsWith(`${folder}/`));
}

/** Does one land in this very folder, or in one around it that is named? Then more is in it than was checked out. */
function isFilled(job: JobText, path: string): boolean {
  return unpackedIn(job).some(
    (folder) => folder !== '' && (path === folder || path.startsWith(`${folder}/`)),
  );
}

/** The folders in which artifacts and caches land; '' is the workspace itself. */
function unpackedIn({ steps }: Pick<JobText, 'steps'>): string[] {
  return steps.flatMap(({ uses, node }) => {
    if (!/\/(?:[\w-]*download-artifact|cache)(?:\/restore)?$/i.test(uses?.action ?? '')) return [];
    const isCache = /cache/i.test(uses?.action ?? '');
    const given = written(child(child(node, 'with'), 'path')) ?? (isCache ? '~' : '');
    return given.split('\n').flatMap((each) => inWorkspace('', each.trim()) ?? []);
  });
}
