/** What a login that failed changes of what is told. Apart, because few logins fail. */
import type { Preflight } from '../../../commands/preflight.js';
import { runReport } from '../../../evidence/run.js';
import { reportJson } from '../../../report/json.js';
import type { LoginFailure } from '../../../report/report.js';
import type { Verdict } from '../../../types.js';
import { writeReport } from '../outputs.js';
import { error, info, setFailed } from '../toolkit.js';
import type { FailOn } from './inputs.js';
import type { ToldLogin } from './step-login.js';

/** The same result with the failure in its report, whose file was written when nobody knew of it. */
export function withFailure(
  result: Preflight,
  loginFailure: LoginFailure,
  env: NodeJS.ProcessEnv,
): Preflight {
  const report = { ...result.report, loginFailure };
  writeReport(reportJson(report, runReport(env)), env);
  return { ...result, report };
}

/**
 * For the end of the log. What the user asked for by name has to be there, and a login that fails after a yes would make the
 * push fail, which `fail-on: never` leaves to the push. After any other verdict the finding is what counts.
 */
export function sayFailed({ failure, isOfInput }: ToldLogin, verdict: Verdict, failOn: FailOn): void {
  if (!failure) return;
  const sentences = `${failure.message}\n${failure.fix}`;
  if (isOfInput) setFailed(sentences);
  else if (verdict !== 'allowed') info(sentences);
  else if (failOn === 'never') error(sentences);
  else setFailed(sentences);
}
