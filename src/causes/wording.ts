/**
 * Phrases that the texts share. Every one reads well when the fact behind it is not
 * known: what is unknown is called by its kind («the token», «the job»).
 */
import { apiOf } from '../evidence/github-server.js';
import type { Language } from '../types.js';
import type { Facts } from './facts.js';
import { han } from './han.js';

/** It is the workflow's block that counts for the job. */
interface Held {
  ofWorkflow?: true;
}

const voice = (f: Facts, language: Language) => f.asker.say[language];

/** Is it a workflow that asks? Else nothing may be said of a job, its secrets and «this repository». */
export function isWorkflow({ asker }: Facts): boolean {
  return asker.place === 'workflow';
}

/** Is it the registry of github.com? What GitHub runs beside it is not there for one of another server. */
export function isGitHubCom({ registry }: Facts): boolean {
  return registry === 'ghcr.io';
}

/** Did somebody type a command, so that its files and users matter? */
export function isTyped({ asker }: Facts): boolean {
  return asker.place === 'terminal' || asker.place === 'unknown';
}

/** Refused without a reason, by a log: then not even that the package exists is sure. */
export function isBare({ said, packageRepository }: Facts): boolean {
  return packageRepository === '' && /^(?:HTTP \d+|denied|unauthorized|forbidden)$/i.test(said);
}

const quiet = (said: string) => /^HTTP \d+$/.test(said);
const words = (said: string) => said.replace(/\.$/, '');

/**
 * Asks the API with a token that is typed in: it gets neither into the shell's history nor into the list of processes.
 *
 * @param place behind the address of the server's API
 */
export function askApi({ serverUrl }: Facts, place: string): string {
  return `read -rs TOKEN && printf 'header = "Authorization: Bearer %s"' "$TOKEN" | curl -sI --config - ${apiOf(serverUrl, null)}/${place}`;
}

export const en = {
  token: (f: Facts) => f.token || voice(f, 'en').credential(f),
  /** At the start of a sentence. */
  Token: (f: Facts) => capital(en.token(f)),
  image: (f: Facts) => f.image || 'the image',
  owner: (f: Facts) => f.owner || 'this owner',
  repository: (f: Facts) =>
    f.repository || (isWorkflow(f) ? 'this repository' : 'the repository whose workflow asks'),
  job: (f: Facts) => (f.job ? `job "${f.job}"` : 'the job'),
  /** Of whose permissions the edit changes the block. */
  holder: (f: Facts, { ofWorkflow }: Held) =>
    ofWorkflow ? `the workflow, which count for ${en.job(f)}` : en.job(f),
  scope: (f: Facts) => (f.access === 'pull' ? 'read:packages' : 'write:packages'),
  /** What a package has to give; GitHub's pages call it so in every language. */
  role: (f: Facts) => (f.access === 'pull' ? 'Read' : 'Write'),
  /** What the permissions of a job have to give. */
  level: (f: Facts) => `packages: ${f.access === 'pull' ? 'read' : 'write'}`,
  /** `the push to IMAGE`; where nobody knows which it was, the access alone. */
  attempt(f: Facts): string {
    const what = f.access === null ? 'access' : `the ${f.access}`;
    if (!f.image) return what;
    return `${what} ${f.access === 'pull' ? 'of' : 'to'} ${f.image}`;
  },
  /** How the credential gets a token that is valid. */
  renew: (f: Facts) => voice(f, 'en').renew(f),
  /** How a public image is asked for without one. */
  forget: (f: Facts) => voice(f, 'en').forget(f),
  test: (f: Facts) => voice(f, 'en').test(f),
  /** `run the job again`. */
  again: (f: Facts) => voice(f, 'en').again,
  Again: (f: Facts) => capital(voice(f, 'en').again),
  /** When the job's own token makes the push: it steps in for a secret. */
  spare: (secret: string) => `The login takes GITHUB_TOKEN where the secret ${secret} is not there`,
  /** What is refused, in the registry's own words. */
  refusal(f: Facts): string {
    if (f.byApi) return "GitHub's API refused the request.";
    const what = en.attempt(f);
    if (!f.said) return `${f.registry} refuses ${what}.`;
    return quiet(f.said)
      ? `${f.registry} refused ${what} with ${f.said}.`
      : `${f.registry} refused ${what}: "${words(f.said)}".`;
  },
};

export const zh = {
  token: (f: Facts) => f.token || voice(f, 'zh-CN').credential(f),
  image: (f: Facts) => f.image || '该镜像',
  owner: (f: Facts) => f.owner || '该所有者',
  repository: (f: Facts) => f.repository || (isWorkflow(f) ? '本存储库' : '工作流所在的存储库'),
  job: (f: Facts) => (f.job ? `作业 ${f.job}` : '该作业'),
  block: (f: Facts, { ofWorkflow }: Held) =>
    ofWorkflow ? han`工作流的 permissions（对${zh.job(f)} 生效）` : han`${zh.job(f)} 的 permissions`,
  access: (f: Facts) => (f.access === null ? '访问' : f.access === 'pull' ? '拉取' : '推送'),
  renew: (f: Facts) => voice(f, 'zh-CN').renew(f),
  forget: (f: Facts) => voice(f, 'zh-CN').forget(f),
  test: (f: Facts) => voice(f, 'zh-CN').test(f),
  again: (f: Facts) => voice(f, 'zh-CN').again,
  spare: (secret: string) => `机密 ${secret} 不存在时，登录会改用 GITHUB_TOKEN`,
  refusal(f: Facts): string {
    if (f.byApi) return 'GitHub API 拒绝了请求。';
    const what = han`${f.registry} 拒绝${zh.access(f)} ${f.image}`;
    if (!f.said) return `${what}。`;
    return quiet(f.said) ? `${what}（${f.said}）。` : `${what}：“${words(f.said)}”。`;
  },
};

/** Its first letter as a sentence begins. */
function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
