/** `demo`: the real action, as a runner runs it, against the lab; shown as a user would see it. */
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import picocolors from 'picocolors';
import { nearestWord } from '../../../causes/nearest.js';
import { makeFolder } from '../../../evidence/files/folders.js';
import { withoutSecrets } from '../../../evidence/log/kept.js';
import { startLab } from '../../../lab/lab.js';
import { type ActionRun, asOnGitHub, runAction } from '../../../lab/runner/run-action.js';
import type { Annotation } from '../../../lab/runner/runner-words.js';
import { findScenario, SCENARIOS, type Scenario } from '../../../lab/scenarios/scenarios.js';
import { renamed } from '../../../report/terminal/renamed.js';
import { clip, width, wrap } from '../../../report/text.js';
import type { Language, Localized } from '../../../types.js';
import { InputError } from '../../usage.js';
import type { ExitCode } from '../exit-code.js';
import { type CommonOptions, wantsColor } from '../terminal.js';
import { SCENARIO_NAMES } from './scenario-names.js';
import { runOwnStep } from './steps.js';

export interface DemoOptions extends CommonOptions {
  list?: boolean;
  /** Folder for the summaries, a file a scenario. */
  summary?: string;
}

type Colors = ReturnType<typeof picocolors.createColors>;

/** Exit code 1 when an outcome is not the one that the scenario is about. Throws an `Error` with one sentence for bad usage. */
export async function demo(name: string | undefined, options: DemoOptions): Promise<ExitCode> {
  const { language, format } = options;
  const say = WORDS[language];
  if (options.list) {
    const names = SCENARIOS.map(({ name: scenario, title }) => ({ scenario, title: title[language] }));
    if (format === 'json') print(JSON.stringify(names, null, 2));
    else for (const { scenario, title } of names) print(`${scenario.padEnd(20)} ${title}`);
    return 0;
  }
  const columns = Math.min(Math.max(process.stdout.columns ?? 80, 60), 100);
  const chosen = chosenScenarios(name, language);
  const colors = picocolors.createColors(wantsColor(options, process.env));
  if (format === 'text') print(`${colors.dim(wrap(say.standIn, columns).join('\n'))}\n`);
  const results: { scenario: Scenario; run: ActionRun }[] = [];
  for (const scenario of chosen) {
    const run = await play(scenario, { language, colors, columns });
    results.push({ scenario, run });
    const file =
      options.summary === undefined ? null : writeSummary(options.summary, scenario, run, language);
    const withSummary = name !== undefined && file === null;
    if (format === 'text') print(show(scenario, run, { colors, language, columns, withSummary, file }));
  }
  if (format === 'json') print(JSON.stringify(results.map(asData), null, 2));
  else if (format !== 'text') {
    const { findingsOf } = await import('./findings-of.js');
    const runs = results.map(({ run }) => run);
    process.stdout.write(findingsOf(runs, format, language));
  } else if (name === undefined) print(colors.dim(wrap(say.more, columns).join('\n')));
  return results.every(({ scenario, run }) => run.outputs.verdict === scenario.verdict) ? 0 : 1;
}

/** Throws an `InputError` for a name that none has. */
function chosenScenarios(name: string | undefined, language: Language): readonly Scenario[] {
  if (name === undefined) return SCENARIOS;
  const scenario = findScenario(name);
  if (scenario) return [scenario];
  throw new InputError(
    WORDS[language].noSuchScenario(name, SCENARIO_NAMES, nearestWord(name, SCENARIO_NAMES)),
  );
}

/** In front of all that a step says. */
const INDENT = 3;

