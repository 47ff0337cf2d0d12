/** What `check` says of its own options and arguments: what they take, and what was probably meant. */
import type { Localized } from '../../../../types.js';
import type { PastedCommand } from '../pasted-command.js';

export interface UsageWords {
  noImage(registry: string, host: string): string;
  /** The registry of somebody else was named. */
  anothers(host: string): string;
  /** @param registry the server's */
  serverAsRegistry(host: string, registry: string): string;
  /** Of the server's API, its files or its other packages. */
  otherHost(host: string, server: string, registry: string): string;
  /** Such as www.ghcr.io. */
  underGhcr(host: string): string;
  elsewhere(given: string[], registry: string): string;
  didYouMean(given: string, meant: string): string;
  notBeside(option: string, others: readonly string[]): string;
  oneDotenv: string;
  /** Behind a sentence that says what a file is not. */
  takenBy(optionOrCommand: string): string;
  /** The text of a file was given in the place of its name. */
  content(option: string): string;
  fileAsImage(file: string): string;
  folderAsImage(folder: string): string;
  /** By its looks a file, and none is there. */
  absentAsImage(file: string): string;
  /** No option takes a file of its kind. @param images that it names */
  fileOfNoKind(file: string, images: readonly string[]): string;
  /** Behind a sentence that says what a file is not. */
  names(images: readonly string[]): string;
  /** The same, where a chart tells the rest. */
  ofChart: string;
  inputAsImage: string;
  /** @param given with its transport, such as `docker-daemon:ghcr.io/owner/app:1` */
  localAsImage(given: string): string;
  commandAsImage(command: PastedCommand): string;
  tokenAsImage: string;
  tokenAsUser: string;
  contentAsImage: string;
  planPushes: string;
  onlyPulls: string;
  badDays(value: string): string;
}

