/** What was observed in a log or a workflow's text, one statement a line: the lines under «evidence» in a finding. */

import type { LintedPush } from '../causes/case.js';
import type { JobEvidence, Symptom } from '../evidence/log/types.js';
import type { Language, Location } from '../types.js';
import { shownReference } from '../workflow/knowledge/names/names.js';
import { passwordOf } from '../workflow/reading/logins/passwords.js';
import { locate } from '../workflow/text/places.js';
import { OBSERVED } from './observation-words.js';
import { READ } from './reading-words.js';

// ------------------------------------------------------------ a line of a log

/** Characters of a log's line that are shown. */
const SHOWN = 300;

/** What is shown of a refusal in a log: the line itself first, then what the log tells around it. */
export function symptomObservations(symptom: Symptom, job: JobEvidence, language: Language): string[] {
  const say = READ[language];
  const { file, line, text, client, step, times, login, progress, scopes, attribution } = symptom;
  const lines = [`${file}:${line}: ${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}`];
  if (client || step) lines.push(say.printedBy(client, step && step !== client ? step : null));
  if (times > 1) lines.push(say.times(times));
  if (attribution === 'assumed' || attribution === 'alone') lines.push(say.assumed);
  if (attribution === 'login') lines.push(say.assumedOfLogin(symptom.registry));
  if (job.permissions) lines.push(say.permissions(job.permissions.packages ?? 'none'));
  if (job.secretSource) lines.push(say.secretSource(job.secretSource));
  if (login) lines.push(say.loginInLog(login));
  else if (job.whole && symptom.kind === 'refused') lines.push(say.noLogin(symptom.registry));
  if (scopes.length > 1) lines.push(say.scopes(scopes));
  if (progress.layers) lines.push(say.layers);
  if (progress.sincePush !== null) lines.push(say.sincePush(Math.round(progress.sincePush)));
  if (job.event && !job.run) lines.push(say.eventInLog(job.event));
  lines.push(...(job.workflow?.grants ?? []).map((grant) => OBSERVED[language].grant(grant)));
  return lines;
}

// --------------------------------------------------------- a workflow's text

/** @param linted null: of no push in particular */
export function pushObservations(linted: LintedPush | null, language: Language): string[] {
  if (!linted) return [];
  const words = READ[language];
  const { push, job, run } = linted;
  const { act, credential } = push;
  const place = at(locate(act.document, act.place));
  const { hidden, reference } = act.found;
  const lines = [
    hidden === undefined
      ? words.push(shownReference(reference), place)
      : hidden.by === 'name'
        ? words.namelessPush(place)
        : hidden.by === 'text'
          ? words.saidPush(shownReference(hidden.name), place)
          : words.hiddenPush(hidden.command, place),
  ];
  if (credential.kind === 'token') {
    const { login, password } = credential;
    const from = login ? at(locate(login.document, login.place)) : null;
    if (password.kind === 'github-token') lines.push(words.loginInText('GITHUB_TOKEN', from));
    if (password.kind === 'secret') lines.push(words.loginInText(password.name, from));
  }
  for (const near of credential.kind === 'none' ? credential.near : []) {
    const password = passwordOf(near.sign.password ?? '');
    const name = 'name' in password ? password.name : password.kind === 'github-token' ? 'GITHUB_TOKEN' : '';
    const place = at(locate(near.document, near.place));
    lines.push(words.otherLogin(shownReference(near.sign.host) || 'docker.io', name, place));
  }
  lines.push(...job.grants.map((grant) => words.grantInText(grant, at(grant.location))));
  if (run.trigger.event) lines.push(words.eventInText(run.trigger.event, run.trigger.fork));
  return lines;
}

function at({ file, line }: Location): string {
  return `${file}:${line}`;
}
