import { cause } from '../cause.js';
import { han } from '../han.js';
import { wasAsked } from '../questions/asked.js';
import { isRefusedOrMissing, saidNothing, says } from '../questions/said.js';
import { en, isWorkflow, zh } from '../wording.js';

/** The organisation lets only listed addresses in, and a GitHub-hosted runner's is not among them. */
export const ipNotAllowed = cause({
  id: 'ip-not-allowed',
  severity: 'error',
  sources: [
    'facts L14',
    'GitHub docs: Managing allowed IP addresses for your organization',
    'docker/metadata-action#342',
  ],
  says: [/has an IP allow list enabled, and your IP address is not permitted/i],
  seen: [
    'Although you appear to have the correct authorization credentials, the `octo` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.',
  ],
  answers: [
    {
      step: 'api',
      status: 403,
      message:
        '… has an IP allow list enabled, and your IP address is not permitted to access this resource.',
    },
  ],
  change: {
    language: 'yaml',
    before: 'runs-on: ubuntu-latest',
    after: 'runs-on: [self-hosted] # its address is on the list',
    inChinese: { 'its address is on the list': '其地址在允许列表中' },
  },

  explains(seen) {
    if (wasAsked(seen)) {
      if (!isRefusedOrMissing(seen) || !seen.package?.ipAllowList) return undefined;
      // Seen at the API. What the registry itself says then is not known, so its own words count for more.
      return { confidence: saidNothing(seen) || seen.said === 'denied' ? 'likely' : 'possible' };
    }
    if (!says(seen, /IP allow list/i)) return undefined;
    const owner = /`([\w-]+)` organization/.exec(seen.text)?.[1] ?? '';
    return { confidence: 'certain', facts: { owner, said: '', image: '' } };
  },

  text: {
    en: {
      title: 'The organization does not let this address in',
      message: (f) =>
        `${en.refusal(f)} ${f.owner || 'The organization'} has an IP allow list, and the address of this machine is not on it${f.byApi ? '' : ": GitHub's API says so"}.`,
      fix: (f) =>
        isWorkflow(f)
          ? `Run the job on a runner whose address is on the allow list of ${f.owner || 'the organization'}.`
          : `Ask from an address that is on the allow list of ${f.owner || 'the organization'}, or have an owner put this one on it.`,
      tell: () =>
        'If the same call works from an address inside the organization, it is this. GitHub-hosted runners have another address in each run.',
    },
    'zh-CN': {
      title: '组织不允许从此 IP 地址访问',
      message: (f) =>
        han`${zh.refusal(f)}${f.byApi ? '' : 'GitHub API 表明，'}${f.owner || '该组织'} 启用了 IP 允许列表，而本机的地址不在其中。`,
      fix: (f) =>
        isWorkflow(f)
          ? han`请在地址已列入 ${f.owner || '该组织'} IP 允许列表的运行器上运行此作业。`
          : han`请从已列入 ${f.owner || '该组织'} IP 允许列表的地址发出请求，或者由组织的所有者把本机地址加入列表。`,
      tell: () =>
        '如果从组织允许的地址发出同样的调用可以成功，就是这个原因。GitHub 托管的运行器每次运行的地址都不同。',
    },
  },
});