export const USAGE_WORDS: Localized<UsageWords> = {
  en: {
    noImage: (registry, host) =>
      `No IMAGE was given and this is no checkout with a remote on ${host}: name one, such as ${registry}/owner/app:tag.`,
    anothers: (host) =>
      `The option --registry is "${host}", which is no registry of GitHub's: neither its tokens nor its rules hold there. Give ghcr.io, or containers.HOST of another server.`,
    serverAsRegistry: (host, registry) =>
      `The option --registry is "${host}", which is a GitHub server: its registry is ${registry}.`,
    otherHost: (host, server, registry) =>
      `The option --registry is "${host}", a host of ${server} that takes no images: the registry is ${registry}.`,
    underGhcr: (host) =>
      `The option --registry is "${host}", and clients know this registry as ghcr.io alone: write ghcr.io.`,
    elsewhere: (given, registry) =>
      `Not on ${registry}: ${given.join(', ')}. Name images of that registry, or another one with --registry.`,
    didYouMean: (given, meant) => `${given} (did you mean ${meant}?)`,
    notBeside: (option, others) =>
      option === '--kubernetes'
        ? `${others.join(' and ')} ${others.length === 1 ? 'does' : 'do'} not go with --kubernetes: images and pull secrets are those of the manifests.`
        : `${others.join(' and ')} ${others.length === 1 ? 'does' : 'do'} not go with the pull secret that ${option} names: give the images after the options.`,
    oneDotenv: '--dotenv and --env-file are two names of one option: give one of them.',
    takenBy: (by) => `It looks like what ${by.startsWith('--') ? by : `ghcr-preflight ${by}`} takes.`,
    content: (option) =>
      `${option} takes the name of a file, and was given the content of one: name the file, or pipe its content in with ${option} -.`,
    fileAsImage: (file) =>
      `${file} is a file, and IMAGE is the name of an image: put --compose, --kubernetes, --dotenv or --docker-config in front of each file. Names that stand in one are handed over by xargs ghcr-preflight check < FILE.`,
    folderAsImage: (folder) =>
      `${folder} is a folder, and IMAGE is the name of an image: put --compose or --kubernetes in front of a folder.`,
    absentAsImage: (file) =>
      `IMAGE is the name of an image, and ${file} looks like that of a file, which is not there: put --compose, --kubernetes, --dotenv or --docker-config in front of a file, or write the image as OWNER/NAME:TAG.`,
    fileOfNoKind: (file, images) =>
      `${file} is a file, IMAGE is the name of an image, and no option takes a file of this kind${images.length > 0 ? `: ghcr-preflight check --access pull ${images.join(' ')} asks about what it names` : ''}.`,
    names: (images) => `ghcr-preflight check --access pull ${images.join(' ')} asks about what it names.`,
    ofChart:
      'What a chart puts together is in what it renders: helm template CHART --values FILE | ghcr-preflight check --kubernetes -.',
    inputAsImage:
      'IMAGE is the name of an image, and - was given: --docker-config -, --compose - and --kubernetes - read standard input, and xargs ghcr-preflight check hands over names from it.',
    localAsImage: (given) =>
      `${given} is an image on this machine, about which no registry is asked: name it as it is called at the registry, such as ghcr.io/owner/app:tag.`,
    commandAsImage: ({ program, access, images }) =>
      `IMAGE is the name of an image, and a command of ${program} was given: write ghcr-preflight check${access === 'pull' ? ' --access pull' : ''} ${images.join(' ') || 'IMAGE'}.`,
    tokenAsImage:
      'IMAGE is the name of an image, and a token was given: put that into GHCR_TOKEN. Others on this machine can read a command line.',
    tokenAsUser:
      '--username is the name of an account, and a token was given: put that into GHCR_TOKEN. Others on this machine can read a command line.',
    contentAsImage:
      'IMAGE is the name of an image, and the content of a file was given: pipe that in, with --docker-config -, --compose - or --kubernetes -.',
    planPushes:
      '--plan is about a push: it goes with IMAGE, and not with --kubernetes, --compose or --access pull.',
    onlyPulls: '--access push does not go with --kubernetes: a cluster only pulls.',
    badDays: (value) =>
      `The option --watch-expiry is "${value}", which is no number of days: write it as 14.`,
  },
  'zh-CN': {
    noImage: (registry, host) =>
      `没有指定镜像，当前目录也不是远程地址位于 ${host} 的检出目录：请指定一个，例如 ${registry}/owner/app:tag。`,
    anothers: (host) =>
      `选项 --registry 的值“${host}”不是 GitHub 的注册表：GitHub 的令牌和规则在那里都不适用。请填写 ghcr.io，或其他服务器的 containers.HOST。`,
    serverAsRegistry: (host, registry) =>
      `选项 --registry 的值“${host}”是 GitHub 服务器：它的注册表是 ${registry}。`,
    otherHost: (host, server, registry) =>
      `选项 --registry 的值“${host}”是 ${server} 的另一个主机，不接收镜像：注册表是 ${registry}。`,
    underGhcr: (host) =>
      `选项 --registry 的值是“${host}”，而客户端使用的注册表名称只有 ghcr.io：请填写 ghcr.io。`,
    elsewhere: (given, registry) =>
      `以下镜像不在 ${registry} 上：${given.join('、')}。请指定该注册表中的镜像，或用 --registry 指定另一个注册表。`,
    didYouMean: (given, meant) => `${given}（是否想输入 ${meant}？）`,
    notBeside: (option, others) =>
      option === '--kubernetes'
        ? `${others.join('、')} 不能与 --kubernetes 一起使用：镜像和拉取 Secret 都取自清单。`
        : `${option} 指定的是拉取 Secret 时，不能同时使用 ${others.join('、')}：请在选项之后写上镜像。`,
    oneDotenv: '--dotenv 与 --env-file 是同一选项的两个名称：请只用其中一个。',
    takenBy: (by) => `它看起来是${by.startsWith('--') ? `选项 ${by}` : ` ghcr-preflight ${by}`} 所用的文件。`,
    content: (option) =>
      `${option} 需要文件名，而给出的是文件内容：请写文件名，或用管道传入内容并写 ${option} -。`,
    fileAsImage: (file) =>
      `${file} 是文件，而 IMAGE 应为镜像名称：请在每个文件前写上 --compose、--kubernetes、--dotenv 或 --docker-config。如果文件中写的是镜像名称，请使用 xargs ghcr-preflight check < FILE。`,
    folderAsImage: (folder) =>
      `${folder} 是目录，而 IMAGE 应为镜像名称：请在目录前写上 --compose 或 --kubernetes。`,
    absentAsImage: (file) =>
      `IMAGE 应为镜像名称，而 ${file} 看起来是文件名，且该文件不存在：请在文件前写上 --compose、--kubernetes、--dotenv 或 --docker-config，或者把镜像写成 OWNER/NAME:TAG。`,
    fileOfNoKind: (file, images) =>
      `${file} 是文件，而 IMAGE 应为镜像名称，也没有选项接受这种文件${images.length > 0 ? `：请用 ghcr-preflight check --access pull ${images.join(' ')} 询问其中写到的镜像` : ''}。`,
    names: (images) => `请用 ghcr-preflight check --access pull ${images.join(' ')} 询问其中写到的镜像。`,
    ofChart:
      '由 Helm chart 组合的镜像名称和版本要渲染之后才能得知：helm template CHART --values FILE | ghcr-preflight check --kubernetes -。',
    inputAsImage:
      'IMAGE 应为镜像名称，而给出的是 -：读取标准输入的是 --docker-config -、--compose - 和 --kubernetes -；如果其中是镜像名称，请使用 xargs ghcr-preflight check。',
    localAsImage: (given) =>
      `${given} 是这台机器上的镜像，不需要询问任何注册表：请写它在注册表中的名称，例如 ghcr.io/owner/app:tag。`,
    commandAsImage: ({ program, access, images }) =>
      `IMAGE 应为镜像名称，而给出的是 ${program} 的命令：请改为 ghcr-preflight check${access === 'pull' ? ' --access pull' : ''} ${images.join(' ') || 'IMAGE'}。`,
    tokenAsImage:
      'IMAGE 应为镜像名称，而给出的是令牌：请把它放进 GHCR_TOKEN。这台机器上的其他人可以看到命令行。',
    tokenAsUser:
      '--username 应为帐户名，而给出的是令牌：请把它放进 GHCR_TOKEN。这台机器上的其他人可以看到命令行。',
    contentAsImage:
      'IMAGE 应为镜像名称，而给出的是文件内容：请用管道传入，并写 --docker-config -、--compose - 或 --kubernetes -。',
    planPushes:
      '--plan 针对推送：可以与 IMAGE 一起使用，不能与 --kubernetes、--compose 或 --access pull 一起使用。',
    onlyPulls: '--access push 不能与 --kubernetes 一起使用：集群只会拉取镜像。',
    badDays: (value) => `选项 --watch-expiry 的值“${value}”不是天数：请写成 14 这样的数字。`,
  },
};
