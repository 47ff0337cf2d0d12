import { cause } from '../cause.js';
import { han } from '../han.js';
import { says } from '../questions/said.js';

/** Tools that know of it say so before they ask. */
const REFUSED_BY_TOOL = /\blist(?:ing)? packages (?:when using|using|with) (?:an? |the )?\$?GITHUB_TOKEN/i;

/** The list was asked for: an address that ends with it, or the page about it. */
const LIST = /\/packages(?=["'`?\s]|$)|#list-packages-for-/;

/** Listing packages wants a person's token; a single package by its name does not. */
export const packagesListUnsupported = cause({
  id: 'packages-list-unsupported',
  severity: 'error',
  sources: ['facts G5', 'cli/cli#9606', 'actions/github-script#449'],
  says: [/Invalid argument\.?(?: \(HTTP 400\))?/, REFUSED_BY_TOOL],
  seen: ['gh: Invalid argument. (HTTP 400)', 'listing packages when using a $GITHUB_TOKEN'],
  answers: [{ step: 'api', status: 400, message: 'Invalid argument.' }],
  example: { owner: 'ORG', package: 'NAME' },
  change: {
    language: 'sh',
    before: "gh api '/orgs/ORG/packages?package_type=container'",
    after: 'gh api /orgs/ORG/packages/container/NAME/versions',
  },
  folkCures: ['id-token', 'provenance'],

  explains(seen) {
    if (seen.kind !== 'api') return undefined;
    if (says(seen, /Invalid argument/i, REFUSED_BY_TOOL))
      return { confidence: 'likely', facts: { said: '' } };
    // Refused as every call is that the token may not make: more rights may not be enough for a list.
    const isList = LIST.test(seen.text) || LIST.test(seen.command ?? '');
    return isList && says(seen, /not accessible by integration/i)
      ? { confidence: 'possible', facts: { said: '' } }
      : undefined;
  },

  text: {
    en: {
      title: 'GITHUB_TOKEN cannot list packages',
      message: () =>
        'The packages API answers 400 "Invalid argument." when GITHUB_TOKEN, or the token of a GitHub App, asks for the list of packages. It answers for one package by its name.',
      fix: () =>
        'Ask for each package by its name, or list with a classic personal access token that has read:packages.',
      tell: () =>
        'The call has package_type=container and no package name. Ask for one package with the same token: if that works, this is it.',
      folk: () => 'packages: write in the job does not change it.',
    },
    'zh-CN': {
      title: 'GITHUB_TOKEN 不能列出软件包',
      message: () =>
        han`使用 GITHUB_TOKEN 或 GitHub App 的令牌查询软件包列表时，软件包 API 返回 400 “Invalid argument.”。按名称查询单个软件包则可以。`,
      fix: () => han`请逐个按名称查询软件包，或者使用具有 read:packages 作用域的经典个人访问令牌列出软件包。`,
      tell: () =>
        '该调用带有 package_type=container，但没有软件包名称。用同一个令牌查询单个软件包，如果成功，就是这个原因。',
      folk: () => han`在作业中添加 packages: write 不会有任何改变。`,
    },
  },
});