async function play(
  scenario: Scenario,
  { language, colors, columns }: Pick<View, 'language' | 'colors' | 'columns'>,
): Promise<ActionRun> {
  const lab = await startLab(scenario.world, { faults: scenario.faults });
  try {
    const run = await runAction({ ...scenario, inputs: { ...scenario.inputs, language } }, lab, {
      runStep: runOwnStep,
      env: { COLUMNS: String(columns - INDENT), ...(colors.isColorSupported ? { NO_COLOR: '' } : {}) },
    });
    const log = renamed(run.log, lab.registry, 'ghcr.io', columns - INDENT);
    return asOnGitHub({ ...run, log }, lab.registry);
  } finally {
    await lab.close();
  }
}

/** The path of the file. Throws an `InputError` where it can't be written. */
function writeSummary(
  folder: string,
  { name }: Scenario,
  { summary }: ActionRun,
  language: Language,
): string {
  const file = path.join(folder, `${name}.md`);
  try {
    makeFolder(folder);
    writeFileSync(file, summary);
    return file;
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new InputError(WORDS[language].notWritten(file, code));
  }
}

function asData({ scenario, run }: { scenario: Scenario; run: ActionRun }) {
  const { exitCode, outputs, annotations, summary } = run;
  return { scenario: scenario.name, exitCode, outputs, annotations, summary };
}

interface View {
  colors: Colors;
  language: Language;
  columns: number;
  withSummary: boolean;
  /** That the summary was written to. */
  file: string | null;
}

function show(scenario: Scenario, run: ActionRun, view: View): string {
  const { colors, language, columns, withSummary, file } = view;
  const say = WORDS[language];
  const result = run.exitCode === 0 ? colors.green(say.stepPasses) : colors.red(say.stepFails);
  const time = say.time(Math.round(run.time.main), Math.round(run.time.post));
  const room = columns - INDENT;
  const blocks = [
    `${colors.bold(`━━ ${scenario.name}`)}  ${scenario.title[language]}\n   ${result}${colors.dim(time)}`,
    heading(say.log, colors),
    indent(fitted(run.log, room)),
    ...run.annotations.flatMap((annotation) => [
      heading(say.annotation, colors),
      showAnnotation(annotation, scenario, view),
    ]),
    heading(say.outputs, colors),
    indent(showOutputs(run.outputs, room)),
    ...(withSummary ? [heading(say.summary, colors), indent(fitted(legible(run.summary.trim()), room))] : []),
    ...(file === null ? [] : [heading(say.summary, colors), indent(fitted(withoutSecrets(file), room))]),
  ];
  return `${blocks.join('\n')}\n`;
}

/**
 * No line is longer: words go to the next one, and what has no space in it is broken. An address stays whole, to be
 * opened, and so does a line of a diff, to be copied.
 */
function fitted(text: string, columns: number): string {
  let diffStart: number | null = null;
  return text
    .split('\n')
    .flatMap((line) => {
      const plain = stripVTControlCharacters(line);
      const [start = ''] = /^ */.exec(plain) as RegExpExecArray;
      if (plain.startsWith('--- a/', start.length)) diffStart = start.length;
      else if (diffStart !== null && !isOfDiff(plain, diffStart)) diffStart = null;
      if (diffStart !== null || width(plain) <= columns) return [line];
      const room = columns - start.length;
      return wrap(plain.trim(), room)
        .flatMap((part) => (part.includes('://') ? [part] : broken(part, room)))
        .map((part) => `${start}${part}`);
    })
    .join('\n');
}

/** A summary's code that has to be written with marks of HTML, as a reader sees it. */
function legible(markdown: string): string {
  return markdown.replace(
    /<code>(.*?)<\/code>/g,
    (_, code: string) =>
      `\`${code
        .replaceAll('<wbr>', '')
        .replace(/&#(\d+);/g, (__, mark) => String.fromCodePoint(Number(mark)))
        .replaceAll('\u200b', '')}\``,
  );
}

/** Does a line go on with the diff that stands so far to the right? */
function isOfDiff(line: string, start: number): boolean {
  return line.slice(0, start).trim() === '' && /^[ +@\\-]/.test(line.slice(start));
}

