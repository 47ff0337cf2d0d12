/** `demo`: the real action, as a runner runs it, against the lab; shown as a user would see it. */
import picocolors from 'picocolors';
import { startLab } from '../../lab/lab.js';
import { type ActionRun, type Annotation, asOnGitHub, runAction } from '../../lab/run-action.js';
import { findScenario, SCENARIOS, type Scenario } from '../../lab/scenarios.js';
import type { Language, Localized } from '../../types.js';
import { InputError } from '../usage.js';
import { startOwnStep } from './demo-steps.js';
import type { ExitCode } from './exit-code.js';
import { type CommonOptions, wantsColor } from './terminal.js';

export interface DemoOptions extends CommonOptions {
  list?: boolean;
}

type Colors = ReturnType<typeof picocolors.createColors>;

/** Exit code 1 when an outcome is not the one that the scenario is about. Throws an `Error` with one sentence for bad usage. */
export async function demo(name: string | undefined, options: DemoOptions): Promise<ExitCode> {
  const { language, format } = options;
  const say = WORDS[language];
  if (format !== 'text' && format !== 'json') throw new InputError(say.formats(format));
  if (options.list) {
    const names = SCENARIOS.map(({ name: scenario, title }) => ({ scenario, title: title[language] }));
    if (format === 'json') print(JSON.stringify(names, null, 2));
    else for (const { scenario, title } of names) print(`${scenario.padEnd(20)} ${title}`);
    return 0;
  }
  const chosen = scenariosOf(name, say);
  const colors = picocolors.createColors(wantsColor(options, process.env));
  if (format === 'text') print(`${colors.dim(say.standIn)}\n`);
  const results: { scenario: Scenario; run: ActionRun }[] = [];
  for (const scenario of chosen) {
    const run = await play(scenario, language);
    results.push({ scenario, run });
    if (format === 'text') print(show(scenario, run, { colors, language, withSummary: name !== undefined }));
  }
  if (format === 'json') print(JSON.stringify(results.map(asData), null, 2));
  else if (name === undefined) print(colors.dim(say.more));
  return results.every(({ scenario, run }) => run.outputs.verdict === scenario.verdict) ? 0 : 1;
}

/** All of them without a name. Throws an `InputError` for a name of none. */
function scenariosOf(name: string | undefined, say: Words): readonly Scenario[] {
  if (name === undefined) return SCENARIOS;
  const found = findScenario(name);
  if (found) return [found];
  const names = SCENARIOS.map((one) => one.name);
  throw new InputError(say.noSuchScenario(name, names));
}

async function play(scenario: Scenario, language: Language): Promise<ActionRun> {
  const lab = await startLab(scenario.world, { faults: scenario.faults });
  try {
    const run = await runAction({ ...scenario, inputs: { ...scenario.inputs, language } }, lab, {
      start: startOwnStep,
    });
    return asOnGitHub(run, lab.registry);
  } finally {
    await lab.close();
  }
}

function asData({ scenario, run }: { scenario: Scenario; run: ActionRun }) {
  const { exitCode, outputs, annotations, summary } = run;
  return { scenario: scenario.name, exitCode, outputs, annotations, summary };
}

interface View {
  colors: Colors;
  language: Language;
  withSummary: boolean;
}

function show(scenario: Scenario, run: ActionRun, { colors, language, withSummary }: View): string {
  const say = WORDS[language];
  const result = run.exitCode === 0 ? colors.green(say.stepPasses) : colors.red(say.stepFails);
  const time = say.time(Math.round(run.time.main), Math.round(run.time.post));
  const blocks = [
    `${colors.bold(`━━ ${scenario.name}`)}  ${scenario.title[language]}\n   ${result} ${colors.dim(time)}`,
    heading(say.log, colors),
    indent(run.log),
    ...run.annotations.flatMap((annotation) => [
      heading(say.annotation, colors),
      showAnnotation(annotation, scenario, colors),
    ]),
    heading(say.outputs, colors),
    indent(showOutputs(run.outputs)),
    ...(withSummary ? [heading(say.summary, colors), indent(run.summary.trim())] : []),
  ];
  return `${blocks.join('\n')}\n`;
}

function heading(text: string, colors: Colors): string {
  return `\n   ${colors.underline(text)}`;
}

/** Lines of the workflow around the one that is annotated, with the annotation below it, as «Files changed» shows it. */
const AROUND = 2;

function showAnnotation(annotation: Annotation, scenario: Scenario, colors: Colors): string {
  const { level, title, file, line, endLine, text } = annotation;
  const paint = { error: colors.red, warning: colors.yellow, notice: colors.cyan }[level];
  const box = [title ? colors.bold(title) : '', ...text.split('\n')]
    .filter(Boolean)
    .map((row) => `   ${paint('┃')} ${row}`);
  if (file === null || line === null) return box.join('\n');
  const last = endLine ?? line;
  const rows = scenario.workflow.split('\n').flatMap((content, index) => {
    const number = index + 1;
    if (number < line - AROUND || number > last + AROUND) return [];
    const isMarked = number >= line && number <= last;
    const gutter = `${String(number).padStart(4)} │`;
    const row = `   ${isMarked ? paint(gutter) : colors.dim(gutter)} ${isMarked ? content : colors.dim(content)}`;
    return number === last ? [row, ...box] : [row];
  });
  return [`   ${colors.cyan(file)}`, ...rows].join('\n');
}

/** One line an output; long ones by their length. */
const SHOWN = 80;

function showOutputs(outputs: Record<string, string>): string {
  return Object.entries(outputs)
    .map(([name, value]) => {
      const flat = value.replaceAll('\n', ' ⏎ ');
      return `${name}=${flat.length > SHOWN ? `${flat.slice(0, SHOWN)}…` : flat}`;
    })
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
  noSuchScenario(name: string, names: string[]): string;
  formats(format: string): string;
}

const WORDS: Localized<Words> = {
  en: {
    stepPasses: 'the step passes',
    stepFails: 'the step fails',
    time: (main, post) => `(main ${main} ms, post ${post} ms)`,
    log: 'Log of the step',
    annotation: 'Annotation',
    outputs: 'Outputs',
    summary: 'Job summary (markdown)',
    more: '`demo SCENARIO` plays one of them and shows the job summary too.',
    standIn:
      'The built action against a look-alike of ghcr.io and the GitHub API on this machine; nothing leaves it.',
    noSuchScenario: (name, names) => `There is no scenario «${name}»: ${names.join(', ')}.`,
    formats: (format) => `The demo has no format «${format}»: text or json.`,
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
    noSuchScenario: (name, names) => `没有名为“${name}”的场景，可用的有：${names.join('、')}。`,
    formats: (format) => `demo 不支持格式“${format}”：请使用 text 或 json。`,
  },
};
