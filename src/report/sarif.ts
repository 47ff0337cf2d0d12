/**
 * SARIF 2.1.0 (OASIS), in the shape that GitHub's code scanning reads
 * (docs: SARIF support for code scanning).
 */
import { createHash } from 'node:crypto';
import type { Fix, Log, Notification, Region, ReportingDescriptor, Result } from 'sarif';
import type { Finding, Language, Location, Severity } from '../types.js';
import { version } from '../version.js';
import { jsonText } from './json.js';
import type { Report } from './report.js';
import { clean, docsLink } from './text.js';

export interface SarifOptions {
  language?: Language;
  /** Where the project's files can be read: `https://github.com/OWNER/NAME/blob/REF`. */
  docsBase?: string;
  /** Text of a file that a location names: fingerprints rest on the line. */
  source?: (file: string) => string | undefined;
  /** What is known of a cause in general; a finding's own words where it is not given. */
  rule?: (id: string) => { title: string; message: string; fix: string } | null;
  /** Edits that mend a finding, by its index in the report. */
  replacements?: (finding: number) => Replacement[];
  /** Where a finding is shown that stands in no file: our own step. Code scanning takes no result without a place. */
  place?: Pick<Location, 'file' | 'line'> | null;
  /** What could not be read. */
  problems?: readonly SarifProblem[];
}

/** What could not be read, or is not there at all. */
export interface SarifProblem {
  /** null: it stands in none. */
  file: string | null;
  line: number | null;
  text: string;
  /** Without it the answer is not what was asked for: then the run was no success. */
  isFault?: boolean;
}

/** One edit: what stands at the location becomes the text. */
export interface Replacement {
  location: Location;
  text: string;
}

const LEVELS = { error: 'error', warning: 'warning', notice: 'note' } as const satisfies Record<
  Severity,
  string
>;

/** GitHub's words for the same, by which it sorts alerts. */
const PROBLEM_SEVERITIES: Record<Severity, string> = {
  error: 'error',
  warning: 'warning',
  notice: 'recommendation',
};

/** One run, one rule for each cause that was found, one result for each finding. */
export function sarif(report: Pick<Report, 'findings'>, options: SarifOptions = {}): string {
  const ids = [...new Set(report.findings.map(({ id }) => id))];
  const prints = fingerprints(report.findings, options.source);
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'ghcr-preflight',
            version,
            semanticVersion: version,
            language: options.language === 'zh-CN' ? 'zh-CN' : 'en-US',
            rules: ids.map((id) =>
              rule(report.findings.find((finding) => finding.id === id) as Finding, options),
            ),
          },
        },
        invocations: [
          {
            executionSuccessful: !options.problems?.some(({ isFault }) => isFault),
            ...(options.problems?.length
              ? { toolExecutionNotifications: options.problems.map(notification) }
              : {}),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: report.findings.map((finding, index) => ({
          ...result(finding, ids.indexOf(finding.id), options.place ?? WORKFLOWS),
          partialFingerprints: { primaryLocationLineHash: prints[index] as string },
          ...fixes(finding, options.replacements?.(index) ?? []),
        })),
      },
    ],
  };
  return `${jsonText(log, 2)}\n`;
}

function rule(finding: Finding, { rule: known, docsBase }: SarifOptions): ReportingDescriptor {
  const { id, severity, docs } = finding;
  const text = known?.(id) ?? null;
  const page = docsLink(docs, docsBase);
  const help = [text?.message, text?.fix].filter((part) => part !== undefined);
  return {
    id,
    name: id,
    shortDescription: { text: clean(text?.title ?? finding.title) },
    ...(text ? { fullDescription: { text: clean(text.message) } } : {}),
    help: {
      text: clean([...help, page].join('\n\n')),
      markdown: clean([...help.map(marked), docsBase ? `[${id}](${page})` : `\`${page}\``].join('\n\n')),
    },
    // SARIF wants an absolute address there.
    ...(docsBase ? { helpUri: page } : {}),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      precision: 'very-high',
      'problem.severity': PROBLEM_SEVERITIES[severity],
      tags: ['ghcr', 'github-actions', 'packages'],
    },
  };
}

