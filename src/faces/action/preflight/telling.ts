/** What the main step says of a preflight: the log, annotations, the summary, outputs. No rule is decided here. */
import type { Preflight } from '../../../commands/preflight.js';
import { heldSecrets } from '../../../evidence/secrets/secrets.js';
import { unaskedPushes } from '../../../judge/answers/unasked-pushes.js';
import { summary } from '../../../report/summary/summary.js';
import { terminal } from '../../../report/terminal/terminal.js';
import type { Finding } from '../../../types.js';
import { codeAddress } from '../code-address.js';
import { docsAddress } from '../docs-address.js';
import { appendSummary } from '../job-summary.js';
import { logColumns, showsColor } from '../log-style.js';
import { writeOutputs, writeSarif } from '../outputs.js';
import { annotate, info, infoInColor, notice, setOutput } from '../toolkit.js';
import type { FailOn, MainInputs } from './inputs.js';
import type { ToldLogin } from './step-login.js';
import type { LeftOpen } from './unread-words.js';

export class Telling {
  #result: Preflight;
  readonly #inputs: MainInputs;
  readonly #env: NodeJS.ProcessEnv;
  readonly #docsBase: string;
  /** What the question was about, where nobody named it: said before all else. */
  readonly #note: string | undefined;
  #log: Promise<string> | null = null;
  #summary: { username: string | null; text: Promise<string> } | null = null;

  constructor(result: Preflight, inputs: MainInputs, env: NodeJS.ProcessEnv) {
    const { report, evidence } = result;
    this.#result = result;
    this.#inputs = inputs;
    this.#env = env;
    this.#docsBase = docsAddress(env);
    const { imagesFrom } = evidence;
    this.#note = imagesFrom === 'repository' || imagesFrom === 'named' ? noteOf(report.findings) : undefined;
  }

