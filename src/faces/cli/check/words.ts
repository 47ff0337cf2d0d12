/** What `check` says beside its report: why it can't begin, and what a text did not tell. */
import type { FailedHelper } from '../../../evidence/credentials/lookup.js';
import { detailWords } from '../../../evidence/size.js';
import type { WorkflowProblem } from '../../../evidence/types/workflow-problem.js';
import { problemWords } from '../../../judge/notice.js';
import type { Language, Localized } from '../../../types.js';
import type { PastedCommand } from './pasted-command.js';

export interface CheckWords {
  noImage(registry: string, host: string): string;
  /** The registry of somebody else was named. */
  anothers(host: string): string;
  notTheirs(registry: string, server: string, variables: string[]): string;
  noEntry(file: string, registry: string): string;
  /** Its logins are for other parts of the registry than this image. */
  onlyParts(file: string, image: string, parts: readonly string[]): string;
  helperFailed(registry: string, failed: FailedHelper): string;
  /** @param fault why, without a full stop */
  unusableFile(fault: string): string;
  /** `DOCKER_CONFIG` names the file in the place of its folder. */
  configIsFile(file: string): string;
  leftTo(file: string, registry: string, helper: string): string;
  /** Clients here send another credential than the one that was refused. */
  storedInstead(token: string, file: string, registry: string): string;
  /** docker takes the login of one file, podman that of another; `scope`: for what that one is. */
  podmansOther(file: string, other: string, scope: string): string;
  noAuthFile(file: string): string;
  noServices(files: readonly string[]): string;
  /** Behind a sentence that says what a file is not. */
  takenBy(optionOrCommand: string): string;
  noVariables(file: string): string;
  /** Services that stand in profiles, which nobody has enabled. */
  notEnabled(count: number, profiles: readonly string[]): string;
  notBeside(option: string, others: readonly string[]): string;
  oneDotenv: string;
  /** The text of a file was given in the place of its name. */
  content(option: string): string;
  fileAsImage(file: string): string;
  inputAsImage: string;
  commandAsImage(command: PastedCommand): string;
  tokenAsImage: string;
  contentAsImage: string;
  /** An entry, and nothing to log in with in it. */
  noLogin(file: string, registry: string): string;
  elsewhere(given: string[], registry: string): string;
  didYouMean(given: string, meant: string): string;
  placeholderToken(place: string, name: string): string;
  placeholder(place: string, name: string, value: string): string;
  notPulled(file: string, registry: string): string;
  otherRegistries(count: number): string;
  onlyBuilt(count: number): string;
  /** They could not be pulled, and compose builds them. */
  builtInstead(count: number): string;
  neverPulled(count: number): string;
  /** kustomize changes what its manifests pull. */
  kustomized(file: string): string;
  /** A file that a compose file includes, or of which it extends a service, and that could not be read. */
  unreadCompose(by: string, as: 'include' | 'extends', named: string): string;
  /** Images where nothing tells that they are pulled. @param more that are not shown */
  mentioned(images: readonly { name: string; place: string }[], more: number): string;
  missing(place: string, name: string, variables: readonly string[]): string;
  brokenCompose(file: string, problem: Pick<WorkflowProblem, 'kind' | 'detail'>): string;
  brokenDocument(place: string, kind: 'broken-yaml' | 'broken-json' | 'too-large'): string;
  more(count: number): string;
  noManifest(files: readonly string[]): string;
  noPod(): string;
  described(file: string): string;
  unusedSecret(name: string): string;
  /** @param place of the one that counts */
  repeatedSecret(name: string, place: string): string;
  unknownAccount(names: readonly string[]): string;
  untoldSecrets(pods: readonly string[]): string;
  onlyPulls: string;
  planPushes: string;
  expiry: { never(token: string): string; unseen(token: string): string; none: string };
  badDays(value: string): string;
}

export function checkWords(language: Language): CheckWords {
  return WORDS[language];
}

/** @param taker null: nobody is known to take it */
export function withTaker(sentence: string, taker: string | null, language: Language): string {
  if (taker === null) return sentence;
  return `${sentence}${language === 'en' ? ' ' : ''}${WORDS[language].takenBy(taker)}`;
}

