/** The words around the findings, in every language. The findings bring their own texts. */
import type { TokenSource } from '../evidence/types/token.js';
import type { Confidence, Language, Localized, Severity, Verdict } from '../types.js';
import { VERDICT_WORDS, type VerdictWords } from './verdict-words.js';

export interface Words extends VerdictWords {
  /** In a table's cell. */
  verdicts: Record<Verdict, string>;
  tokens: Record<TokenSource, string>;
  noToken: string;
  unknownToken: string;
  /** In the place of a token: the registry was not asked. */
  notAsked: string;
  /** Of an image whose name no client sends. */
  fails: string;
  /** What a cluster's pulls come with, where that is not one and the same. */
  pullSecrets: string;
  storedLogins: string;
  severities: Record<Severity, string>;
  /** Behind a title; nothing to say when it is certain. */
  confidences: Record<Confidence, string>;
  /** What happened, and the title of its reason. */
  because: (happened: string, title: string, confidence: Confidence) => string;
  image: string;
  verdict: string;
  /** What was asked about an image that a finding is about, and the answer; empty where there was none. */
  asked: (image: string, token: string, said: string) => string;
  /** What an answer that is none comes to, where a finding has said why. */
  openEnd: (failOn: boolean) => string;
  /** In front of the title of what decided. */
  reason: Record<Confidence, string>;
  /** In front of a fix: in the summary and annotations, in the terminal. */
  fix: string;
  fixLabel: string;
  docs: string;
  docsLabel: string;
  readMore: string;
  place: (file: string, line: number) => string;
  /** In front of a line of a log. */
  seenAt: string;
  open: string;
  /** A link to GitHub's editor. */
  edit: string;
  /** Before the list of other causes: in the summary, in the terminal. */
  ifNotThat: string;
  alsoPossible: string;
  /** Another cause and what would show it: two sentences, for what shows it has colons of its own. */
  otherCause: (title: string, how: string) => string;
  checked: string;
  evidence: string;
  /** After the verdict's sentence, with what was counted: `1 warning`. */
  seeBelow: (counted: string) => string;
  /** Heading of the checklist. */
  beforeFirstPush: string;
  /** Ends a sentence. */
  end: (text: string) => string;
  counts: (errors: number, warnings: number, notices: number) => string;
  counted: Record<Severity, (count: number) => string>;
  /**
   * Title of the annotation that stands for all that GitHub does not show.
   *
   * @param isPrinted by a command line, which writes nothing else
   */
  moreFindings: (counted: string, isPrinted: boolean) => string;
  /** Behind them, for how many `lint --fix` has a repair, which it takes back where the finding is still there after it. */
  fixable: (count: number, all: number) => string;
  /** In the place of a diff that stands above. */
  mendedAbove: string;
  /** Findings of `lint` that are left out. */
  ignored: (count: number) => string;
  /** Summary of the folded part of a long table. */
  otherImages: (count: number) => string;
  images: (count: number) => string;
  /** Where the rest of what was only counted is. */
  inReport: string;
  /** Last line where a list was cut. */
  leftOut: (count: number) => string;
  tooLong: string;
  /** The same where it is findings that are left out. */
  findingsLeft: (count: number) => string;
  /** `Fix: …` with the language's colon. */
  label: (name: string, text: string) => string;
  /** What follows that colon. */
  labelGap: string;
  /** Between the entries of a list in running text. */
  comma: string;
  /** Between two sentences. */
  sentenceGap: string;
}

export function words(language: Language): Words {
  return WORDS[language];
}

const plural = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

