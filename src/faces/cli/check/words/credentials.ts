/** What `check` says of where a credential is kept, of which one was sent, and of when it ends. */
import type { FailedHelper } from '../../../../evidence/credentials/lookup.js';
import type { Localized } from '../../../../types.js';

export interface CredentialWords {
  notTheirs(registry: string, server: string, variables: string[]): string;
  /** A token of GitHub's, and a registry that is none of its by its name. */
  notGithubs(registry: string, variable: string): string;
  /** No token was found, and these variables hold one. */
  unreadTokens(variables: readonly string[]): string;
  noEntry(file: string, registry: string): string;
  /** Its logins are for other parts of the registry than this image. */
  onlyParts(file: string, image: string, parts: readonly string[]): string;
  /** @param lack `noEntry` or `onlyParts`: a pull goes on without a login */
  pulledWithout(lack: string): string;
  /** An entry, and nothing to log in with in it. */
  noLogin(file: string, registry: string): string;
  /** The entry has nothing but a token for docker alone. */
  sentAsItIs(file: string, registry: string): string;
  helperFailed(registry: string, failed: FailedHelper): string;
  /** @param fault why, without a full stop */
  unusableFile(fault: string): string;
  /** `DOCKER_CONFIG` names the file in the place of its folder. */
  configIsFile(file: string): string;
  /** A variable whose value begins with a `~` that nothing has expanded. */
  bareTilde(variable: string, value: string): string;
  /** @param key what docker does not take in `DOCKER_AUTH_CONFIG`; null: it is no JSON object */
  unreadVariable(key: string | null): string;
  /** `REGISTRY_AUTH_FILE` names what is not there. */
  noAuthFileThere(file: string): string;
  leftTo(file: string, registry: string, helper: string): string;
  /** Clients here send another credential than the one that was refused. */
  storedInstead(token: string, file: string, registry: string): string;
  /** docker takes the login of one file, podman that of another; `scope`: for what that one is. */
  podmansOther(file: string, other: string, scope: string): string;
  /** A variable goes before this file for newer versions of docker alone. */
  fileOfOlder(registry: string, file: string): string;
  noAuthFile(file: string): string;
  /** By its keys it is one, and no JSON. */
  brokenAuthFile(file: string): string;
  emptyAuthFile(file: string): string;
  /** A token alone. */
  tokenAsAuthFile(file: string): string;
  /** What kubectl shows of a Secret without its data. */
  shownSecret(file: string): string;
  expiry: { never(token: string): string; unseen(token: string): string; none: string };
}

function didEn(trouble: FailedHelper['trouble']): string {
  switch (trouble.kind) {
    case 'missing':
      return 'is not on the PATH';
    case 'not-executable':
      return `is on the PATH as ${trouble.file} and may not be run`;
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
    case 'not-executable':
      return `虽然在 PATH 中（${trouble.file}），但没有执行权限`;
    case 'timed-out':
      return `在 ${trouble.seconds} 秒内没有响应`;
    case 'failed':
      return `以退出代码 ${trouble.code} 结束${saidOf(trouble.words, '（“', '”）')}`;
    case 'junk':
      return '返回的内容不是凭据';
  }
}

function cureEn(trouble: FailedHelper['trouble']): string {
  switch (trouble.kind) {
    case 'missing':
      return ' Install it, or take credsStore or credHelpers out of the file, before docker login.';
    case 'not-executable':
      return ` Let it be run: chmod +x ${trouble.file}.`;
    default:
      return '';
  }
}

function cureZh(trouble: FailedHelper['trouble']): string {
  switch (trouble.kind) {
    case 'missing':
      return '请先安装它，或者从文件中删除 credsStore 或 credHelpers，再执行 docker login。';
    case 'not-executable':
      return `请加上执行权限：chmod +x ${trouble.file}。`;
    default:
      return '';
  }
}

/** Enough to know the failure by. */
const LONGEST_WORDS = 120;

/** A long word of letters and digits, also with the signs of base64; none of a path, whose beginning or dots tell it. */
const MAY_BE_SECRET = /[\w-]{30,}|(?<![\w+/=.~-])[\w+=-][\w+/=-]{29,}/;

/** What looks like a credential is not repeated. */
function saidOf(words: string, before: string, after: string): string {
  const isQuiet = words === '' || /secret|token|passw/i.test(words) || MAY_BE_SECRET.test(words);
  return isQuiet ? '' : `${before}${words.slice(0, LONGEST_WORDS)}${after}`;
}