function broken(text: string, columns: number): string[] {
  const lines = [''];
  for (const character of text) {
    if (width(`${lines.at(-1)}${character}`) > columns) lines.push('');
    lines[lines.length - 1] += character;
  }
  return lines;
}

function heading(text: string, colors: Colors): string {
  return `\n   ${colors.underline(text)}`;
}

/** Lines of the workflow around the one that is annotated, with the annotation below it, as «Files changed» shows it. */
const AROUND = 2;

function showAnnotation(annotation: Annotation, scenario: Scenario, { colors, columns }: View): string {
  const { level, title, file, line, endLine, text } = annotation;
  const paint = { error: colors.red, warning: colors.yellow, notice: colors.cyan }[level];
  const inBox = (row: string) => fitted(row, columns - INDENT - 2).split('\n');
  const box = [...inBox(title ?? '').map((row) => row && colors.bold(row)), ...inBox(text)]
    .filter(Boolean)
    .map((row) => `   ${paint('┃')} ${row}`);
  if (file === null || line === null) return box.join('\n');
  const last = endLine ?? line;
  const rows = scenario.workflow.split('\n').flatMap((whole, index) => {
    // Behind the number and its bar.
    const content = clip(whole, columns - INDENT - 7);
    const number = index + 1;
    if (number < line - AROUND || number > last + AROUND) return [];
    const isMarked = number >= line && number <= last;
    const gutter = `${String(number).padStart(4)} │`;
    const row = `   ${isMarked ? paint(gutter) : colors.dim(gutter)} ${isMarked ? content : colors.dim(content)}`;
    return number === last ? [row, ...box] : [row];
  });
  return [`   ${colors.cyan(file)}`, ...rows].join('\n');
}

/** One line an output. */
function showOutputs(outputs: Record<string, string>, columns: number): string {
  return Object.entries(outputs)
    .map(([name, value]) => clip(`${name}=${value.replaceAll('\n', ' ⏎ ')}`, columns))
    .join('\n');
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => (line ? `   ${line}` : ''))
    .join('\n');
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

interface Words {
  stepPasses: string;
  stepFails: string;
  time(main: number, post: number): string;
  log: string;
  annotation: string;
  outputs: string;
  summary: string;
  more: string;
  standIn: string;
  noSuchScenario(name: string, names: readonly string[], near: string | null): string;
  notWritten(file: string, code: string): string;
}

const WORDS: Localized<Words> = {
  en: {
    stepPasses: 'the step passes',
    stepFails: 'the step fails',
    time: (main, post) => ` (main ${main} ms, post ${post} ms)`,
    log: 'Log of the step',
    annotation: 'Annotation',
    outputs: 'Outputs',
    summary: 'Job summary (markdown)',
    more: '`demo SCENARIO` plays one of them and shows the job summary too.',
    standIn:
      'The built action against a look-alike of ghcr.io and the GitHub API on this machine; nothing leaves it.',
    noSuchScenario: (name, names, near) =>
      `There is no scenario "${name}"${near ? ` (did you mean ${near}?)` : ''}. There are ${names.join(', ')}.`,
    notWritten: (file, code) => `--summary: ${file} could not be written (${code}).`,
  },
  'zh-CN': {
    stepPasses: '步骤通过',
    stepFails: '步骤失败',
    time: (main, post) => `（main ${main} 毫秒，post ${post} 毫秒）`,
    log: '步骤日志',
    annotation: '注解',
    outputs: '输出',
    summary: '作业摘要（markdown）',
    more: '`demo SCENARIO` 只运行一个场景，并显示作业摘要。',
    standIn: '在本机模拟的 ghcr.io 与 GitHub API 上运行构建好的 action，没有任何内容离开本机。',
    noSuchScenario: (name, names, near) =>
      `没有名为“${name}”的场景${near ? `（是否想输入 ${near}？）` : ''}，可用的有：${names.join('、')}。`,
    notWritten: (file, code) => `--summary：无法写入 ${file}（${code}）。`,
  },
};
