/** The sentences under «evidence» in a finding that tell what was read: in a log, or in a workflow's text. */
import type { Cause } from '../causes/cause.js';
import { han } from '../causes/han.js';
import type { LogLogin, SecretSource } from '../evidence/log/types.js';
import type { PermissionGrant } from '../evidence/types/permissions.js';
import type { Localized } from '../types.js';

export interface ReadingWords {
  // of a log
  printedBy(client: string | null, step: string | null): string;
  times(count: number): string;
  assumed: string;
  assumedOfLogin(registry: string): string;
  permissions(level: string): string;
  secretSource(source: SecretSource): string;
  loginInLog(login: Omit<LogLogin, 'isLogout'>): string;
  noLogin(registry: string): string;
  scopes(names: string[]): string;
  layers: string;
  sincePush(seconds: number): string;
  eventInLog(name: string): string;
  // of a workflow's text
  push(reference: string, place: string): string;
  hiddenPush(command: string, place: string): string;
  /** By a program in another language. */
  saidPush(name: string, place: string): string;
  namelessPush(place: string): string;
  loginInText(token: string, place: string | null): string;
  otherLogin(host: string, token: string, place: string): string;
  grantInText(grant: PermissionGrant, place: string): string;
  eventInText(name: string, fork: boolean): string;
  /** What waits once the first refusal is mended. */
  behind(title: string, id: string, place: string, mended: NonNullable<Cause['mends']>): string;
  /** Of a call, or an action, of the own repository at a ref. */
  otherVersion(ref: string): string;
  /** Of a push that may be made or not. */
  openPush: string;
  /** Of a step, or a command of one, that may run or not: `if [ -n "$TOKEN" ]` may be what keeps it from running. */
  openStep: string;
  /** Lines at which other images are refused for the same reason: place and image, which may be empty. */
  also(others: readonly [place: string, image: string][]): string;
}

/** Lines that one sentence names. */
const MOST_OTHERS = 5;

const SOURCES: Record<SecretSource, string> = {
  actions: 'Actions',
  dependabot: 'Dependabot',
  none: 'None',
  codespaces: 'Codespaces',
};