const at = (place: string) => (place ? `${place}: ` : '');
const atZh = (place: string) => (place ? `${place}：` : '');

function didEn(trouble: FailedHelper['trouble']): string {
  switch (trouble.kind) {
    case 'missing':
      return 'is not on the PATH';
    case 'timed-out':
      return `gave no answer in ${trouble.seconds} s`;
    case 'failed':
      return `ended with exit code ${trouble.code}${saidOf(trouble.words, ' ("', '")')}`;
    case 'junk':
      return 'answered with something that is no credential';
  }
}

function didZh(trouble: FailedHelper['trouble']): string {
  switch (trouble.kind) {
    case 'missing':
      return '不在 PATH 中';
    case 'timed-out':
      return `在 ${trouble.seconds} 秒内没有响应`;
    case 'failed':
      return `以退出代码 ${trouble.code} 结束${saidOf(trouble.words, '（“', '”）')}`;
    case 'junk':
      return '返回的内容不是凭据';
  }
}

/** Enough to know the failure by. */
const LONGEST_WORDS = 120;

/** What looks like a credential is not repeated. */
function saidOf(words: string, before: string, after: string): string {
  const isQuiet = words === '' || /secret|token|passw/i.test(words) || /[\w-]{30,}/.test(words);
  return isQuiet ? '' : `${before}${words.slice(0, LONGEST_WORDS)}${after}`;
}