/** What a page would take for an expression, a placeholder or a list, as code. */
function marked(text: string): string {
  return text.replace(
    /(?:[a-z-]+: )?\$\{\{.*?\}\}|\bpackages: (?:write|read)\b|\bghcr\.io\/[\w./:-]*\w/g,
    (found) => `\`${found}\``,
  );
}

/** Where the workflows are, of which no one is known. */
const WORKFLOWS = { file: '.github/workflows', line: 1 };

function result(finding: Finding, ruleIndex: number, place: Pick<Location, 'file' | 'line'>): Result {
  const { id, severity, confidence, message, fix, location, image, job } = finding;
  const text = [message, fix.summary, fix.url, fix.command].filter(Boolean).join('\n');
  return {
    ruleId: id,
    ruleIndex,
    level: LEVELS[severity],
    message: { text },
    locations: [
      {
        physicalLocation: location
          ? physical(location)
          : { artifactLocation: artifact(place.file), region: { startLine: place.line } },
      },
    ],
    properties: { confidence, ...(image ? { image } : {}), ...(job ? { job } : {}) },
  };
}

/** All edits of a finding together are one fix. */
function fixes({ fix }: Finding, replacements: readonly Replacement[]): { fixes?: Fix[] } {
  if (replacements.length === 0) return {};
  const files = [...new Set(replacements.map(({ location }) => location.file))];
  return {
    fixes: [
      {
        description: { text: fix.summary },
        artifactChanges: files.map((file) => ({
          artifactLocation: artifact(file),
          replacements: replacements
            .filter(({ location }) => location.file === file)
            .map(({ location, text }) => ({
              deletedRegion: region(location),
              ...(text === '' ? {} : { insertedContent: { text } }),
            })),
        })),
      },
    ],
  };
}

function notification({ file, line, text, isFault }: SarifProblem): Notification {
  const told: Notification = { level: isFault ? 'error' : 'warning', message: { text } };
  if (file === null) return told;
  const place = { artifactLocation: artifact(file), ...(line ? { region: { startLine: line } } : {}) };
  return { ...told, locations: [{ physicalLocation: place }] };
}

function physical(location: Location) {
  return { artifactLocation: artifact(location.file), region: region(location) };
}

/** Relative to the repository; what lies outside it is named by its whole address. */
function artifact(file: string) {
  const encoded = (path: string) => path.split(/[\\/]/).map(encodeURIComponent).join('/');
  const [, drive] = /^([A-Za-z]:)[\\/]/.exec(file) ?? [];
  if (drive) return { uri: `file:///${drive}${encoded(file.slice(2))}` };
  if (file.startsWith('/')) return { uri: `file://${encoded(file)}` };
  return { uri: encoded(file), uriBaseId: '%SRCROOT%' };
}

function region({ line, column, endLine, endColumn }: Location): Region {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/**
 * What makes code scanning take two results of two runs for one alert: what is wrong and the text of
 * the line, not its number. Of equal ones, the first is 1.
 */
function fingerprints(findings: readonly Finding[], source: SarifOptions['source']): string[] {
  const seen = new Map<string, number>();
  const lines = new Map<string, string[]>();
  return findings.map(({ id, job, image, location }) => {
    const file = location?.file ?? '';
    if (location && !lines.has(file)) lines.set(file, (source?.(file) ?? '').split(/\r\n|\r|\n/));
    const line = lines.get(file)?.[(location?.line ?? 0) - 1] ?? '';
    const hash = createHash('sha256')
      .update(JSON.stringify([id, job, image, line.trim()]))
      .digest('hex')
      .slice(0, 16);
    const number = (seen.get(`${file} ${hash}`) ?? 0) + 1;
    seen.set(`${file} ${hash}`, number);
    return `${hash}:${number}`;
  });
}
