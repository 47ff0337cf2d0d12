/** What was observed, one statement a line: the lines under «evidence» in a finding. */
import type { LintedPush } from '../causes/case.js';
import type { LiveRefusal } from '../causes/case-of.js';
import { tokenName } from '../causes/facts.js';
import { shown } from '../causes/pushed.js';
import type { JobEvidence, Symptom } from '../evidence/log/types.js';
import type { Answer, Evidence, ImageReference, PackageEvidence, TokenEvidence } from '../evidence/types.js';
import type { Access, Language, Location } from '../types.js';
import { passwordOf } from '../workflow/reading/credentials.js';
import { locate } from '../workflow/text/places.js';
import { OBSERVED, type ObservationWords } from './observation-words.js';

// ------------------------------------------------------------- a live answer

/** @param refusal null: of the run as a whole */
export function answerObservations(
  refusal: LiveRefusal | null,
  evidence: Evidence,
  language: Language,
): string[] {
  const words = OBSERVED[language];
  const lines: string[] = [];
  if (refusal) {
    const { answer, token, image } = refusal;
    const name = token ? tokenName(token, evidence.registry, language) : null;
    lines.push(words.answer(request(answer, image.image, evidence.access), name, reply(answer)));
    if (answer.requestId) lines.push(`X-GitHub-Request-Id: ${answer.requestId}`);
    if (token) lines.push(...aboutToken(token));
    if (image.package) lines.push(...aboutPackage(image.package, image.image, words));
    if (image.anonymousPull === true) lines.push(words.anonymousPull);
  }
  lines.push(...(evidence.workflow?.grants ?? []).map((grant) => words.grant(grant)));
  const { run } = evidence;
  if (run.readOnly === 'fork') lines.push(words.fork(run.event ?? '', run.headRepository));
  if (run.readOnly === 'dependabot') lines.push(words.dependabot(run.event ?? ''));
  return lines;
}

/** The request that the answer was given to, as in the log of a client. */
export function request(answer: Answer, image: ImageReference, access: Access): string {
  switch (answer.step) {
    case 'name':
      return image.given;
    case 'ping':
      return 'GET /v2/';
    case 'token':
      return `GET token, scope repository:${image.name}:${access === 'push' ? 'pull,push' : 'pull'}`;
    case 'upload':
      return `POST /v2/${image.name}/blobs/uploads/`;
    case 'manifest':
      return `HEAD /v2/${image.name}/manifests/${image.digest ?? image.tag ?? 'latest'}`;
  }
}

/** Status, OCI code and message; or why there was none. */
export function reply({ status, code, message, trouble }: Answer): string {
  const said = [status, code, message].filter(Boolean).join(' ');
  return trouble && !said.includes(trouble.detail) ? trouble.detail : said;
}

/** What the API says of a user's token. */
export function aboutToken({ user }: TokenEvidence): string[] {
  if (!user) return [];
  if (user.rejected) return ['GET /user: 401'];
  const lines = [];
  if (user.login) lines.push(`GET /user: ${user.login}`);
  if (user.scopes) lines.push(`X-OAuth-Scopes: ${user.scopes.join(', ') || '-'}`);
  if (user.expiresAt) lines.push(`GitHub-Authentication-Token-Expiration: ${user.expiresAt}`);
  return lines;
}

function aboutPackage(about: PackageEvidence, image: ImageReference, words: ObservationWords): string[] {
  const lines: string[] = [];
  if (about.ownerExists === false) lines.push(`GET /users/${image.owner}: 404`);
  if (about.visible === true) lines.push(words.package(image, about.visibility ?? '?', about.repository));
  if (about.visible === false) lines.push(words.packageNotVisible(image));
  if (about.sso?.required) lines.push('X-GitHub-SSO: required');
  if (about.ipAllowList) lines.push(words.ipAllowList(image.owner));
  return lines;
}

// ------------------------------------------------------------ a line of a log

/** Characters of a log's line that are shown. */
const SHOWN = 300;

export function symptomObservations(symptom: Symptom, job: JobEvidence, language: Language): string[] {
  const say = OBSERVED[language];
  const { file, line, text, client, step, times, login, progress, scopes, attribution } = symptom;
  const lines = [`${file}:${line}: ${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}`];
  if (client || step) lines.push(say.printedBy(client, step && step !== client ? step : null));
  if (times > 1) lines.push(say.times(times));
  if (attribution === 'assumed' || attribution === 'alone') lines.push(say.assumed);
  if (job.permissions) lines.push(say.permissions(job.permissions.packages ?? 'none'));
  if (job.secretSource) lines.push(say.secretSource(job.secretSource));
  if (login) lines.push(say.loginInLog(login.line, login.by, login.registry, login.user, login.succeeded));
  else if (job.whole && symptom.kind === 'refused') lines.push(say.noLogin(symptom.registry));
  if (scopes.length > 1) lines.push(say.scopes(scopes));
  if (progress.layers) lines.push(say.layers);
  if (progress.sincePush !== null) lines.push(say.sincePush(Math.round(progress.sincePush)));
  if (job.event && !job.run) lines.push(say.eventInLog(job.event));
  lines.push(...(job.workflow?.grants ?? []).map((grant) => say.grant(grant)));
  return lines;
}

// --------------------------------------------------------- a workflow's text

/** @param linted null: of no push in particular */
export function pushObservations(linted: LintedPush | null, language: Language): string[] {
  if (!linted) return [];
  const words = OBSERVED[language];
  const { push, job, run } = linted;
  const { act, credential } = push;
  const place = at(locate(act.document, act.place));
  const { hidden, reference } = act.found;
  const lines = [hidden ? words.hiddenPush(hidden.command, place) : words.push(shown(reference), place)];
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
    lines.push(words.otherLogin(shown(near.sign.host) || 'docker.io', name, place));
  }
  lines.push(...job.grants.map((grant) => words.grantInText(grant, at(grant.location))));
  if (run.trigger.event) lines.push(words.eventInText(run.trigger.event, run.trigger.fork));
  return lines;
}

function at({ file, line }: Location): string {
  return `${file}:${line}`;
}
