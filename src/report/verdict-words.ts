/** How a verdict is put, in every language. */
import type { Access, Localized, Verdict } from '../types.js';

/** What a verdict's sentence is about. */
interface VerdictFacts {
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

export interface VerdictWords {
  /** A few words, no full stop: the heading of a step's report; those of the commands are in headings.ts. */
  headings: Record<Access, Record<Verdict, string>>;
  /** One or two sentences: what was decided, and with which token. */
  sentence: Record<Verdict, (facts: VerdictFacts) => string>;
  /** The heading where nothing gets as far as the registry. */
  wouldFail: Record<Access, string>;
  /** The heading where a push is refused by rule, and the step passes all the same. */
  mayNot: string;
}

const ofImage = ({ image }: VerdictFacts) => (image === null ? '' : ` of ${image}`);

const allOf = (images: number) => (images === 2 ? 'both' : `all ${images}`);

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

export const VERDICT_WORDS: Localized<VerdictWords> = {
  en: {
    headings: {
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
    sentence: {
      allowed: (facts) =>
        facts.images > 1
          ? `${facts.registry} accepts ${facts.access === 'push' ? 'pushes' : 'pulls'} of ${allOf(facts.images)} images ${withToken(facts)}.`
          : `${facts.registry} accepts the ${facts.access}${ofImage(facts)} ${withToken(facts)}.`,
      denied: (facts) => {
        const { registry, images, access, unsent } = facts;
        const of = (count: number) => (count === images ? allOf(images) : `${count} of ${images}`);
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
            : `No later step of this job ${facts.access === 'push' ? 'pushes to' : 'pulls from'} ${facts.registry} in this run, so there is no image to ask about.`,
    },
    wouldFail: { push: 'The push would fail', pull: 'The pull would fail' },
    mayNot: 'This run may not push',
  },
  'zh-CN': {
    headings: {
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
              ? `${facts.images} 个镜像中有 ${facts.affected} 个，${facts.registry} 没有给出明确的响应，因此还无法确定。`
              : `${facts.registry} ${facts.image ? `对 ${facts.image} ` : ''}没有给出明确的响应${facts.said ? `（${facts.said}）` : ''}，因此既不能算接受，也不能算拒绝。`,
          facts.failOn ? '只有设置了 `fail-on: unknown`，此步骤才会因此失败。' : '',
        ].join(''),
      'not-needed': (facts) =>
        facts.isElsewhere
          ? `指定的镜像都不在 ${facts.registry} 上，因此没有询问注册表。`
          : !facts.failOn
            ? `这里没有要${facts.access === 'push' ? `推送到 ${facts.registry} ` : `从 ${facts.registry} 拉取`}的镜像，因此没有询问注册表。`
            : `本次运行中，此作业后面没有步骤会${actionZh(facts)}，因此没有需要询问的镜像。`,
    },
    wouldFail: { push: '推送会失败', pull: '拉取会失败' },
    mayNot: '本次运行不能推送',
  },
};