  /** Hands on what the login changes nothing of: the outputs but for `username`. */
  handOn(): void {
    writeOutputs(this.#result, this.#env);
  }

  /**
   * Finds the words and says none of them: it takes a while, for which there is time while a client logs in.
   *
   * @param username of the login; null: none
   */
  prepare(username: string | null): void {
    const { report, evidence, checked } = this.#result;
    const { language } = this.#inputs;
    const common = { language, docsBase: this.#docsBase, note: this.#note };
    // The checklist is for the page of the run.
    const { plan: _, ...logged } = report;
    this.#log ??= terminal(logged, {
      ...common,
      color: showsColor(this.#env),
      columns: logColumns(this.#env),
      source: sourceIn(evidence),
    });
    // What goes wrong is said when it is told.
    this.#log.catch(() => {});
    if (!this.#isSummaryWanted() || this.#summary?.username === username) return;
    const options = { ...common, username: username ?? undefined, code: codeAddress(this.#env) };
    const text = summary(report, checked, options);
    text.catch(() => {});
    this.#summary = { username, text };
  }

  /** Says all. A refusal that fails the step sets its exit code. Throws an `InputError` where the findings can't be written. */
  async tell(login: ToldLogin): Promise<void> {
    const { username, failure } = login;
    const failed = failure ? await import('./failed-login.js') : null;
    if (failure && failed) {
      // The words that were found are those of a login that is made.
      this.#result = failed.withFailure(this.#result, failure, this.#env);
      this.#log = null;
      this.#summary = null;
    }
    this.prepare(username);
    const { report, evidence, skipped } = this.#result;
    const { language, failOn } = this.#inputs;
    infoInColor(((await this.#log) ?? '').trimEnd());
    // Who gives the images has said what to ask about: a line of the log, and no annotation.
    const unasked = unaskedPushes(evidence);
    if (unasked.length > 0) {
      const { unaskedNotice } = await import('../../../judge/notice.js');
      info(unaskedNotice(unasked, report.registry, language));
    }
    let notices = 0;
    const say = (sentence: string) => {
      notices += 1;
      notice(sentence);
    };
    if (skipped.length > 0) {
      const { skippedNotice } = await import('./skipped-words.js');
      say(skippedNotice(report.registry, skipped, language));
    }
    const problem = evidence.workflowProblem;
    if (problem) {
      const { unreadNotice } = await import('./unread-words.js');
      say(unreadNotice(problem, this.#leftOpen(), report.registry, this.#inputs));
    }
    const fails = failsStep(this.#result, failOn);
    if (report.findings.length > 0) await this.#annotate(fails, notices);
    if (fails) process.exitCode = 1;
    failed?.sayFailed(login, report.verdict, failOn);
    setOutput('username', username ?? '');
    // A cache is nothing to put a tag behind.
    if (evidence.images.every(({ image }) => image.role === 'cache'))
      (await import('./unpushed-names.js')).handOnUnpushed(evidence);
    if (this.#summary) await appendSummary(await this.#summary.text);
    if (this.#inputs.sarifFile !== null) await this.#writeFindings(this.#inputs.sarifFile);
  }

  /** By a file that could not be read. */
  #leftOpen(): LeftOpen {
    const { report, evidence } = this.#result;
    if (evidence.workflow) return 'file';
    if (evidence.imagesFrom === 'repository') return 'pushes';
    return evidence.imagesFrom === 'input' && report.verdict === 'allowed' ? 'later' : 'nothing';
  }

  async #annotate(fails: boolean, notices: number): Promise<void> {
    const { findings } = this.#result.report;
    const { language } = this.#inputs;
    const { annotationsOf } = await import('../../../report/annotations.js');
    const shown = findings.map((finding) => asAnnotated(finding, fails, findings));
    const options = { language, docsBase: this.#docsBase };
    for (const each of annotationsOf(shown, options, { notice: notices })) annotate(each);
  }

  /** Few want the findings as SARIF, so what writes it is loaded here. */
  async #writeFindings(file: string): Promise<void> {
    const { report, evidence } = this.#result;
    const { language } = this.#inputs;
    const [{ sarif }, { ruleText }] = await Promise.all([
      import('../../../report/sarif.js'),
      import('../../../causes/rules.js'),
    ]);
    const text = sarif(report, {
      language,
      docsBase: this.#docsBase,
      source: sourceIn(evidence),
      place: placeOf(evidence),
      rule: (id) => ruleText(id, language),
    });
    await writeSarif(file, text, language);
  }

  #isSummaryWanted(): boolean {
    const { summary: when } = this.#inputs;
    const { findings, loginFailure } = this.#result.report;
    return (
      when === 'always' || (when === 'on-finding' && (findings.length > 0 || loginFailure !== undefined))
    );
  }
}

/** Our own step, or the workflow in which it stands. */
function placeOf({ workflow, run }: Preflight['evidence']): { file: string; line: number } | null {
  const file = run.workflowPath;
  return workflow?.step ?? workflow?.location ?? (file === null ? null : { file, line: 1 });
}

/** The texts that findings point into, without secrets. */
function sourceIn({ workflow }: Preflight['evidence']): (file: string) => string | undefined {
  const texts = workflow?.texts ?? {};
  return (file) => {
    const text = Object.hasOwn(texts, file) ? texts[file] : undefined;
    return text && heldSecrets.maskInPlace(text);
  };
}

function noteOf(findings: readonly Finding[]): string | undefined {
  return findings.find(({ id }) => id === 'no-push-found')?.message;
}

/**
 * Fails when the verdict reaches `fail-on`, and only then. A refusal without an error is a fork's or
 * Dependabot's run whose push step would not run either.
 */
function failsStep({ report }: Preflight, failOn: FailOn): boolean {
  if (failOn === 'never') return false;
  if (report.verdict === 'unknown') return failOn === 'unknown';
  return report.verdict === 'denied' && report.findings.some(({ severity }) => severity === 'error');
}

/** A step that fails shows at least one error, so that its reason is found among the annotations. */
function asAnnotated(finding: Finding, fails: boolean, all: Finding[]): Finding {
  const hasError = all.some(({ severity }) => severity === 'error');
  return fails && !hasError && finding === all[0] ? { ...finding, severity: 'error' } : finding;
}
