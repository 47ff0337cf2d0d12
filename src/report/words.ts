/** The words around the findings, in every language. The findings bring their own texts. */
import type { TokenSource } from '../evidence/types.js';
import type { Access, Confidence, Language, Localized, Severity, Verdict } from '../types.js';
import type { Report } from './report.js';

/** What a verdict's sentence is about. */
export interface VerdictFacts {
  access: Access;
  registry: string;
  /** How many images were asked about, and how many of them have the report's verdict. */
  images: number;
  affected: number;
  /** Of these, the ones whose name no client sends. */
  unsent: number;
  /** As the user knows it; null: no credential. */
  token: string | null;
  username: string | null;
  /** The step has the input `fail-on`. */
  failOn: boolean;
  /** False: what stands open is the push, and not the answer of the registry. */
  isAnswered: boolean;
  /** The images were named, and none of them is on this registry. */
  isElsewhere: boolean;
  /** The only image, and what the registry said of it: where no list has them. */
  image: string | null;
  said: string | null;
}

export interface Words {
  /** A few words, no full stop: the heading. */
  headings: Record<Report['command'], Record<Access, Record<Verdict, string>>>;
  /** `lint`: no file could be read. */
  nothingRead: string;
  /** One or two sentences: what was decided, and with which token. */
  sentence: Record<Verdict, (facts: VerdictFacts) => string>;
  /** In a table's cell. */
  verdicts: Record<Verdict, string>;
  tokens: Record<TokenSource, string>;
  noToken: string;
  /** In the place of a token: the registry was not asked. */
  notAsked: string;
  /** Of an image whose name no client sends. */
  fails: string;
  /** The heading where nothing gets as far as the registry. */
  wouldFail: Record<Access, string>;
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
  checked: string;
  evidence: string;
  /** Where the reader finds what to do, after the verdict's sentence. */
  below: Record<'denied' | 'unknown', string>;
  /** The same after a yes, with what was counted: `1 warning`. */
  seeBelow: (counted: string) => string;
  /** Heading of the checklist. */
  beforeFirstPush: string;
  /** Ends a sentence. */
  end: (text: string) => string;
  counts: (errors: number, warnings: number, notices: number) => string;
  counted: Record<Severity, (count: number) => string>;
  /** Title of the annotation that stands for all that GitHub does not show. */
  /** @param isPrinted by a command line, which writes nothing else */
  moreFindings: (counted: string, isPrinted: boolean) => string;
  /** Behind them, how many `lint --fix` can mend. */
  fixable: (count: number, all: number) => string;
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

const ofImage = ({ image }: VerdictFacts) => (image === null ? '' : ` of ${image}`);

const withToken = ({ token, username }: VerdictFacts) =>
  token === null ? 'without a token' : `with ${token}${username ? ` as ${username}` : ''}`;

// A Latin word and a Chinese one are kept apart by a space, a bracket and a Chinese one are not.
const withTokenZh = ({ token, username }: VerdictFacts) => {
  if (token === null) return '不使用令牌';
  const before = /^\p{Script=Han}/u.test(token) ? '' : ' ';
  const after = /\p{Script=Han}$/u.test(token) ? '' : ' ';
  return username ? `使用${before}${token}（用户 ${username}）` : `使用${before}${token}${after}`;
};

const actionZh = ({ access, registry, image }: VerdictFacts) =>
  `${access === 'push' ? `向 ${registry} 推送` : `从 ${registry} 拉取`}${image === null ? '' : ` ${image} `}`;

const WORDS: Localized<Words> = {
  en: {
    headings: {
      preflight: {
        push: {
          allowed: 'The push will be accepted',
          denied: 'The push would be refused',
          unknown: 'The push could not be checked',
          'not-needed': 'Nothing to push in this run',
        },
        pull: {
          allowed: 'The pull will work',
          denied: 'The pull would be refused',
          unknown: 'The pull could not be checked',
          'not-needed': 'Nothing to pull in this run',
        },
      },
      check: {
        push: {
          allowed: 'The push will be accepted',
          denied: 'The push would be refused',
          unknown: 'The push could not be checked',
          'not-needed': 'Nothing to push',
        },
        pull: {
          allowed: 'The pull will work',
          denied: 'The pull would be refused',
          unknown: 'The pull could not be checked',
          'not-needed': 'Nothing to pull',
        },
      },
      lint: both({
        allowed: 'Nothing found that would be refused',
        denied: 'A push or pull here would fail',
        unknown: 'Some pushes or pulls here may fail',
        'not-needed': 'No workflow here uses the registry',
      }),
      audit: both({
        allowed: 'Nothing found that would be refused',
        denied: 'Some pushes or pulls would fail',
        unknown: 'Some of it depends on what could not be seen',
        'not-needed': 'No workflow of these repositories uses the registry',
      }),
      explain: both({
        allowed: 'The logs show no refusal',
        denied: 'Why it failed',
        unknown: "The logs show no refusal by GitHub's registry that is known",
        'not-needed': 'No failure to explain',
      }),
    },
    nothingRead: 'The workflows could not be read',
    sentence: {
      allowed: (facts) =>
        facts.images > 1
          ? `${facts.registry} accepts ${facts.access === 'push' ? 'pushes' : 'pulls'} of all ${facts.images} images ${withToken(facts)}.`
          : `${facts.registry} accepts the ${facts.access}${ofImage(facts)} ${withToken(facts)}.`,
      denied: (facts) => {
        const { registry, images, access, unsent } = facts;
        const of = (count: number) => (count === images ? `all ${images}` : `${count} of ${images}`);
        const early =
          images > 1
            ? `The ${access} of ${of(unsent)} images would fail before ${registry} is asked.`
            : `The ${access}${ofImage(facts)} would fail before ${registry} is asked.`;
        const refused = facts.affected - unsent;
        if (refused <= 0 && unsent > 0) return early;
        const late =
          images > 1
            ? `${registry} would refuse ${of(refused)} images ${withToken(facts)}.`
            : `${registry} would refuse the ${access}${ofImage(facts)} ${withToken(facts)}${facts.said ? `: ${facts.said}` : ''}.`;
        return unsent > 0 ? `${late} ${early}` : late;
      },
      unknown: (facts) =>
        [
          !facts.isAnswered
            ? !facts.failOn
              ? `Not all that is to be asked could be told from what was given, so this is neither a yes nor a no.`
              : `What this job will ${facts.access}, or with which login, is not known before it runs, so this is neither a yes nor a no.`
            : facts.images > 1 && facts.affected < facts.images
              ? `${facts.registry} gave no clear answer for ${facts.affected} of ${facts.images} images, so nobody can say yet.`
              : `${facts.registry} gave no clear answer${facts.image ? ` about ${facts.image}` : ''}${facts.said ? ` (${facts.said})` : ''}, so this is neither a yes nor a no.`,
          facts.failOn ? 'The step fails for this only with `fail-on: unknown`.' : '',
        ]
          .filter(Boolean)
          .join(' '),
      'not-needed': (facts) =>
        facts.isElsewhere
          ? `None of the images that were named is on ${facts.registry}, so the registry was not asked.`
          : !facts.failOn
            ? `Nothing here ${facts.access === 'push' ? 'is pushed to' : 'is pulled from'} ${facts.registry}, so the registry was not asked.`
            : `No later step of this job ${facts.access === 'push' ? 'pushes to' : 'pulls from'} ${facts.registry} in this run, so the registry was not asked.`,
    },
    verdicts: { allowed: 'accepted', denied: 'refused', unknown: 'undecided', 'not-needed': 'not needed' },
    tokens: { 'ghcr-token': 'GHCR_TOKEN', 'github-token': 'GITHUB_TOKEN', 'auth-file': 'the stored login' },
    noToken: 'no token',
    notAsked: 'not asked',
    fails: 'fails',
    wouldFail: { push: 'The push would fail', pull: 'The pull would fail' },
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
    checked: 'What was checked',
    evidence: 'What this rests on',
    below: { denied: 'What to change is below.', unknown: 'The reason is below.' },
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
    ignored: (count) => `${count} ignored, as a comment or --ignore asks`,
    fixable: (count, all) =>
      all === 1 ? '; --fix can mend it' : `; --fix can mend ${count === all ? 'all' : count} of them`,
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
    headings: {
      preflight: {
        push: {
          allowed: '推送会被接受',
          denied: '推送会被拒绝',
          unknown: '无法确定推送是否会被接受',
          'not-needed': '本次运行无需推送',
        },
        pull: {
          allowed: '拉取会成功',
          denied: '拉取会被拒绝',
          unknown: '无法确定拉取是否会成功',
          'not-needed': '本次运行无需拉取',
        },
      },
      check: {
        push: {
          allowed: '推送会被接受',
          denied: '推送会被拒绝',
          unknown: '无法确定推送是否会被接受',
          'not-needed': '无需推送',
        },
        pull: {
          allowed: '拉取会成功',
          denied: '拉取会被拒绝',
          unknown: '无法确定拉取是否会成功',
          'not-needed': '无需拉取',
        },
      },
      lint: both({
        allowed: '没有发现会被拒绝的推送或拉取',
        denied: '这里有推送或拉取会失败',
        unknown: '这里有推送或拉取可能失败',
        'not-needed': '这里没有使用该注册表的工作流',
      }),
      audit: both({
        allowed: '没有发现会被拒绝的内容',
        denied: '部分推送或拉取会失败',
        unknown: '部分结果取决于无法查看的内容',
        'not-needed': '这些存储库的工作流都没有使用该注册表',
      }),
      explain: both({
        allowed: '日志中没有被拒绝的记录',
        denied: '失败的原因',
        unknown: '日志中没有已知的 GitHub 注册表拒绝',
        'not-needed': '没有需要说明的失败',
      }),
    },
    nothingRead: '无法读取工作流',
    sentence: {
      allowed: (facts) =>
        facts.images > 1
          ? `${withTokenZh(facts)}可以${actionZh(facts)}全部 ${facts.images} 个镜像。`
          : `${withTokenZh(facts)}可以${actionZh(facts).trimEnd()}。`,
      denied: (facts) => {
        const { registry, images, unsent } = facts;
        const of = (count: number) =>
          count === images ? `全部 ${images} 个镜像都` : `${images} 个镜像中有 ${count} 个`;
        const early =
          images > 1
            ? `${of(unsent)}在询问 ${registry} 之前就会失败。`
            : `${facts.access === 'push' ? '推送' : '拉取'}${facts.image ? ` ${facts.image} ` : ''}在询问 ${registry} 之前就会失败。`;
        const refused = facts.affected - unsent;
        if (refused <= 0 && unsent > 0) return early;
        const late =
          images > 1
            ? `${withTokenZh(facts)}${actionZh(facts)}时，${of(refused)}会被拒绝。`
            : `${withTokenZh(facts)}${actionZh(facts)}会被拒绝${facts.said ? `：${facts.said}` : ''}。`;
        return unsent > 0 ? `${late}${early}` : late;
      },
      unknown: (facts) =>
        [
          !facts.isAnswered
            ? !facts.failOn
              ? '从给出的内容无法得知要询问的全部信息，因此既不能算接受，也不能算拒绝。'
              : `此作业要${facts.access === 'push' ? '推送' : '拉取'}什么、使用哪个登录，到运行时才能知道，因此既不能算接受，也不能算拒绝。`
            : facts.images > 1 && facts.affected < facts.images
              ? `${facts.images} 个镜像中有 ${facts.affected} 个，${facts.registry} 没有给出明确的响应，因此无法下结论。`
              : `${facts.registry} ${facts.image ? `对 ${facts.image} ` : ''}没有给出明确的响应${facts.said ? `（${facts.said}）` : ''}，因此既不能算接受，也不能算拒绝。`,
          facts.failOn ? '只有设置了 `fail-on: unknown`，此步骤才会因此失败。' : '',
        ].join(''),
      'not-needed': (facts) =>
        facts.isElsewhere
          ? `指定的镜像都不在 ${facts.registry} 上，因此没有询问注册表。`
          : !facts.failOn
            ? `这里没有要${facts.access === 'push' ? `推送到 ${facts.registry} ` : `从 ${facts.registry} 拉取`}的镜像，因此没有询问注册表。`
            : `本次运行中，此作业后面没有步骤会${actionZh(facts)}，因此没有询问注册表。`,
    },
    verdicts: { allowed: '接受', denied: '拒绝', unknown: '未确定', 'not-needed': '不需要' },
    tokens: { 'ghcr-token': 'GHCR_TOKEN', 'github-token': 'GITHUB_TOKEN', 'auth-file': '已保存的凭据' },
    noToken: '无令牌',
    notAsked: '未询问',
    fails: '失败',
    wouldFail: { push: '推送会失败', pull: '拉取会失败' },
    pullSecrets: '清单中的拉取 Secret',
    storedLogins: '已保存的各个凭据',
    severities: { error: '错误', warning: '警告', notice: '提示' },
    confidences: { certain: '', likely: '（很可能）', possible: '（有可能）' },
    because: (happened, title, confidence) =>
      `${happened}${{ certain: '原因', likely: '最可能的原因', possible: '可能的原因' }[confidence]}：${title}。`,
    image: '镜像',
    verdict: '结论',
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
    checked: '检查了什么',
    evidence: '判断依据',
    below: { denied: '需要修改的地方见下文。', unknown: '原因见下文。' },
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
    fixable: (count, all) => (count === all ? '，--fix 可全部修复' : `，其中 ${count} 个可用 --fix 修复`),
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

/** For the commands whose headings do not depend on push or pull. */
function both(verdicts: Record<Verdict, string>): Record<Access, Record<Verdict, string>> {
  return { push: verdicts, pull: verdicts };
}