export const READ: Localized<ReadingWords> = {
  en: {
    printedBy: (client, step) =>
      client && step
        ? `Printed by ${client}, in the step "${step}"`
        : `Printed ${client ? `by ${client}` : `in the step "${step}"`}`,
    times: (count) => `Printed ${count} times`,
    assumed: 'The log names no registry; that it was GHCR is an assumption',
    assumedOfLogin: (registry) =>
      `Only a login names ${registry}; that this was refused there is an assumption`,
    permissions: (level) => `GITHUB_TOKEN Permissions (Set up job): packages: ${level}`,
    secretSource: (source) => `Secret source (Set up job): ${SOURCES[source]}`,
    loginInLog: ({ line, by, registry, user, succeeded }) =>
      `Login before it${line ? `, line ${line}` : ''}: ${by}${registry === 'unknown' ? '' : ` to ${registry}`}${user ? ` as ${user}` : ''}${succeeded === null ? '' : succeeded ? ' (succeeded)' : ' (failed)'}`,
    noLogin: (registry) => `No login to ${registry} before it in this log`,
    scopes: (names) => `One token was asked for ${names.join(', ')}`,
    layers: 'Earlier parts of the same transfer had passed',
    sincePush: (seconds) => `${seconds} seconds after another push of this job had ended well`,
    eventInLog: (name) => `The checkout is of a ${name} event`,
    push: (reference, place) => `pushes ${reference} (${place})`,
    saidPush: (name, place) => `as its text says, the program there pushes ${name} (${place})`,
    hiddenPush: (command, place) => `what "${command}" does is not read; by its name it pushes (${place})`,
    namelessPush: (place) => `pushes what the text does not name (${place}); its job logs in nowhere else`,
    loginInText: (token, place) => `with ${token}${place ? `, logged in at ${place}` : ''}`,
    otherLogin: (host, token, place) => `a login to ${host}${token ? ` with ${token}` : ''} (${place})`,
    grantInText: ({ job, level }, place) =>
      level === null
        ? `job "${job}": no permissions are set (${place})`
        : `job "${job}": packages: ${level} (${place})`,
    eventInText: (name, fork) => `in a run of ${name}${fork ? ' from a fork' : ''}`,
    behind: (title, id, place, mended) =>
      `${{ name: 'Once this is mended', login: 'Once this is mended', token: 'With GITHUB_TOKEN in its place', owner: "Under the repository's own owner" }[mended]}, the next refusal waits: ${title} (${id}, ${place}).`,
    otherVersion: (ref) =>
      `This is read as it stands here; what runs is the version at ${ref}, which may say something else.`,
    openPush: 'No file says whether it is pushed at all; where it is, this refuses it.',
    openStep: 'No file says whether this runs at all; as it stands, it cannot succeed.',
    also: (others) => {
      const names = others
        .slice(0, MOST_OTHERS)
        .map(([place, image]) => (image ? `${image} (${place})` : place));
      const left = others.length - names.length;
      return `The same goes for ${names.join(', ')}${left > 0 ? ` and ${left} more` : ''}.`;
    },
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
    assumedOfLogin: (registry) => han`只有登录提到 ${registry}，这里假定拒绝也来自它`,
    permissions: (level) => `GITHUB_TOKEN Permissions（Set up job）：packages: ${level}`,
    secretSource: (source) => `Secret source（Set up job）：${SOURCES[source]}`,
    loginInLog: ({ line, by, registry, user, succeeded }) =>
      `在此之前的登录${line ? `（第 ${line} 行）` : ''}：${by}${registry === 'unknown' ? '' : ` 登录 ${registry}`}${user ? `，用户 ${user}` : ''}${succeeded === null ? '' : succeeded ? '，成功' : '，失败'}`,
    noLogin: (registry) => `日志中没有在此之前登录 ${registry} 的记录`,
    scopes: (names) => `一个令牌同时用于 ${names.join('、')}`,
    layers: '同一次传输中，前面的部分已经成功',
    sincePush: (seconds) => `此作业的另一次推送在 ${seconds} 秒前成功完成`,
    eventInLog: (name) => `检出的是 ${name} 事件`,
    push: (reference, place) => `推送 ${reference}（${place}）`,
    saidPush: (name, place) => `按其代码，此处运行的程序会推送 ${name}（${place}）`,
    hiddenPush: (command, place) => `无法读取“${command}”的内容，从名称看它会推送（${place}）`,
    namelessPush: (place) => `推送的名称在文本中没有写明（${place}），而其作业没有登录其他注册表`,
    loginInText: (token, place) => `使用 ${token}${place ? `，登录位置：${place}` : ''}`,
    otherLogin: (host, token, place) => `登录 ${host}${token ? `，使用 ${token}` : ''}（${place}）`,
    grantInText: ({ job, level }, place) =>
      level === null
        ? `作业 ${job}：未设置 permissions（${place}）`
        : `作业 ${job}：packages: ${level}（${place}）`,
    eventInText: (name, fork) => (fork ? `触发事件：来自复刻的 ${name}` : `触发事件：${name}`),
    behind: (title, id, place, mended) =>
      han`${{ name: '修复此项之后', login: '修复此项之后', token: '改用 GITHUB_TOKEN 之后', owner: '改为推送到存储库所有者名下之后' }[mended]}还会遇到：${title}（${id}，${place}）。`,
    otherVersion: (ref) => han`这里读取的是当前版本，而实际运行的是 ${ref} 处的版本，两者内容可能不同。`,
    openPush: '从文件中看不出是否会推送；一旦推送，就会因此被拒绝。',
    openStep: '从文件中看不出它是否会运行；照现在的写法，它不可能成功。',
    also: (others) => {
      const names = others
        .slice(0, MOST_OTHERS)
        .map(([place, image]) => (image ? `${image}（${place}）` : place));
      const isCut = others.length > names.length;
      return `以下位置也是如此：${names.join('、')}${isCut ? ` 等 ${others.length} 处` : ''}。`;
    },
  },
};
