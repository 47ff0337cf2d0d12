/** What a log showed about a refusal, one statement a line: the lines under «evidence» in a finding. */
import type { JobEvidence, SecretSource, Symptom } from './evidence/log/types.js';
import { grantLine } from './judge/observations.js';
import type { Language, Localized } from './types.js';

const SHOWN = 300;

export function logObservations(symptom: Symptom, job: JobEvidence, language: Language): string[] {
  const say = WORDS[language];
  const { file, line, text, client, step, times, login, progress, scopes, attribution } = symptom;
  const lines = [`${file}:${line}: ${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}`];
  if (client || step) lines.push(say.printedBy(client, step && step !== client ? step : null));
  if (times > 1) lines.push(say.times(times));
  if (attribution === 'assumed') lines.push(say.assumed);
  if (job.permissions) lines.push(say.permissions(job.permissions.packages ?? 'none'));
  if (job.secretSource) lines.push(say.secretSource(job.secretSource));
  if (login) lines.push(say.login(login.line, login.by, login.registry, login.user, login.succeeded));
  else if (job.whole && symptom.kind === 'refused') lines.push(say.noLogin(symptom.registry));
  if (scopes.length > 1) lines.push(say.scopes(scopes));
  if (progress.layers) lines.push(say.layers);
  if (progress.sincePush !== null) lines.push(say.sincePush(Math.round(progress.sincePush)));
  if (job.event && !job.run) lines.push(say.event(job.event));
  lines.push(...(job.workflow?.grants ?? []).map((grant) => grantLine(grant, language)));
  return lines;
}

interface Words {
  printedBy(client: string | null, step: string | null): string;
  times(count: number): string;
  assumed: string;
  permissions(level: string): string;
  secretSource(source: SecretSource): string;
  login(line: number, by: string, registry: string, user: string | null, succeeded: boolean | null): string;
  noLogin(registry: string): string;
  scopes(names: string[]): string;
  layers: string;
  sincePush(seconds: number): string;
  event(name: string): string;
}

const SOURCES: Record<SecretSource, string> = {
  actions: 'Actions',
  dependabot: 'Dependabot',
  none: 'None',
  codespaces: 'Codespaces',
};

const WORDS: Localized<Words> = {
  en: {
    printedBy: (client, step) =>
      client && step
        ? `Printed by ${client}, in the step «${step}»`
        : `Printed ${client ? `by ${client}` : `in the step «${step}»`}`,
    times: (count) => `Printed ${count} times`,
    assumed: 'The log names no registry; that it was GHCR is an assumption',
    permissions: (level) => `GITHUB_TOKEN Permissions (Set up job): packages: ${level}`,
    secretSource: (source) => `Secret source (Set up job): ${SOURCES[source]}`,
    login: (line, by, registry, user, succeeded) =>
      `Login before it${line ? `, line ${line}` : ''}: ${by}${registry === 'unknown' ? '' : ` to ${registry}`}${user ? ` as ${user}` : ''}${succeeded === null ? '' : succeeded ? ' (succeeded)' : ' (failed)'}`,
    noLogin: (registry) => `No login to ${registry} before it in this log`,
    scopes: (names) => `One token was asked for ${names.join(', ')}`,
    layers: 'Earlier parts of the same transfer had passed',
    sincePush: (seconds) => `${seconds} seconds after another push of this job had ended well`,
    event: (name) => `The checkout is of a ${name} event`,
  },
  'zh-CN': {
    printedBy: (client, step) =>
      client && step
        ? `由 ${client} 在步骤“${step}”中输出`
        : client
          ? `由 ${client} 输出`
          : `在步骤“${step}”中输出`,
    times: (count) => `共输出 ${count} 次`,
    assumed: '日志没有提到任何注册表，这里假定是 GHCR',
    permissions: (level) => `GITHUB_TOKEN Permissions（Set up job）：packages: ${level}`,
    secretSource: (source) => `Secret source（Set up job）：${SOURCES[source]}`,
    login: (line, by, registry, user, succeeded) =>
      `在此之前的登录${line ? `（第 ${line} 行）` : ''}：${by}${registry === 'unknown' ? '' : ` 登录 ${registry}`}${user ? `，用户 ${user}` : ''}${succeeded === null ? '' : succeeded ? '，成功' : '，失败'}`,
    noLogin: (registry) => `日志中在此之前没有登录 ${registry}`,
    scopes: (names) => `一个令牌同时用于 ${names.join('、')}`,
    layers: '同一次传输中，前面的部分已经成功',
    sincePush: (seconds) => `此作业的另一次推送在 ${seconds} 秒前成功完成`,
    event: (name) => `检出的是 ${name} 事件`,
  },
};
