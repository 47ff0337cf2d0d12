/** What `check` says of compose files and of manifests: what of them could not be read, and what they leave alone. */
import { detailWords } from '../../../../evidence/size.js';
import type { WorkflowProblem } from '../../../../evidence/types/workflow-problem.js';
import { problemWords } from '../../../../judge/notice.js';
import type { Localized } from '../../../../types.js';
import type { UnreadManifest } from '../../../../workflow/deployment/manifests.js';

export interface DeploymentWords {
  noServices(files: readonly string[]): string;
  /** Services that stand in profiles, which nobody has enabled. */
  notEnabled(count: number, profiles: readonly string[]): string;
  /** Services with neither an image nor a build. */
  madeOfNothing(names: readonly string[], more: number): string;
  /** Values of another type than they may have. @param more that are not shown */
  misshapen(parts: readonly { name: string; place: string }[], more: number): string;
  onlyBuilt(count: number): string;
  /** Services that are not built, of which a push sends nothing. */
  notPushed(count: number): string;
  /** They could not be pulled, and compose builds them. */
  builtInstead(count: number): string;
  neverPulled(count: number): string;
  /** A file that a compose file includes, or of which it extends a service, and that could not be read. */
  unreadCompose(by: string, as: 'include' | 'extends', named: string): string;
  /** @param named the file in which it would have to be */
  noSuchService(by: string, service: string, named: string): string;
  brokenCompose(file: string, problem: Pick<WorkflowProblem, 'kind' | 'detail'>): string;
  /** kustomize changes what its manifests pull. */
  /** With manifests in them. */
  foldersBelow(folder: string, below: readonly string[]): string;
  kustomized(file: string): string;
  /** @param folder of its source, which it applies */
  kustomizedByFlux(file: string, folder: string): string;
  brokenDocument(place: string, document: Pick<UnreadManifest, 'reason' | 'mayPull'>): string;
  noManifest(files: readonly string[]): string;
  kubeconfig(file: string): string;
  emptyList(file: string): string;
  noPod(): string;
  /** Containers without one. @param more that are not shown */
  withoutImage(containers: readonly { name: string; place: string }[], more: number): string;
  described(file: string): string;
  /** @param place of the one that counts */
  repeatedSecret(name: string, place: string): string;
  unusedSecret(name: string): string;
  /** A pod names it, and it is not among what was read. */
  secretBeside(name: string, file: string): string;
  unknownAccount(names: readonly string[]): string;
  untoldSecrets(pods: readonly string[]): string;
  otherCluster(pods: readonly string[]): string;
}