const WORDS: Localized<CheckWords> = {
  en: {
    noImage: (registry, host) =>
      `No IMAGE was given and this is no checkout with a remote on ${host}: name one, such as ${registry}/owner/app:tag.`,
    anothers: (host) =>
      `The option --registry is «${host}», which is no registry of GitHub's: neither its tokens nor its rules hold there. Give ghcr.io, or containers.HOST of another server.`,
    notTheirs: (registry, server, variables) =>
      `${registry} does not belong to ${server}, so ${variables.join(' and ')} of the environment ${variables.length === 1 ? 'was' : 'were'} not sent there: give its token in GHCR_TOKEN and name the registry with --registry, or name a file with --docker-config.`,
    noEntry: (file, registry) => `${file} has no credential for ${registry}.`,
    onlyParts: (file, image, parts) =>
      `${file} has no credential for ${image}, only for ${parts.join(', ')}: podman and Kubernetes send that for images below it alone. docker, whose file is called config.json, would send it to the whole registry.`,
    helperFailed: (registry, { file, helper, trouble }) =>
      `${file} leaves the credential for ${registry} to ${helper}, which ${didEn(trouble)}: a client that reads this file finds no credential there.${trouble.kind === 'missing' ? ' Install it, or take credsStore or credHelpers out of the file, before docker login.' : ''}`,
    unusableFile: (fault) => `${fault}: a client that reads this file finds no credential there.`,
    configIsFile: (file) =>
      `DOCKER_CONFIG is ${file}, a file: clients look for config.json in the folder that it names, and find no credential there. Name the folder, or use --docker-config ${file}.`,
    leftTo: (file, registry, helper) =>
      `${file} leaves the credential for ${registry} to ${helper}, which is asked for the files of docker and podman alone: leave --docker-config out where it is installed.`,
    storedInstead: (token, file, registry) =>
      `${registry} was asked with ${token}; docker and podman send the login that ${file} has for it: --docker-config ${file} asks with that.`,
    podmansOther: (file, other, scope) =>
      `this holds for docker, with the login of ${file}; podman, buildah and skopeo send another one, which ${other} has for ${scope}: --docker-config ${other} asks with that.`,
    noAuthFile: (file) => `${file}: neither a docker or podman auth file nor a Kubernetes pull secret.`,
    noServices: (files) => `${files.join(', ')}: there is no compose service with an image in it.`,
    takenBy: (by) => `It looks like what ${by.startsWith('--') ? by : `ghcr-preflight ${by}`} takes.`,
    noVariables: (file) => `${file} is no dotenv file.`,
    notEnabled: (count, profiles) =>
      `${count === 1 ? '1 service was' : `${count} services were`} not asked about, for no profile of ${count === 1 ? 'it' : 'theirs'} is enabled (${profiles.join(', ')}): COMPOSE_PROFILES names those that are.`,
    notBeside: (option, others) =>
      option === '--kubernetes'
        ? `${others.join(' and ')} ${others.length === 1 ? 'does' : 'do'} not go with --kubernetes: images and pull secrets are those of the manifests.`
        : `${others.join(' and ')} ${others.length === 1 ? 'does' : 'do'} not go with the pull secret that ${option} names: give the images after the options.`,
    content: (option) =>
      `${option} takes the name of a file, and was given the content of one: name the file, or pipe its content in with ${option} -.`,
    fileAsImage: (file) =>
      `${file} is a file, and IMAGE is the name of an image: put --compose, --kubernetes, --dotenv or --docker-config in front of each file. Names that stand in one are handed over by xargs ghcr-preflight check < FILE.`,
    inputAsImage:
      'IMAGE is the name of an image, and - was given: --docker-config -, --compose - and --kubernetes - read standard input, and xargs ghcr-preflight check hands over names from it.',
    commandAsImage: ({ program, access, images }) =>
      `IMAGE is the name of an image, and a command of ${program} was given: write ghcr-preflight check${access === 'pull' ? ' --access pull' : ''} ${images.join(' ') || 'IMAGE'}.`,
    contentAsImage:
      'IMAGE is the name of an image, and the content of a file was given: pipe that in, with --docker-config -, --compose - or --kubernetes -.',
    tokenAsImage:
      'IMAGE is the name of an image, and a token was given: put that into GHCR_TOKEN. Others on this machine can read a command line.',
    noLogin: (file, registry) =>
      `${file} has an entry for ${registry} with no login in it: its "auth" has to be base64 of USER:TOKEN, as docker login writes it.`,
    oneDotenv: '--dotenv and --env-file are two names of one option: give one of them.',
    elsewhere: (given, registry) =>
      `Not on ${registry}: ${given.join(', ')}. Name images of that registry, or another one with --registry.`,
    didYouMean: (given, meant) => `${given} (did you mean ${meant}?)`,
    placeholderToken: (place, name) =>
      `${at(place)}${name} still holds the placeholder of a guide, so there is no token in it and none was sent.`,
    placeholder: (place, name, value) => `${at(place)}${name} still holds a guide's placeholder, "${value}".`,
    notPulled: (file, registry) =>
      `Nothing in ${file} is pulled from ${registry}, so there was nothing to ask.`,
    otherRegistries: (count) =>
      count === 1
        ? '1 image of another registry was not asked about.'
        : `${count} images of other registries were not asked about.`,
    onlyBuilt: (count) =>
      count === 1
        ? '1 service is only built, and pulls nothing.'
        : `${count} services are only built, and pull nothing.`,
    builtInstead: (count) =>
      `${count === 1 ? '1 of the images that could not be pulled is' : `${count} of the images that could not be pulled are`} built by a service here: docker compose up builds ${count === 1 ? 'it' : 'them'} instead, and docker compose pull ends with an error.`,
    neverPulled: (count) =>
      count === 1
        ? '1 image is never pulled, by its pull policy.'
        : `${count} images are never pulled, by their pull policies.`,
    kustomized: (file) =>
      `${file} is a kustomization, which may change what the manifests beside it pull, and was not followed: kubectl kustomize prints what comes of it, for --kubernetes -.`,
    unreadCompose: (by, as, named) =>
      as === 'include'
        ? `${by} includes ${named}, which could not be read: docker compose config prints all files as one.`
        : `${by} extends a service of ${named}, which could not be read: docker compose config prints all files as one.`,
    mentioned: (images, more) =>
      `Not asked about, for nothing tells whether it is pulled: ${images.map(({ name, place }) => `${name} (${place})`).join(', ')}${more > 0 ? `, and ${more} more of the kind` : ''}.`,
    missing: (place, name, variables) =>
      variables.length > 0
        ? `${at(place)}the image "${name}" needs ${variables.join(', ')}, which nothing here sets, so it was not asked about.`
        : `${at(place)}the image "${name}" comes out of a template, so it was not asked about.`,
    brokenCompose: (file, { kind, detail }) =>
      `${file} could not be read as a compose file: it ${problemWords(kind, 'en')}${detail ? ` (${detailWords(detail, 'en')})` : ''}.`,
    brokenDocument: (place, kind) =>
      kind === 'too-large'
        ? `${place}: this document is larger than is read, and was left out.`
        : `${place}: this document is no valid ${kind === 'broken-json' ? 'JSON' : 'YAML'}, and was left out.`,
    more: (count) => `… and ${count} more of the kind.`,
    noManifest: (files) => `${files.join(', ')}: there is no Kubernetes manifest in it.`,
    noPod: () =>
      'No pod is among these manifests and no IMAGE was given, so the registry was not asked: name an image after the options.',
    described: (file) =>
      `${file} is what kubectl describe prints, which ghcr-preflight explain reads; --kubernetes takes manifests, and what kubectl get prints with -o yaml or -o json.`,
    repeatedSecret: (name, place) =>
      `More than one Secret here is called ${name}: the last one counts, at ${place}, as kubectl apply leaves it.`,
    unusedSecret: (name) =>
      `The Secret ${name} is for pulls, and no pod and no service account of these names it under imagePullSecrets.`,
    untoldSecrets: (pods) =>
      `Which pull secrets ${pods.join(', ')} ${pods.length === 1 ? 'comes' : 'come'} with can't be told from these manifests: what is pulled there was asked about without one.`,
    unknownAccount: (names) =>
      `The service account ${names.join(', ')} is not among these manifests, so which pull secrets it brings can't be told.`,
    planPushes:
      '--plan is about a push: it goes with IMAGE, and not with --kubernetes, --compose or --access pull.',
    onlyPulls: '--access push does not go with --kubernetes: a cluster only pulls.',
    expiry: {
      never: (token) => `GitHub gives no date for ${token}: it does not expire.`,
      unseen: (token) =>
        `When ${token} expires could not be seen: only GitHub's API tells it, of a classic token.`,
      none: 'There is no token whose end could be watched.',
    },
    badDays: (value) =>
      `The option --watch-expiry is «${value}», which is no number of days: write it as 14.`,
  },
  'zh-CN': {
    anothers: (host) =>
      `选项 --registry 的值“${host}”不是 GitHub 的注册表：GitHub 的令牌和规则在那里都不适用。请填写 ghcr.io，或其他服务器的 containers.HOST。`,
    notTheirs: (registry, server, variables) =>
      `${registry} 不属于 ${server}，因此没有发送环境变量 ${variables.join('、')} 中的令牌：请用 GHCR_TOKEN 提供该注册表的令牌并用 --registry 指定它，或用 --docker-config 指定凭据文件。`,
    noImage: (registry, host) =>
      `没有指定镜像，当前目录也不是远程地址位于 ${host} 的检出目录：请指定一个，例如 ${registry}/owner/app:tag。`,
    noEntry: (file, registry) => `${file} 中没有 ${registry} 的凭据。`,
    onlyParts: (file, image, parts) =>
      `${file} 中没有 ${image} 的凭据，只有 ${parts.join('、')} 的凭据：podman 和 Kubernetes 只对其下的镜像使用它。docker 的文件名为 config.json，会将它用于整个注册表。`,
    helperFailed: (registry, { file, helper, trouble }) =>
      `${file} 把 ${registry} 的凭据交给 ${helper} 保管，而它${didZh(trouble)}：读取此文件的客户端得不到凭据。${trouble.kind === 'missing' ? '请先安装它，或者从文件中删除 credsStore 或 credHelpers，再执行 docker login。' : ''}`,
    unusableFile: (fault) => `${fault}；读取此文件的客户端得不到凭据。`,
    configIsFile: (file) =>
      `DOCKER_CONFIG 的值 ${file} 是文件：客户端会在它指定的目录中查找 config.json，因而得不到凭据。请改为目录，或使用 --docker-config ${file}。`,
    leftTo: (file, registry, helper) =>
      `${file} 把 ${registry} 的凭据交给 ${helper} 保管，而只有 docker 和 podman 自己的文件才会询问它：请在装有它的机器上去掉 --docker-config。`,
    storedInstead: (token, file, registry) =>
      `刚才用 ${token} 询问了 ${registry}；docker 和 podman 发送的则是 ${file} 中保存的登录信息：使用 --docker-config ${file} 可以用它来询问。`,
    podmansOther: (file, other, scope) =>
      `此结论适用于 docker，它使用 ${file} 中的登录信息；podman、buildah 和 skopeo 发送的则是 ${other} 中为 ${scope} 保存的另一个：使用 --docker-config ${other} 可以用它来询问。`,
    noAuthFile: (file) => `${file} 既不是 docker 或 podman 的凭据文件，也不是 Kubernetes 拉取 Secret。`,
    noServices: (files) => `${files.join('、')} 中没有带镜像的 Compose 服务。`,
    takenBy: (by) => `它看起来是 ${by.startsWith('--') ? `选项 ${by}` : `ghcr-preflight ${by}`} 所用的文件。`,
    noVariables: (file) => `${file} 不是 dotenv 文件。`,
    notEnabled: (count, profiles) =>
      `有 ${count} 个服务的 profile（${profiles.join('、')}）未启用，未作查询：请用 COMPOSE_PROFILES 指定要启用的 profile。`,
    notBeside: (option, others) =>
      option === '--kubernetes'
        ? `${others.join('、')} 不能与 --kubernetes 一起使用：镜像和拉取 Secret 都取自清单。`
        : `${option} 指定的是拉取 Secret 时，不能同时使用 ${others.join('、')}：请在选项之后写上镜像。`,
    content: (option) =>
      `${option} 需要文件名，而给出的是文件内容：请写文件名，或用管道传入内容并写 ${option} -。`,
    fileAsImage: (file) =>
      `${file} 是文件，而 IMAGE 应为镜像名称：请在每个文件前写上 --compose、--kubernetes、--dotenv 或 --docker-config。如果文件中写的是镜像名称，请使用 xargs ghcr-preflight check < FILE。`,
    inputAsImage:
      'IMAGE 应为镜像名称，而给出的是 -：读取标准输入的是 --docker-config -、--compose - 和 --kubernetes -；如果其中是镜像名称，请使用 xargs ghcr-preflight check。',
    commandAsImage: ({ program, access, images }) =>
      `IMAGE 应为镜像名称，而给出的是 ${program} 的命令：请改为 ghcr-preflight check${access === 'pull' ? ' --access pull' : ''} ${images.join(' ') || 'IMAGE'}。`,
    contentAsImage:
      'IMAGE 应为镜像名称，而给出的是文件内容：请用管道传入，并写 --docker-config -、--compose - 或 --kubernetes -。',
    tokenAsImage:
      'IMAGE 应为镜像名称，而给出的是令牌：请把它放进 GHCR_TOKEN。这台机器上的其他人可以看到命令行。',
    noLogin: (file, registry) =>
      `${file} 中有 ${registry} 的条目，但其中没有登录信息：“auth” 必须是 USER:TOKEN 的 base64 编码，与 docker login 写入的相同。`,
    oneDotenv: '--dotenv 与 --env-file 是同一选项的两个名称：请只用其中一个。',
    elsewhere: (given, registry) =>
      `以下镜像不在 ${registry} 上：${given.join('、')}。请指定该注册表中的镜像，或用 --registry 指定另一个注册表。`,
    didYouMean: (given, meant) => `${given}（是否想输入 ${meant}？）`,
    placeholderToken: (place, name) =>
      `${atZh(place)}${name} 仍是教程中的占位符，其中没有令牌，因此没有发送。`,
    placeholder: (place, name, value) => `${atZh(place)}${name} 仍是教程中的占位符“${value}”。`,
    notPulled: (file, registry) => `${file} 中没有需要从 ${registry} 拉取的镜像，因此无需询问。`,
    otherRegistries: (count) => `有 ${count} 个镜像在其他注册表上，没有询问。`,
    onlyBuilt: (count) => `有 ${count} 个服务只在本地构建，不拉取镜像。`,
    builtInstead: (count) =>
      `无法拉取的镜像中有 ${count} 个由此处的服务构建：docker compose up 会改为构建，而 docker compose pull 会以错误结束。`,
    neverPulled: (count) => `有 ${count} 个镜像按拉取策略从不拉取。`,
    kustomized: (file) =>
      `${file} 是 kustomization，可能改变旁边清单所拉取的镜像，这里没有处理：请用 kubectl kustomize 输出结果，再交给 --kubernetes -。`,
    unreadCompose: (by, as, named) =>
      as === 'include'
        ? `${by} 用 include 引入了 ${named}，但无法读取它：docker compose config 会把所有文件合并输出。`
        : `${by} 用 extends 继承了 ${named} 中的服务，但无法读取它：docker compose config 会把所有文件合并输出。`,
    mentioned: (images, more) =>
      `没有询问以下镜像，因为看不出是否会拉取它们：${images.map(({ name, place }) => `${name}（${place}）`).join('、')}${more > 0 ? `，以及另外 ${more} 个` : ''}。`,
    missing: (place, name, variables) =>
      variables.length > 0
        ? `${atZh(place)}镜像“${name}”需要 ${variables.join('、')}，而这里没有设置，因此没有询问。`
        : `${atZh(place)}镜像“${name}”由模板生成，因此没有询问。`,
    brokenCompose: (file, { kind, detail }) =>
      `无法将 ${file} 作为 Compose 文件读取：${problemWords(kind, 'zh-CN')}${detail ? `（${detailWords(detail, 'zh-CN')}）` : ''}。`,
    brokenDocument: (place, kind) =>
      kind === 'too-large'
        ? `${place}：此文档过大，已略过。`
        : `${place}：此文档不是有效的 ${kind === 'broken-json' ? 'JSON' : 'YAML'}，已略过。`,
    more: (count) => `……还有 ${count} 处类似情况。`,
    noManifest: (files) => `${files.join('、')}：其中没有 Kubernetes 清单。`,
    noPod: () => '这些清单中没有 Pod，也没有指定镜像，因此没有询问注册表：请在选项之后写上镜像。',
    described: (file) =>
      `${file} 是 kubectl describe 的输出，请用 ghcr-preflight explain 读取；--kubernetes 接受清单，以及 kubectl get 的 -o yaml 或 -o json 输出。`,
    repeatedSecret: (name, place) =>
      `名为 ${name} 的 Secret 不止一个：以 ${place} 处的最后一个为准，与 kubectl apply 的结果一致。`,
    unusedSecret: (name) =>
      `Secret ${name} 用于拉取镜像，但这些清单中没有 Pod 或服务帐户在 imagePullSecrets 中引用它。`,
    untoldSecrets: (pods) =>
      `从这些清单看不出 ${pods.join('、')} 使用哪些拉取 Secret：其镜像是在不带 Secret 的情况下询问的。`,
    unknownAccount: (names) =>
      `服务帐户 ${names.join('、')} 不在这些清单中，因此无法得知它带有哪些拉取 Secret。`,
    planPushes:
      '--plan 针对推送：可以与 IMAGE 一起使用，不能与 --kubernetes、--compose 或 --access pull 一起使用。',
    onlyPulls: '--access push 不能与 --kubernetes 一起使用：集群只会拉取镜像。',
    expiry: {
      never: (token) => `GitHub 没有给出 ${token} 的到期日期：它不会过期。`,
      unseen: (token) => `无法得知 ${token} 何时过期：只有 GitHub 的 API 会给出经典令牌的到期日期。`,
      none: '没有可以监视到期时间的令牌。',
    },
    badDays: (value) => `选项 --watch-expiry 的值“${value}”不是天数：请写成 14 这样的数字。`,
  },
};
