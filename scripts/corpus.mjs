/**
 * `npm run corpus -- FOLDER [NUMBER…]`: runs `lint` on a folder of small
 * repositories, each with an `expected.json`, and says what was missed and what
 * was said too much. The folder's own README describes the format. `--below N`
 * leaves out the cases from number N on: kinds that `lint` has not learnt yet.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compile } from './compile.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** One expected finding and the other answers that are as right. */
function answers(expected) {
  const { or = [], ...first } = expected;
  return [
    first,
    ...or.map((other) => {
      // A line of its own comes with an end of its own.
      const { line, endLine, ...rest } = first;
      return 'line' in other ? { ...rest, ...other } : { ...first, ...other };
    }),
  ];
}

function matches(finding, { id, severity, file, line, endLine = line, job }) {
  const { location } = finding;
  return (
    finding.id === id &&
    finding.severity === severity &&
    (file === undefined || location?.file === file) &&
    (line === undefined || (location.line >= line && location.line <= endLine)) &&
    (job === undefined || finding.job === job)
  );
}

/** Each expected finding takes one of those that were given. */
function compare(expected, findings) {
  const left = [...findings];
  const missed = [];
  for (const one of expected.findings ?? []) {
    const at = left.findIndex((finding) => answers(one).some((answer) => matches(finding, answer)));
    if (at === -1) missed.push(one);
    else left.splice(at, 1);
  }
  const refused = (expected.findings ?? []).some(({ id }) => id === 'invalid-permissions');
  const tolerated = ({ id, severity }) =>
    (expected.may ?? []).includes(id) && (severity !== 'error' || refused);
  return { missed, extra: left.filter((finding) => !tolerated(finding)) };
}

const show = ({ id, severity, location, line, file, job }) =>
  `${severity} ${id} ${location?.file ?? file}:${location?.line ?? line}${job ? ` (${job})` : ''}`;

/** What `--fix` makes of a case; null where it has nothing to say about that. */
async function fixProblems(folder, expected, options, modules) {
  if (!expected.fixed) return null;
  const { lint, applyRepairs, parseDocument } = modules;
  const judge = (edited) => lint({ ...options, edited });
  const applied = await applyRepairs(await judge(), judge);
  const problems = [];
  for (const [file, wanted] of Object.entries(expected.fixed)) {
    const made = applied.files.get(file)?.after;
    if (made === undefined) {
      problems.push(`${file} is not changed`);
      continue;
    }
    const want = readFileSync(join(folder, wanted), 'utf8');
    const data = (text) =>
      JSON.stringify(sorted(parseDocument(text.replaceAll('secrets.GITHUB_TOKEN', 'github.token')).toJS()));
    if (data(made) !== data(want)) problems.push(`${file} is not mended as expected:\n${made}`);
    if (made.includes('\r\n') !== want.includes('\r\n')) problems.push(`${file} has other line ends`);
    const comments = (text) =>
      (text.match(/#.*$/gm) ?? [])
        .map((each) => each.trim())
        .sort()
        .join('\n');
    if (comments(made) !== comments(want)) problems.push(`${file} has lost comments`);
  }
  const again = applied.left.report.findings.filter(({ id }) =>
    (expected.findings ?? []).some((each) => each.id === id),
  );
  if (again.length > 0) problems.push(`still said after the fix: ${again.map(show).join(', ')}`);
  return problems;
}

/** Keys in an order of their own: that of a new block is free. */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

async function main() {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { below: { type: 'string', default: 'Infinity' } },
  });
  const [folder, ...only] = positionals;
  const corpus = folder && resolve(folder);
  if (!corpus) {
    console.error('usage: npm run corpus -- FOLDER [CASE…] [--below NUMBER]');
    process.exitCode = 2;
    return;
  }
  const out = mkdtempSync(join(root, 'build-corpus-'));
  try {
    const at = compile(out);
    const modules = {
      ...(await import(at('commands/lint.js'))),
      ...(await import(at('fix/rounds.js'))),
      parseDocument: (await import('yaml')).parseDocument,
    };
    const { lines, isAsExpected } = await judgeCorpus(corpus, modules, { only, below: Number(values.below) });
    console.log(lines.join('\n'));
    process.exitCode = isAsExpected ? 0 : 1;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** What is missed and said too much, a case each; the last line counts. `only`: how the names of the cases begin. */
export async function judgeCorpus(corpus, modules, { only = [], below = Infinity } = {}) {
  const told = [];
  const cases = readdirSync(corpus).filter(
    (name) =>
      existsSync(join(corpus, name, 'expected.json')) &&
      Number.parseInt(name, 10) < below &&
      (only.length === 0 || only.some((each) => name.startsWith(each))),
  );
  let wanted = 0;
  let missedCount = 0;
  let errors = 0;
  let warnings = 0;
  let fixes = 0;
  let badFixes = 0;
  for (const name of cases) {
    const folder = join(corpus, name);
    const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
    const options = {
      paths: [folder],
      repository: expected.repository,
      event: null,
      language: 'en',
      root: folder,
    };
    const { report, problems } = await modules.lint(options);
    const { missed, extra } = compare(expected, report.findings);
    wanted += (expected.findings ?? []).length;
    missedCount += missed.length;
    errors += extra.filter(({ severity }) => severity === 'error').length;
    warnings += extra.filter(({ severity }) => severity !== 'error').length;
    const fix = await fixProblems(folder, expected, options, modules);
    if (fix) fixes += 1;
    if (fix?.length) badFixes += 1;
    const lines = [
      ...missed.map((each) => `  missed  ${show(each)}`),
      ...extra.map((each) => `  extra   ${show(each)}: ${each.message}`),
      ...problems.map((each) => `  problem ${each.file}: ${each.kind} ${each.detail ?? ''}`),
      ...(fix ?? []).map((each) => `  fix     ${each}`),
    ];
    if (lines.length > 0) told.push(name, ...lines);
  }
  const share = wanted === 0 ? 100 : ((wanted - missedCount) * 100) / wanted;
  told.push(
    `${cases.length} cases: recall ${wanted - missedCount}/${wanted} (${share.toFixed(1)} %), ${errors} false errors, ${warnings} idle warnings, fixes ${fixes - badFixes}/${fixes}`,
  );
  return { lines: told, isAsExpected: missedCount + errors + warnings + badFixes === 0 };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
