/**
 * Before the first push: will it create the package, linked to what, seen by whom; what a second push seconds later meets;
 * which secrets the workflows name. Pure: everything was read or asked before.
 */
import { secretsPage } from '../causes/claims/pages.js';
import { han } from '../causes/han.js';
import { isUserToken } from '../causes/questions/token.js';
import { firstImages } from '../evidence/first-images.js';
import { chosenToken, type Evidence } from '../evidence/types/evidence.js';
import type { ImageEvidence } from '../evidence/types/image.js';
import type { Language, Localized, PlanItem } from '../types.js';
import type { PlannedPush } from '../workflow/planning/planned-pushes.js';
import type { NamedSecret } from '../workflow/planning/secret-uses.js';
import type { DockerfileLabel } from '../workflow/planning/source-label.js';

/** What the texts of a repository say of its pushes. */
export interface PlanTexts {
  pushes: readonly PlannedPush[];
  secrets: readonly NamedSecret[];
  labels: readonly DockerfileLabel[];
  /** What this run shows of secrets, by their names. */
  seen: ReadonlyMap<string, 'empty' | 'set'>;
}

/** @param evidence with `readable` of each image, where the registry told */
export function checklist(evidence: Evidence, texts: PlanTexts, language: Language): PlanItem[] {
  const seen = new Set<string>();
  const images = firstImages(
    evidence.images
      .filter(({ image }) => image.role === 'image' && !image.problem)
      .filter(({ image }) => !seen.has(image.name) && Boolean(seen.add(image.name))),
  );
  return [
    ...images.flatMap((image) => ofImage(image, evidence, texts, language)),
    ...texts.secrets.map((secret) => ofSecret(secret, evidence, texts, language)),
  ];
}

function ofImage(about: ImageEvidence, evidence: Evidence, texts: PlanTexts, language: Language): PlanItem[] {
  const { image, readable } = about;
  const say = WORDS[language];
  const subject = `${image.registry}/${image.name}`;
  const item = (
    kind: PlanItem['about'],
    state: PlanItem['state'],
    text: string,
    location: PlanItem['location'] = null,
  ): PlanItem => ({ about: kind, state, subject, text, location });
  const push = texts.pushes.find((each) => each.image === subject);
  const race = raceOf(push, subject, item, say);
  const isRefused =
    about.answers.length > 0 && about.answers.every(({ answer }) => answer.outcome === 'refused');
  if (readable === 'yes') return [item('package', 'ready', say.exists(subject)), ...race];
  const creates =
    readable === 'absent'
      ? item(
          'package',
          isRefused ? 'to-do' : 'ready',
          isRefused ? say.createsLater(subject) : say.creates(subject),
        )
      : item('package', 'open', unseen(about, evidence, say)(subject));
  const { repository, serverUrl } = evidence.run;
  const home = repository ? `${serverUrl}/${repository}` : null;
  // Where the text does not tell, as after a login of our own, it is the token that was asked with.
  const isJobs = push?.token ? push.token === 'job' : isByJob(evidence);
  const label = labelOf(push, evidence, texts, home);
  return [
    creates,
    ...(isJobs
      ? [
          item('link', 'ready', say.linkedByJob(repository)),
          item('visibility', 'ready', say.follows),
          item('readers', 'open', say.readersOfRepository),
        ]
      : [
          linkItem(label, item, say, home),
          item('visibility', 'ready', say.isPrivate),
          item('readers', 'open', say.readersOfPrivate),
        ]),
    ...race,
  ];
}

/** A registry that gave no answer hides nothing: of the token only a refusal tells. */
function unseen({ readable }: ImageEvidence, evidence: Evidence, say: Words): (image: string) => string {
  if (readable !== 'refused') return say.notTold;
  return chosenToken(evidence) === null ? say.unseenByNobody : say.unseen;
}

/** The first push is made with the token that is logged in. */
function isByJob(evidence: Evidence): boolean {
  const token = chosenToken(evidence);
  return token !== null && !isUserToken(token);
}

