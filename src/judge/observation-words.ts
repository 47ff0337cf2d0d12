/** The sentences that stand under «evidence» in a finding, and beside what was checked, of answers and what was asked for. */
import type { Evidence } from '../evidence/types/evidence.js';
import type { PermissionGrant } from '../evidence/types/permissions.js';
import type { ImageReference } from '../evidence/types/reference.js';
import type { Localized } from '../types.js';

export interface ObservationWords {
  answer(request: string, token: string | null, reply: string): string;
  nameRefused: string;
  grant(grant: PermissionGrant): string;
  package(image: ImageReference, visibility: string, repository: string | null): string;
  packageNotVisible(image: ImageReference): string;
  ipAllowList(owner: string): string;
  fork(event: string, repository: string | null): string;
  dependabot(event: string): string;
  anonymousPull: string;
  empty: string;
  workflow: string;
  images: string;
  imagesFrom: Record<Evidence['imagesFrom'], string>;
}

export const OBSERVED: Localized<ObservationWords> = {
  en: {
    answer: (request, token, reply) =>
      `${request} ${token ? `with ${token}` : 'without a credential'}${reply && `: ${reply}`}`,
    nameRefused: 'no client takes this name, so the registry was not asked',
    grant({ file, location, job, declaredAt, level }) {
      const place = `${file}:${location.line}, job "${job}"`;
      return declaredAt === 'default'
        ? `${place}: no permissions are set`
        : `${place}: packages: ${level ?? 'none'} (set at the ${declaredAt})`;
    },
    package: (image, visibility, repository) =>
      `Packages API: ${image.name} is ${visibility}, ${repository ? `linked to ${repository}` : 'linked to no repository'}`,
    packageNotVisible: (image) =>
      `Packages API: 404 for ${image.name} (absent, or not visible to this token)`,
    ipAllowList: (owner) => `REST API: ${owner} has an IP allow list, and this runner's address is not on it`,
    fork: (event, repository) =>
      `${event} from ${repository ?? 'a fork'}: the token is read-only, and no secrets are passed`,
    dependabot: (event) =>
      `${event} by Dependabot: the token is read-only, and only Dependabot secrets are passed`,
    anonymousPull: 'The same pull without any credential is accepted',
    empty: 'empty',
    workflow: 'Workflow file',
    images: 'Names of the images',
    imagesFrom: {
      input: 'as they were given',
      steps: 'from the steps of this job that push or pull',
      named: 'from steps of this job that are told of them',
      repository: 'the name of the repository: no step tells another',
    },
  },
  'zh-CN': {
    answer: (request, token, reply) =>
      `${request}（${token ? `使用 ${token}` : '无凭据'}）${reply && `：${reply}`}`,
    nameRefused: '客户端都不接受此名称，因此没有询问注册表',
    grant({ file, location, job, declaredAt, level }) {
      const place = `${file}:${location.line}，作业 ${job}`;
      if (declaredAt === 'default') return `${place}：没有设置 permissions`;
      return `${place}：packages: ${level ?? 'none'}（由${declaredAt === 'job' ? '作业' : '工作流'}级 permissions 决定）`;
    },
    package: (image, visibility, repository) =>
      `软件包 API：${image.name} 的可见性为 ${visibility}，${repository ? `已关联到 ${repository}` : '未关联任何存储库'}`,
    packageNotVisible: (image) => `软件包 API：${image.name} 返回 404（不存在，或此令牌看不到）`,
    ipAllowList: (owner) => `REST API：${owner} 启用了 IP 允许列表，此运行器的地址不在其中`,
    fork: (event, repository) => `${event} 来自复刻 ${repository ?? '（已删除）'}：令牌为只读，且不传递机密`,
    dependabot: (event) => `${event} 由 Dependabot 触发：令牌为只读，且只传递 Dependabot 机密`,
    anonymousPull: '不带任何凭据的同一拉取请求被接受',
    empty: '为空',
    workflow: '工作流文件',
    images: '镜像名称的来源',
    imagesFrom: {
      input: '直接指定',
      steps: '本作业中推送或拉取镜像的步骤',
      named: '本作业中提到镜像名称的步骤',
      repository: '存储库名称：没有步骤给出其他名称',
    },
  },
};