const WORDS: Localized<Words> = {
  en: {
    ...VERDICT_WORDS.en,
    verdicts: { allowed: 'accepted', denied: 'refused', unknown: 'undecided', 'not-needed': 'not needed' },
    tokens: { 'ghcr-token': 'GHCR_TOKEN', 'github-token': 'GITHUB_TOKEN', 'auth-file': 'the stored login' },
    noToken: 'no token',
    unknownToken: 'token not known',
    notAsked: 'not asked',
    fails: 'fails',
    pullSecrets: 'the pull secrets that the manifests name',
    storedLogins: 'the stored logins',
    severities: { error: 'error', warning: 'warning', notice: 'notice' },
    confidences: { certain: '', likely: ' (likely)', possible: ' (possible)' },
    because: (happened, title, confidence) =>
      `${happened} ${{ certain: 'The reason', likely: 'Most likely', possible: 'Possibly' }[confidence]}: ${title}.`,
    image: 'Image',
    verdict: 'Verdict',
    openEnd: (failOn) =>
      `This is neither a yes nor a no${failOn ? '; the step fails for it only with `fail-on: unknown`' : ''}.`,
    asked: (image, token, said) => `Asked about ${image} with ${token}${said && `: ${said}`}.`,
    reason: { certain: 'Why', likely: 'Most likely', possible: 'Possibly' },
    fix: 'Fix',
    fixLabel: 'fix',
    docs: 'Docs',
    docsLabel: 'docs',
    readMore: 'More about this',
    place: (file, line) => `\`${file}\`, line ${line}`,
    seenAt: 'Seen in the log',
    open: 'Open',
    edit: 'edit',
    ifNotThat: 'If that is not it, the next to look at:',
    alsoPossible: 'also possible',
    otherCause: (title, how) => `${title}. ${how}`,
    checked: 'What was checked',
    evidence: 'What this rests on',
    seeBelow: (counted) => `See below: ${counted}.`,
    beforeFirstPush: 'Before the first push',
    end: (text) => `${text}.`,
    counts: (errors, warnings, notices) =>
      [
        errors > 0 ? plural(errors, 'error') : '',
        warnings > 0 ? plural(warnings, 'warning') : '',
        notices > 0 ? plural(notices, 'notice') : '',
      ]
        .filter(Boolean)
        .join(', '),
    counted: {
      error: (count) => plural(count, 'more error'),
      warning: (count) => plural(count, 'more warning'),
      notice: (count) => plural(count, 'more notice'),
    },
    moreFindings: (counted, isPrinted) =>
      `${counted}: ${isPrinted ? '--format text shows' : 'the log has'} them all`,
    mendedAbove: 'The diff above mends this, too.',
    ignored: (count) => `${count} ignored, as a comment or --ignore asks`,
    fixable: (count, all) =>
      all === 1
        ? '; --fix has a repair for it'
        : `; --fix has a repair for ${count === all ? 'all' : count} of them`,
    otherImages: (count) => plural(count, 'other image'),
    images: (count) => plural(count, 'image'),
    inReport: 'The JSON report has all of them.',
    leftOut: (count) => `… and ${count} more. The JSON report has all of them.`,
    tooLong: 'The rest is too long for this page. The JSON report has all of it.',
    findingsLeft: (count) =>
      `${plural(count, 'more finding does', 'more findings do')} not fit on this page. The JSON report has all of them.`,
    label: (name, text) => `${name}: ${text}`,
    labelGap: ' ',
    comma: ', ',
    sentenceGap: ' ',
  },
  'zh-CN': {
    ...VERDICT_WORDS['zh-CN'],
    verdicts: { allowed: '接受', denied: '拒绝', unknown: '未确定', 'not-needed': '不需要' },
    tokens: { 'ghcr-token': 'GHCR_TOKEN', 'github-token': 'GITHUB_TOKEN', 'auth-file': '已保存的凭据' },
    noToken: '无令牌',
    unknownToken: '令牌未知',
    notAsked: '未询问',
    fails: '失败',
    pullSecrets: '清单中的拉取 Secret',
    storedLogins: '已保存的各个凭据',
    severities: { error: '错误', warning: '警告', notice: '提示' },
    confidences: { certain: '', likely: '（很可能）', possible: '（有可能）' },
    because: (happened, title, confidence) =>
      `${happened}${{ certain: '原因', likely: '最可能的原因', possible: '可能的原因' }[confidence]}：${title}。`,
    image: '镜像',
    verdict: '判定结果',
    openEnd: (failOn) =>
      `目前既不能算接受，也不能算拒绝${failOn ? '；只有设置了 `fail-on: unknown`，此步骤才会因此失败' : ''}。`,
    asked: (image, token, said) => `询问的镜像：${image}，使用的令牌：${token}${said && `，响应：${said}`}。`,
    reason: { certain: '原因', likely: '最可能的原因', possible: '可能的原因' },
    fix: '修复方法',
    fixLabel: '修复方法',
    docs: '文档',
    docsLabel: '文档',
    readMore: '了解详情',
    place: (file, line) => `\`${file}\` 第 ${line} 行`,
    seenAt: '见日志',
    open: '打开',
    edit: '编辑',
    ifNotThat: '如果不是这个原因，请接着查看：',
    alsoPossible: '其他可能的原因',
    otherCause: (title, how) => `${title}。${how}`,
    checked: '检查了什么',
    evidence: '判断依据',
    seeBelow: (counted) => `下文有 ${counted}。`,
    beforeFirstPush: '第一次推送之前',
    end: (text) => `${text}。`,
    counts: (errors, warnings, notices) =>
      [
        errors > 0 ? `${errors} 个错误` : '',
        warnings > 0 ? `${warnings} 个警告` : '',
        notices > 0 ? `${notices} 个提示` : '',
      ]
        .filter(Boolean)
        .join('，'),
    counted: {
      error: (count) => `另有 ${count} 个错误`,
      warning: (count) => `另有 ${count} 个警告`,
      notice: (count) => `另有 ${count} 个提示`,
    },
    moreFindings: (counted, isPrinted) =>
      `${counted}，${isPrinted ? '用 --format text 可查看全部' : '完整列表见日志'}`,
    ignored: (count) => `按注释或 --ignore 忽略了 ${count} 项`,
    mendedAbove: '上面的修改也一并修复这里。',
    fixable: (count, all) =>
      all === 1
        ? '，有 --fix 修复方案'
        : count === all
          ? '，均有 --fix 修复方案'
          : `，其中 ${count} 个有 --fix 修复方案`,
    otherImages: (count) => `其他 ${count} 个镜像`,
    images: (count) => `${count} 个镜像`,
    inReport: '完整列表见 JSON 报告。',
    leftOut: (count) => `……还有 ${count} 个，完整内容见 JSON 报告。`,
    tooLong: '其余内容过长，无法在此显示，完整内容见 JSON 报告。',
    findingsLeft: (count) => `还有 ${count} 个结果过长，无法在此显示，完整内容见 JSON 报告。`,
    label: (name, text) => `${name}：${text}`,
    labelGap: '',
    comma: '、',
    sentenceGap: '',
  },
};
