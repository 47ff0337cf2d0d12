/**
 * The Chinese texts keep one word for a term, as GitHub's own Chinese pages have it, and the punctuation of Chinese.
 *
 * Read from the sources and the pages rather than from the rendered texts: so that a sentence counts which no test says.
 */
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('..', import.meta.url));
const filesOf = (folder: string, ending: string) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => path.join(folder, file));

/** The words of a log that is read, not of a text that is written: a pattern has to know every word that others use. */
const PATTERNS = path.join('src', 'evidence');

const files = [
  'README.zh-CN.md',
  ...filesOf('docs/zh-CN', '.md'),
  ...filesOf('src', '.ts').filter((file) => !file.startsWith(PATTERNS)),
];
const lines = files.flatMap((file) =>
  readFileSync(path.join(root, file), 'utf8')
    .split('\n')
    .map((text, index) => ({ at: `${file}:${index + 1}`, text }))
    .filter(({ text }) => /\p{sc=Han}/u.test(text)),
);
const among = (pattern: RegExp) =>
  lines.filter(({ text }) => pattern.test(text)).map(({ at, text }) => `${at} ${text.trim()}`);

/** The term, the words that are not used for it, and why. */
const TERMS: [term: string, others: RegExp, why: string][] = [
  [
    '存储库',
    /仓库|代码库|版本库|储存库/,
    'GitHub says 存储库; 镜像仓库 may be a registry as well as a repository of it',
  ],
  ['注册表', /注册中心|登记处|注册库/, 'GitHub says 容器注册表'],
  ['软件包', /程序包|包裹/, 'GitHub says 软件包'],
  ['镜像', /映像/, '映像 is the word for the image of a disk'],
  ['令牌', /口令(?!牌)|密钥串|\p{sc=Han}token\p{sc=Han}/u, '口令 is a password'],
  ['机密', /秘密|密文/, 'GitHub says 机密 for the secrets of Actions'],
  ['凭据', /凭证/, 'one of two spellings: 凭据 is that of GitHub'],
  ['帐户', /账户|账号|帐号/, 'one of two spellings: 帐户 is that of GitHub'],
  ['登录凭据', /登录信息/, 'one word for what a client keeps'],
  ['登录', /登陆/, '登陆 is to land'],
  ['作业', /工作任务|作业任务/, 'GitHub says 作业 for a job'],
  ['运行器', /运行程序|执行器/, 'GitHub says 运行器'],
  ['可重用工作流', /可复用/, 'GitHub says 可重用'],
  ['拉取请求', /合并请求|提取请求/, '合并请求 is what GitLab has'],
  ['复刻', /分叉|派生/, 'one word for a fork'],
  ['工件', /制品/, 'GitHub says 工件 for an artifact'],
  ['命名空间', /名称空间/, 'one word for a namespace'],
  ['撤销', /吊销/, 'GitHub says 撤销 of a token'],
  ['响应', /应答|答复|回应|回答/, 'one word for what a server sends back'],
  ['判定结果', /结论|判定(?!结果)/, 'GitHub says 结论 for the conclusion of a run, and a verdict is none'],
  ['过期', /到期/, 'GitHub says 过期 of a token'],
  ['凭据文件', /认证文件/, 'one word for the file in which a client keeps its logins'],
  ['删除', /移除/, 'GitHub says 删除'],
  ['公开', /公共/, 'one word for what everybody may read'],
  ['重新运行', /再次运行|重跑/, 'GitHub says 重新运行'],
  ['检出', /签出/, 'git says 检出'],
  ['第一次', /首次/, 'one word for a first push'],
  ['镜像名称', /镜像名(?!称)/, 'one word for a name'],
  ['默认', /缺省/, 'one word for a default'],
  ['其他', /其它/, 'one of two spellings'],
  ['本次运行', /这次运行|此次运行/, 'three words would sound like three runs'],
  ['是否想输入', /是否指 |您是不是要/, 'one question for what was probably meant'],
  ['个结果', /条结果|项结果/, 'one measure word for a finding'],
  ['个错误', /[条项处]错误|[条项处]警告/, 'one measure word for an error'],
  ['拉取 Secret', /镜像拉取 Secret|拉取机密|拉取密钥/, 'Kubernetes calls it a Secret in Chinese too'],
  ['工作流', /工作流程|流程文件/, 'GitHub says 工作流'],
  ['作用域', /权限范围|范围权限/, 'GitHub says 作用域 for the scope of a token'],
  ['注解', /批注|注释行/, 'GitHub says 注解 for what stands beside a line'],
  ['进度文件', /审计日志|审计的日志/, '审计日志 is the audit log of GitHub'],
  ['比对', /对照/, 'one word for what audit does with packages'],
  ['请', /您/, 'no sentence addresses the reader by a pronoun'],
];

test('there is something to read', () => {
  expect(lines.length).toBeGreaterThan(1000);
});

describe('one word for a term', () => {
  test.each(TERMS)('%s', (_term, others) => {
    expect(among(others)).toEqual([]);
  });
});

describe('the punctuation of Chinese', () => {
  test.each<[what: string, pattern: RegExp]>([
    [
      'no half-width mark between Chinese characters',
      /\p{sc=Han}[,;?!]\s?[\p{sc=Han}“（]|\p{sc=Han}\.\s?\p{sc=Han}/u,
    ],
    ['no half-width bracket about Chinese', /\p{sc=Han}\(\p{sc=Han}|\p{sc=Han}\)\p{sc=Han}/u],
    ['no space about a full-width mark', /\p{sc=Han} [，。；：、！？）]|[，。；：、！？（] \p{sc=Han}/u],
    ['no space between Chinese characters', /\p{sc=Han} \p{sc=Han}/u],
    ['no mark twice', /。。|，，|、、|，。|。，|；。|：。/],
  ])('%s', (_what, pattern) => {
    expect(among(pattern)).toEqual([]);
  });
});