type Label =
  | { kind: 'set' }
  | { kind: 'foreign'; label: DockerfileLabel }
  | { kind: 'open'; label: DockerfileLabel }
  | null;

/** What a workflow sets counts before what stands in a Dockerfile; null: nothing sets it. */
function labelOf(
  push: PlannedPush | undefined,
  { workflow }: Evidence,
  { labels }: PlanTexts,
  home: string | null,
): Label {
  if (push?.isLabelled || workflow?.setsSourceLabel) return { kind: 'set' };
  const same = (one: string) => one.replace(/(?:\.git)?\/*$/, '').toLowerCase() === home?.toLowerCase();
  const [first] = labels;
  if (!first) return null;
  if (labels.some(({ source }) => source !== null && same(source))) return { kind: 'set' };
  return { kind: first.source === null || home === null ? 'open' : 'foreign', label: first };
}

type MakeItem = (
  about: PlanItem['about'],
  state: PlanItem['state'],
  text: string,
  location?: PlanItem['location'],
) => PlanItem;

function linkItem(label: Label, item: MakeItem, say: Words, home: string | null): PlanItem {
  if (label === null) return item('link', 'to-do', say.unlinked(home));
  if (label.kind === 'set') return item('link', 'ready', say.linkedByLabel(home));
  const { file, line, source } = label.label;
  const location = { file, line, column: 1, endLine: line, endColumn: 1 };
  return label.kind === 'foreign'
    ? item('link', 'to-do', say.foreignLabel(source ?? '', home), location)
    : item('link', 'open', say.openLabel(home), location);
}

function raceOf(push: PlannedPush | undefined, subject: string, item: MakeItem, say: Words): PlanItem[] {
  if (!push) return [];
  const [, second] = push.places;
  return second
    ? [item('race', 'to-do', say.race(subject, push.places.length), second)]
    : [item('race', 'ready', say.once(subject), push.places[0] ?? null)];
}

function ofSecret(secret: NamedSecret, { run }: Evidence, { seen }: PlanTexts, language: Language): PlanItem {
  const say = WORDS[language];
  const { name, places, isBuiltIn, canExist } = secret;
  const [first] = places;
  const use = first ? say.used(first.job, first.key, first.of, places.length - 1) : say.declared;
  const page = run.repository ? secretsPage(run.serverUrl, run.repository, 'actions') : null;
  const isEmpty = seen.get(name) === 'empty';
  const isSet = isBuiltIn || seen.get(name) === 'set';
  const textOfSecret = () => {
    if (isBuiltIn) return say.builtIn(name, use);
    if (!canExist) return say.impossible(name, use);
    if (isSet) return say.set(name, use);
    return isEmpty ? say.empty(name, use, page) : say.unknown(name, use, page, secret.isRequired);
  };
  return {
    about: 'secret',
    state: isSet ? 'ready' : !canExist || isEmpty ? 'to-do' : 'open',
    subject: name,
    text: textOfSecret(),
    location: first?.location ?? null,
  };
}

interface Words {
  exists(image: string): string;
  creates(image: string): string;
  createsLater(image: string): string;
  unseen(image: string): string;
  unseenByNobody(image: string): string;
  notTold(image: string): string;
  linkedByJob(repository: string | null): string;
  linkedByLabel(home: string | null): string;
  unlinked(home: string | null): string;
  foreignLabel(source: string, home: string | null): string;
  openLabel(home: string | null): string;
  follows: string;
  isPrivate: string;
  readersOfRepository: string;
  readersOfPrivate: string;
  race(image: string, steps: number): string;
  once(image: string): string;
  used(job: string | null, key: string, of: string, more: number): string;
  declared: string;
  builtIn(name: string, use: string): string;
  impossible(name: string, use: string): string;
  set(name: string, use: string): string;
  empty(name: string, use: string, page: string | null): string;
  unknown(name: string, use: string, page: string | null, isRequired: boolean): string;
}

const LABEL = 'org.opencontainers.image.source';
const HOME = 'https://github.com/OWNER/REPOSITORY';

const WORDS: Localized<Words> = {
  en: {
    exists: (image) => `${image} is there already: the push adds a version to it.`,
    creates: (image) => `This push creates the package ${image}.`,
    createsLater: (image) => `${image} is not there yet: the push creates it once it is accepted.`,
    unseen: (image) =>
      `Whether ${image} is there already can't be seen with this token. If it is not, the push creates it:`,
    unseenByNobody: (image) =>
      `Whether ${image} is there already can't be seen without a token. If it is not, the push creates it:`,
    notTold: (image) =>
      `Whether ${image} is there already is not known: the registry did not tell. If it is not, the push creates it:`,
    linkedByJob: (repository) =>
      `Pushed with GITHUB_TOKEN, it is linked to ${repository ?? 'the repository of the workflow'}, whose workflows may push it from then on.`,
    linkedByLabel: (home) => `The label ${LABEL} links it to ${home ?? 'its repository'}.`,
    unlinked: (home) =>
      `Pushed with a personal token, it is linked to nothing, and later pushes with GITHUB_TOKEN are refused: set LABEL ${LABEL}=${home ?? HOME} in the Dockerfile, use the labels of docker/metadata-action, or make the first push with GITHUB_TOKEN.`,
    foreignLabel: (source, home) =>
      `The label ${LABEL} links it to ${source}, and not to ${home ?? 'this repository'}: later pushes with GITHUB_TOKEN from here are refused.`,
    openLabel: (home) =>
      `The label ${LABEL} gets its value when the image is built: it has to be ${home ?? HOME}.`,
    follows: 'Its visibility is that of the repository. A public one can never become private again.',
    isPrivate:
      'It begins private, whatever the repository is; linked by its label, it takes over who has access there. Its settings page makes it public, for good.',
    readersOfRepository:
      'Afterwards whoever may read the repository may pull it. If that is private, a server or a cluster needs a classic token with read:packages.',
    readersOfPrivate:
      'Afterwards only its owner and whoever is given a role on its settings page may pull it: a server or a cluster needs a classic token with read:packages.',
    race: (image, steps) =>
      `${steps} steps push ${image}: seconds after the first has created the package, the next may be refused. Push all tags in one step (several lines under tags: of docker/build-push-action, docker push --all-tags), or run the job again once.`,
    once: (image) => `One step pushes ${image}, so no second push meets a package that is seconds old.`,
    used: (job, key, of, more) =>
      [
        `used ${job ? `in job "${job}"` : 'outside of the jobs'}`,
        key === '' && of === 'run'
          ? ' in a script'
          : key || of
            ? ` as ${[key, of && of !== 'run' ? `of ${of}` : of === 'run' ? 'of a script' : ''].filter(Boolean).join(' ')}`
            : '',
        more > 0 ? ` and in ${more} other ${more === 1 ? 'place' : 'places'}` : '',
      ].join(''),
    declared: 'asked for by a called workflow',
    builtIn: (name, use) => `${name}: ${use}. GitHub sets it in every run.`,
    impossible: (name, use) =>
      `${name}: ${use}. No secret can have this name: names hold letters, digits and _, and do not begin with GITHUB_ or a digit. It is always empty.`,
    set: (name, use) => `${name}: ${use}. It is set in this run.`,
    empty: (name, use, page) =>
      `${name}: ${use}. It is empty in this run${page ? `; it is set at ${page}` : ''}.`,
    unknown: (name, use, page, isRequired) =>
      `${name}: ${use}. ${isRequired ? 'A called workflow requires it. ' : ''}Whether it is set can't be seen from here${page ? `: look at ${page}` : ''}.`,
  },
  'zh-CN': {
    exists: (image) => han`${image} 已经存在，推送会为它添加一个版本。`,
    creates: (image) => han`本次推送会创建软件包 ${image}。`,
    createsLater: (image) => han`${image} 尚不存在，推送被接受后会创建它。`,
    unseen: (image) => han`用该令牌无法得知 ${image} 是否已经存在。如果不存在，推送会创建它：`,
    unseenByNobody: (image) => han`没有令牌就无法得知 ${image} 是否已经存在。如果不存在，推送会创建它：`,
    notTold: (image) => han`注册表没有告知 ${image} 是否已经存在。如果不存在，推送会创建它：`,
    linkedByJob: (repository) =>
      han`用 GITHUB_TOKEN 推送时，它会关联到 ${repository ?? '工作流所在的存储库'}，此后该存储库的工作流都可以推送。`,
    linkedByLabel: (home) => han`标签（label）${LABEL} 会把它关联到 ${home ?? '它的存储库'}。`,
    unlinked: (home) =>
      han`用个人令牌推送时，它不会关联到任何存储库，之后用 GITHUB_TOKEN 推送会被拒绝：请在 Dockerfile 中设置 LABEL ${LABEL}=${home ?? HOME}，或使用 docker/metadata-action 的 labels，或第一次推送时使用 GITHUB_TOKEN。`,
    foreignLabel: (source, home) =>
      han`标签（label）${LABEL} 会把它关联到 ${source}，而不是 ${home ?? '本存储库'}：之后从这里用 GITHUB_TOKEN 推送会被拒绝。`,
    openLabel: (home) => han`标签（label）${LABEL} 的值在构建镜像时才确定，它必须是 ${home ?? HOME}。`,
    follows: '它的可见性与存储库相同。公开之后无法再改为私有。',
    isPrivate:
      '无论存储库是否公开，它一开始都是私有的；通过标签（label）关联后，会沿用存储库的访问权限。可以在它的设置页面改为公开，改后无法撤销。',
    readersOfRepository:
      '之后，能读取该存储库的人都可以拉取它。如果存储库是私有的，服务器或集群需要具有 read:packages 作用域的经典令牌。',
    readersOfPrivate:
      '之后，只有它的所有者和在其设置页面中获得角色的人可以拉取它：服务器或集群需要具有 read:packages 作用域的经典令牌。',
    race: (image, steps) =>
      han`有 ${String(steps)} 个步骤推送 ${image}：第一个步骤创建软件包后的几秒内，下一次推送可能被拒绝。请在一个步骤中推送所有标签（在 docker/build-push-action 的 tags: 中写多行，或使用 docker push --all-tags），或者重新运行一次作业。`,
    once: (image) => han`只有一个步骤推送 ${image}，因此不会遇到刚创建几秒的软件包。`,
    used: (job, key, of, more) =>
      han`${job ? `用于作业 ${job}` : '用于作业之外'}${key === '' && of === 'run' ? `${job ? ' ' : ''}的脚本` : key || of ? `，作为 ${[of === 'run' ? '脚本' : of, key].filter(Boolean).join(' 的 ')}` : ''}${more > 0 ? `，另有 ${more} 处` : ''}`,
    declared: '被调用的工作流需要它',
    builtIn: (name, use) => `${name}：${use}。GitHub 会在每次运行中设置它。`,
    impossible: (name, use) =>
      `${name}：${use}。不可能有这个名称的机密：名称只能包含字母、数字和 _，且不能以 GITHUB_ 或数字开头。它总是空的。`,
    set: (name, use) => `${name}：${use}。它在本次运行中已设置。`,
    empty: (name, use, page) =>
      han`${name}：${use}。它在本次运行中是空的${page ? `，可在 ${page} 设置` : ''}。`,
    unknown: (name, use, page, isRequired) =>
      han`${name}：${use}。${isRequired ? '被调用的工作流要求提供它。' : ''}在这里无法得知它是否已设置${page ? `，请查看 ${page}` : ''}。`,
  },
};