export const CREDENTIAL_WORDS: Localized<CredentialWords> = {
  en: {
    notTheirs: (registry, server, variables) =>
      `${registry} does not belong to ${server}, so ${variables.join(' and ')} of the environment ${variables.length === 1 ? 'was' : 'were'} not sent there: give its token in GHCR_TOKEN and name the registry with --registry, or name a file with --docker-config.`,
    notGithubs: (registry, variable) =>
      `${registry} is no registry of GitHub's as far as its name tells, so the GitHub token in ${variable} was not sent there: give a token of its own, log in there with docker or podman, or, where it is that of your GitHub server, set GITHUB_SERVER_URL to the address of the server.`,
    unreadTokens: (variables) =>
      `No token was found where one is looked for. ${variables.join(' and ')} ${variables.length > 1 ? 'look' : 'looks'} like one and ${variables.length > 1 ? 'are' : 'is'} not read: put the token into GHCR_TOKEN.`,
    noEntry: (file, registry) => `${file} has no credential for ${registry}.`,
    onlyParts: (file, image, parts) =>
      `${file} has no credential for ${image}, only for ${parts.join(', ')}: podman and Kubernetes send that for images below it alone. docker, whose file is called config.json, would send it to the whole registry.`,
    pulledWithout: (lack) => `${lack} The pull was asked about without a login, as clients make it then.`,
    noLogin: (file, registry) =>
      `${file} has an entry for ${registry} with no login in it: its "auth" has to be base64 of USER:TOKEN, as docker login writes it.`,
    sentAsItIs: (file, registry) =>
      `${file} has nothing but a "registrytoken" for ${registry}, which docker sends as it stands and other clients pass over, so it was not asked about: write "auth", base64 of USER:TOKEN, as docker login does.`,
    helperFailed: (registry, { file, helper, trouble }) =>
      `${file} leaves the credential for ${registry} to ${helper}, which ${didEn(trouble)}: a client that reads this file finds no credential there.${cureEn(trouble)}`,
    unusableFile: (fault) => `${fault}: a client that reads this file finds no credential there.`,
    configIsFile: (file) =>
      `DOCKER_CONFIG is ${file}, a file: clients look for config.json in the folder that it names, and find no credential there. Name the folder, or use --docker-config ${file}.`,
    bareTilde: (variable, value) =>
      `${variable} is ${value} with a ~ that no shell has expanded: clients look for a folder called ~ here, and find no credential there. Write the path of the home folder in its place.`,
    unreadVariable: (key) =>
      `DOCKER_AUTH_CONFIG ${key === null ? 'holds no JSON object' : `has at ${key} what docker does not take in it`}, so docker puts it aside and finds no credential in it: give it {"auths": {"HOST": {"auth": …}}} with base64 of USER:TOKEN, and nothing else.`,
    noAuthFileThere: (file) => `REGISTRY_AUTH_FILE is ${file}, where there is no file: podman stops at that.`,
    leftTo: (file, registry, helper) =>
      `${file} leaves the credential for ${registry} to ${helper}, which is asked for the files of docker and podman alone: leave --docker-config out where it is installed.`,
    storedInstead: (token, file, registry) =>
      `${registry} was asked with ${token}; docker and podman send the login that ${file} has for it: --docker-config ${file} asks with that.`,
    podmansOther: (file, other, scope) =>
      `this holds for docker, with the login of ${file}; podman, buildah and skopeo send another one, which ${other} has for ${scope}: --docker-config ${other} asks with that.`,
    fileOfOlder: (registry, file) =>
      `${registry} was asked with the login of DOCKER_AUTH_CONFIG, which docker takes from version 28.3 on; an older one, and podman, send the login that ${file} has: --docker-config ${file} asks with that.`,
    brokenAuthFile: (file) =>
      `${file} is no valid JSON (look for a comma, a bracket, a comment, or a key that does not stand in "…"): a client that reads this file finds no credential there.`,
    emptyAuthFile: (file) => `${file} is empty: there is no credential in it.`,
    tokenAsAuthFile: (file) =>
      `${file} holds a token alone and is no auth file: give it in GHCR_TOKEN, without --docker-config.`,
    noAuthFile: (file) => `${file}: neither a docker or podman auth file nor a Kubernetes pull secret.`,
    shownSecret: (file) =>
      `${file}: what kubectl shows of a Secret has no data in it: kubectl get secret NAME --output yaml prints all of it.`,
    expiry: {
      never: (token) => `GitHub gives no date for ${token}: it does not expire.`,
      unseen: (token) =>
        `When ${token} expires could not be seen: only GitHub's API tells it, of a classic token.`,
      none: 'There is no token whose end could be watched.',
    },
  },
  'zh-CN': {
    notTheirs: (registry, server, variables) =>
      `${registry} 不属于 ${server}，因此没有发送环境变量 ${variables.join('、')} 中的令牌：请用 GHCR_TOKEN 提供该注册表的令牌并用 --registry 指定它，或用 --docker-config 指定凭据文件。`,
    notGithubs: (registry, variable) =>
      `从名称来看，${registry} 不是 GitHub 的注册表，因此没有向它发送 ${variable} 中的 GitHub 令牌：请提供该注册表自己的令牌，或用 docker、podman 登录它；如果它属于你的 GitHub 服务器，请把 GITHUB_SERVER_URL 设为该服务器的地址。`,
    unreadTokens: (variables) =>
      `在会查找的位置没有找到令牌。${variables.join('、')} 看起来是令牌，但不会被读取：请把令牌放入 GHCR_TOKEN。`,
    noEntry: (file, registry) => `${file} 中没有 ${registry} 的凭据。`,
    onlyParts: (file, image, parts) =>
      `${file} 中没有 ${image} 的凭据，只有 ${parts.join('、')} 的凭据：podman 和 Kubernetes 只对其下的镜像使用它。docker 的文件名为 config.json，会将它用于整个注册表。`,
    pulledWithout: (lack) => `${lack}客户端此时会不登录就拉取，这里也是这样询问的。`,
    noLogin: (file, registry) =>
      `${file} 中有 ${registry} 的条目，但其中没有登录凭据：“auth”必须是 USER:TOKEN 的 base64 编码，与 docker login 写入的相同。`,
    sentAsItIs: (file, registry) =>
      `${file} 中 ${registry} 的条目只有“registrytoken”：docker 会原样发送它，其他客户端则不读取它，因此没有用它询问。请写入“auth”，其值是 USER:TOKEN 的 base64，与 docker login 的写法相同。`,
    helperFailed: (registry, { file, helper, trouble }) =>
      `${file} 把 ${registry} 的凭据交给 ${helper} 保管，而它${didZh(trouble)}：读取此文件的客户端得不到凭据。${cureZh(trouble)}`,
    unusableFile: (fault) => `${fault}；读取此文件的客户端得不到凭据。`,
    configIsFile: (file) =>
      `DOCKER_CONFIG 的值 ${file} 是文件：客户端会在它指定的目录中查找 config.json，因而得不到凭据。请改为目录，或使用 --docker-config ${file}。`,
    bareTilde: (variable, value) =>
      `${variable} 的值 ${value} 以未被 shell 展开的 ~ 开头：客户端会在当前位置查找名为 ~ 的目录，因而得不到凭据。请改为主目录的完整路径。`,
    unreadVariable: (key) =>
      `DOCKER_AUTH_CONFIG ${key === null ? '的值不是 JSON 对象' : `中的 ${key} 不是 docker 在此接受的内容`}，docker 会忽略它，因而得不到其中的凭据：请改为 {"auths": {"HOST": {"auth": …}}}，其值为 USER:TOKEN 的 base64，且不含其他内容。`,
    noAuthFileThere: (file) => `REGISTRY_AUTH_FILE 的值 ${file} 处没有文件：podman 会因此停止。`,
    leftTo: (file, registry, helper) =>
      `${file} 把 ${registry} 的凭据交给 ${helper} 保管，而只有 docker 和 podman 自己的文件才会询问它：请在装有它的机器上去掉 --docker-config。`,
    storedInstead: (token, file, registry) =>
      `刚才用 ${token} 询问了 ${registry}；docker 和 podman 发送的则是 ${file} 中保存的登录凭据：使用 --docker-config ${file} 可以用它来询问。`,
    podmansOther: (file, other, scope) =>
      `此判定结果适用于 docker，它使用 ${file} 中的登录凭据；podman、buildah 和 skopeo 发送的则是 ${other} 中为 ${scope} 保存的另一个：使用 --docker-config ${other} 可以用它来询问。`,
    fileOfOlder: (registry, file) =>
      `刚才用 DOCKER_AUTH_CONFIG 中的登录凭据询问了 ${registry}，docker 从 28.3 版起使用它；更早的版本以及 podman 发送的则是 ${file} 中的登录凭据：使用 --docker-config ${file} 可以用它来询问。`,
    brokenAuthFile: (file) =>
      `${file} 不是有效的 JSON（请检查逗号、括号、注释，以及键是否在 "…" 中）：读取此文件的客户端得不到任何凭据。`,
    emptyAuthFile: (file) => `${file} 是空文件，其中没有凭据。`,
    tokenAsAuthFile: (file) =>
      `${file} 中只有一个令牌，不是凭据文件：请不使用 --docker-config，改用 GHCR_TOKEN 提供它。`,
    noAuthFile: (file) => `${file} 既不是 docker 或 podman 的凭据文件，也不是 Kubernetes 拉取 Secret。`,
    shownSecret: (file) =>
      `${file}：kubectl 的这种输出中没有 Secret 的数据；kubectl get secret NAME --output yaml 会输出全部内容。`,
    expiry: {
      never: (token) => `GitHub 没有给出 ${token} 的过期日期：它不会过期。`,
      unseen: (token) => `无法得知 ${token} 何时过期：只有 GitHub 的 API 会给出经典令牌的过期日期。`,
      none: '没有可以监视过期时间的令牌。',
    },
  },
};
