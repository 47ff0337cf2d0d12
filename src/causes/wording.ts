/**
 * Phrases that the texts share. Every one reads well when the fact behind it is not
 * known: what is unknown is called by its kind («the token», «the job»).
 */
import type { Facts } from './facts.js';

const quiet = (said: string) => /^HTTP \d+$/.test(said);
const words = (said: string) => said.replace(/\.$/, '');

export const en = {
  token: (f: Facts) => f.token || 'the token',
  /** At the start of a sentence. */
  Token: (f: Facts) => capital(f.token || 'the token'),
  image: (f: Facts) => f.image || 'the image',
  owner: (f: Facts) => f.owner || 'this owner',
  repository: (f: Facts) => f.repository || 'this repository',
  job: (f: Facts) => (f.job ? `job "${f.job}"` : 'the job'),
  scope: (f: Facts) => (f.access === 'pull' ? 'read:packages' : 'write:packages'),
  /** What is refused, in the registry's own words. */
  refusal(f: Facts): string {
    const what = f.access === 'pull' ? 'the pull of' : 'the push to';
    if (!f.said) return `${f.registry} refuses ${what} ${en.image(f)}.`;
    return quiet(f.said)
      ? `${f.registry} refused ${what} ${en.image(f)} with ${f.said}.`
      : `${f.registry} refused ${what} ${en.image(f)}: "${words(f.said)}".`;
  },
};

export const zh = {
  token: (f: Facts) => f.token || '该令牌',
  image: (f: Facts) => f.image || '该镜像',
  owner: (f: Facts) => f.owner || '该所有者',
  repository: (f: Facts) => f.repository || '本存储库',
  job: (f: Facts) => (f.job ? `作业 ${f.job}` : '该作业'),
  access: (f: Facts) => (f.access === 'pull' ? '拉取' : '推送'),
  refusal(f: Facts): string {
    const what = han`${f.registry} 拒绝${zh.access(f)} ${zh.image(f)}`;
    if (!f.said) return `${what}。`;
    return quiet(f.said) ? `${what}（${f.said}）。` : `${what}：“${words(f.said)}”。`;
  },
};

const PUNCTUATION = '，。：；、！？（）“”「」';

/** A Chinese sentence: spaces between Latin and Han stay, those beside Han or full-width marks go. */
export function han(strings: TemplateStringsArray, ...values: string[]): string {
  const text = strings.reduce((all, part, index) => all + (values[index - 1] ?? '') + part);
  return text
    .replace(new RegExp(`\\s+(?=[${PUNCTUATION}])|(?<=[${PUNCTUATION}])\\s+`, 'gu'), '')
    .replace(/(?<=\p{Script=Han}) +(?=\p{Script=Han})/gu, '')
    .trim();
}

/** Its first letter as a sentence begins. */
function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