export const DEPLOYMENT_WORDS: Localized<DeploymentWords> = {
  en: {
    noServices: (files) => `${files.join(', ')}: there is no compose service with an image in it.`,
    notEnabled: (count, profiles) =>
      `${count === 1 ? '1 service was' : `${count} services were`} not asked about, for no profile of ${count === 1 ? 'it' : 'theirs'} is enabled (${profiles.join(', ')}): COMPOSE_PROFILES names those that are.`,
    madeOfNothing: (names, more) =>
      `${names.length + more === 1 ? 'The service' : 'The services'} ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''} ${names.length + more === 1 ? 'has' : 'have'} neither an image nor a build, so docker compose refuses the project as it stands: where another file says it, give that with --compose too.`,
    misshapen: (parts, more) =>
      `docker compose refuses the project as it stands, since a value is of the wrong type (a text, a list or a map belongs there) or is none that it knows: ${parts.map(({ name, place }) => `${name} (${place})`).join(', ')}${more > 0 ? `, and ${more} more` : ''}.`,
    onlyBuilt: (count) =>
      count === 1
        ? '1 service is only built: what its build pulls was not asked about.'
        : `${count} services are only built: what their builds pull was not asked about.`,
    notPushed: (count) =>
      `${count === 1 ? '1 service is' : `${count} services are`} not built here, and docker compose push passes ${count === 1 ? 'it' : 'them'} over: ${count === 1 ? 'its image was' : 'their images were'} not asked about.`,
    builtInstead: (count) =>
      `${count === 1 ? '1 of the images that could not be pulled is' : `${count} of the images that could not be pulled are`} built by a service here: docker compose up builds ${count === 1 ? 'it' : 'them'} instead, docker compose pull ends with an error, and docker stack deploy builds nothing.`,
    neverPulled: (count) =>
      count === 1
        ? '1 image is never pulled, by its pull policy.'
        : `${count} images are never pulled, by their pull policies.`,
    unreadCompose: (by, as, named) =>
      as === 'include'
        ? `${by} includes ${named}, which could not be read: docker compose config prints all files as one.`
        : `${by} extends a service of ${named}, which could not be read: docker compose config prints all files as one.`,
    noSuchService: (by, service, named) =>
      `${by} extends the service ${service || '?'}, which is not in ${named}: docker compose refuses the project as it stands.`,
    brokenCompose: (file, { kind, detail }) =>
      `${file} could not be read as a compose file: it ${problemWords(kind, 'en')}${detail ? ` (${detailWords(detail, 'en')})` : ''}.`,
    foldersBelow: (folder, below) =>
      `Folders below ${folder} have manifests that were not read, as with kubectl apply without --recursive; name those that count: ${below.join(' ')}.`,
    kustomized: (file) =>
      `${file} is a kustomization, which may change what the manifests beside it pull, and was not followed: kubectl kustomize prints what comes of it, for --kubernetes -.`,
    kustomizedByFlux: (file, folder) =>
      `${file} is a Kustomization of Flux, and was not followed: flux build kustomization prints what comes of it, for --kubernetes -, or name the folder of its source that it applies, ${folder}.`,
    brokenDocument: (place, { reason, mayPull }) =>
      `${place}: this document is ${reason === 'too-large' ? 'larger than is read' : `no valid ${reason === 'broken-json' ? 'JSON' : 'YAML'}`}, and was left out${mayPull ? '; what it pulls was not asked about' : ''}.`,
    noManifest: (files) => `${files.join(', ')}: there is no Kubernetes manifest in it.`,
    kubeconfig: (file) =>
      `${file} is a kubeconfig: it tells kubectl how to reach a cluster, and has neither images nor the login to a registry in it. Give what kubectl get prints with -o yaml.`,
    emptyList: (file) =>
      `${file}: kubectl found nothing, so the list is empty. Look at the namespace (-n) and the kinds that were asked for.`,
    withoutImage: (containers, more) =>
      `${containers.length + more === 1 ? 'This container has no name of an image, so nothing tells what it pulls' : 'These containers have no name of an image, so nothing tells what they pull'}: ${containers.map(({ name, place }) => `${name} (${place})`).join(', ')}${more > 0 ? `, and ${more} more` : ''}.`,
    noPod: () =>
      'No pod is among these manifests and no IMAGE was given, so the registry was not asked: name an image after the options.',
    described: (file) =>
      `${file} is what kubectl describe prints, which ghcr-preflight explain reads; --kubernetes takes manifests, and what kubectl get prints with -o yaml or -o json.`,
    repeatedSecret: (name, place) =>
      `More than one Secret here is called ${name}: the last one counts, at ${place}, as kubectl apply leaves it.`,
    unusedSecret: (name) =>
      `The Secret ${name} is for pulls, and no pod and no service account of these names it under imagePullSecrets.`,
    secretBeside: (name, file) =>
      `The Secret ${name}, which a pod here names, stands in ${file}, and that was not read: give this file too.`,
    unknownAccount: (names) =>
      `The service account ${names.join(', ')} is not among these manifests, so which pull secrets it brings can't be told.`,
    untoldSecrets: (pods) =>
      `Which pull secrets ${pods.join(', ')} ${pods.length === 1 ? 'comes' : 'come'} with can't be told from these manifests: what is pulled there was asked about without one.`,
    otherCluster: (pods) =>
      `${pods.join(', ')} ${pods.length === 1 ? 'deploys' : 'deploy'} into another cluster, where the Secrets of these manifests are not: what is pulled there was asked about without one.`,
  },
  'zh-CN': {
    noServices: (files) => `${files.join('、')} 中没有带镜像的 Compose 服务。`,
    notEnabled: (count, profiles) =>
      `有 ${count} 个服务的 profile（${profiles.join('、')}）未启用，未作查询：请用 COMPOSE_PROFILES 指定要启用的 profile。`,
    madeOfNothing: (names, more) =>
      `服务 ${names.join('、')}${more > 0 ? ` 等 ${names.length + more} 个` : ''} 既没有 image 也没有 build，docker compose 会拒绝这样的项目：如果写在另一个文件中，请用 --compose 一并指定该文件。`,
    misshapen: (parts, more) =>
      `docker compose 会拒绝这样的项目，因为以下值的类型不对（应为文本、列表或映射），或者是它不认识的值：${parts.map(({ name, place }) => `${name}（${place}）`).join('、')}${more > 0 ? `，另有 ${more} 个` : ''}。`,
    onlyBuilt: (count) => `有 ${count} 个服务只在本地构建：没有询问其构建过程要拉取的镜像。`,
    notPushed: (count) => `有 ${count} 个服务不在此处构建，docker compose push 会跳过它们：没有询问其镜像。`,
    builtInstead: (count) =>
      `无法拉取的镜像中有 ${count} 个由此处的服务构建：docker compose up 会改为构建，docker compose pull 会以错误结束，而 docker stack deploy 不会构建。`,
    neverPulled: (count) => `有 ${count} 个镜像按拉取策略从不拉取。`,
    unreadCompose: (by, as, named) =>
      as === 'include'
        ? `${by} 用 include 引入了 ${named}，但无法读取它：docker compose config 会把所有文件合并输出。`
        : `${by} 用 extends 继承了 ${named} 中的服务，但无法读取它：docker compose config 会把所有文件合并输出。`,
    noSuchService: (by, service, named) =>
      `${by} 用 extends 继承了服务 ${service || '?'}，但 ${named} 中没有该服务：docker compose 会拒绝这样的项目。`,
    brokenCompose: (file, { kind, detail }) =>
      `无法将 ${file} 作为 Compose 文件读取：${problemWords(kind, 'zh-CN')}${detail ? `（${detailWords(detail, 'zh-CN')}）` : ''}。`,
    foldersBelow: (folder, below) =>
      `${folder} 的子目录中有未读取的清单（与不带 --recursive 的 kubectl apply 一样）；请写明需要的目录：${below.join(' ')}。`,
    kustomized: (file) =>
      `${file} 是 kustomization，可能改变旁边清单所拉取的镜像，这里没有处理：请用 kubectl kustomize 输出结果，再交给 --kubernetes -。`,
    kustomizedByFlux: (file, folder) =>
      `${file} 是 Flux 的 Kustomization，这里没有处理：请用 flux build kustomization 输出结果，再交给 --kubernetes -；也可以直接写它所应用的目录，即其来源中的 ${folder}。`,
    brokenDocument: (place, { reason, mayPull }) =>
      `${place}：此文档${reason === 'too-large' ? '过大' : `不是有效的 ${reason === 'broken-json' ? 'JSON' : 'YAML'}`}，已略过${mayPull ? '；没有询问其中要拉取的内容' : ''}。`,
    noManifest: (files) => `${files.join('、')}：其中没有 Kubernetes 清单。`,
    kubeconfig: (file) =>
      `${file}：这是 kubeconfig，只说明 kubectl 如何连接集群，其中既没有镜像，也没有注册表的登录凭据。请使用 kubectl get 加 -o yaml 的输出。`,
    emptyList: (file) =>
      `${file}：kubectl 没有找到任何资源，列表为空。请检查命名空间（-n）和所查询的资源类型。`,
    withoutImage: (containers, more) =>
      `以下容器没有镜像名称，无法得知它们要拉取什么：${containers.map(({ name, place }) => `${name}（${place}）`).join('、')}${more > 0 ? `，另有 ${more} 个` : ''}。`,
    noPod: () => '这些清单中没有 Pod，也没有指定镜像，因此没有询问注册表：请在选项之后写上镜像。',
    described: (file) =>
      `${file} 是 kubectl describe 的输出，请用 ghcr-preflight explain 读取；--kubernetes 接受清单，以及 kubectl get 的 -o yaml 或 -o json 输出。`,
    repeatedSecret: (name, place) =>
      `名为 ${name} 的 Secret 不止一个：以 ${place} 处的最后一个为准，与 kubectl apply 的结果一致。`,
    unusedSecret: (name) =>
      `Secret ${name} 用于拉取镜像，但这些清单中没有 Pod 或服务帐户在 imagePullSecrets 中引用它。`,
    secretBeside: (name, file) =>
      `此处的 Pod 引用的 Secret ${name} 位于 ${file}，而该文件没有被读取：请一并指定它。`,
    unknownAccount: (names) =>
      `服务帐户 ${names.join('、')} 不在这些清单中，因此无法得知它带有哪些拉取 Secret。`,
    untoldSecrets: (pods) =>
      `从这些清单看不出 ${pods.join('、')} 使用哪些拉取 Secret：其镜像是在不带 Secret 的情况下询问的。`,
    otherCluster: (pods) =>
      `${pods.join('、')} 部署到另一个集群，这些清单中的 Secret 不在那里：其镜像是在不带 Secret 的情况下询问的。`,
  },
};
