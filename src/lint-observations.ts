/** What was read about a push, one statement a line: the lines under «evidence» in a finding of `lint`. */
import type { LintedPush } from './causes/cause.js';
import { shown } from './causes/lint-facts.js';
import type { PermissionGrant } from './evidence/types.js';
import type { Language, Localized, Location } from './types.js';
import { passwordOf } from './workflow/reading/credentials.js';
import { locate } from './workflow/text/places.js';

export function lintObservations(linted: LintedPush | null, language: Language): string[] {
  if (!linted) return [];
  const words = WORDS[language];
  const { push, job, run } = linted;
  const lines = [words.push(shown(push.act.found.reference), at(locate(push.act.document, push.act.place)))];
  const { credential } = push;
  if (credential.kind === 'token') {
    const { login, password } = credential;
    const place = login ? at(locate(login.document, login.place)) : null;
    if (password.kind === 'github-token') lines.push(words.login('GITHUB_TOKEN', place));
    if (password.kind === 'secret') lines.push(words.login(password.name, place));
  }
  for (const near of credential.kind === 'none' ? credential.near : []) {
    const password = passwordOf(near.sign.password ?? '');
    const name = 'name' in password ? password.name : password.kind === 'github-token' ? 'GITHUB_TOKEN' : '';
    lines.push(
      words.otherLogin(shown(near.sign.host) || 'docker.io', name, at(locate(near.document, near.place))),
    );
  }
  lines.push(...job.grants.map((grant) => words.grant(grant, at(grant.location))));
  if (run.trigger.event) lines.push(words.event(run.trigger.event, run.trigger.fork));
  return lines;
}

function at({ file, line }: Location): string {
  return `${file}:${line}`;
}

interface Words {
  push(reference: string, place: string): string;
  login(token: string, place: string | null): string;
  otherLogin(host: string, token: string, place: string): string;
  grant(grant: PermissionGrant, place: string): string;
  event(name: string, fork: boolean): string;
}

const WORDS: Localized<Words> = {
  en: {
    push: (reference, place) => `pushes ${reference} (${place})`,
    login: (token, place) => `with ${token}${place ? `, logged in at ${place}` : ''}`,
    otherLogin: (host, token, place) => `a login to ${host}${token ? ` with ${token}` : ''} (${place})`,
    grant: ({ job, level }, place) =>
      level === null
        ? `job ${job}: no permissions are set (${place})`
        : `job ${job}: packages: ${level} (${place})`,
    event: (name, fork) => `in a run of ${name}${fork ? ' from a fork' : ''}`,
  },
  'zh-CN': {
    push: (reference, place) => `推送 ${reference}（${place}）`,
    login: (token, place) => `使用 ${token}${place ? `，登录位置：${place}` : ''}`,
    otherLogin: (host, token, place) => `登录 ${host}${token ? `，使用 ${token}` : ''}（${place}）`,
    grant: ({ job, level }, place) =>
      level === null
        ? `作业 ${job}：未设置 permissions（${place}）`
        : `作业 ${job}：packages: ${level}（${place}）`,
    event: (name, fork) => (fork ? `触发事件：来自复刻的 ${name}` : `触发事件：${name}`),
  },
};
