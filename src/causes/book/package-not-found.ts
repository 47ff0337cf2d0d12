import type { Case } from '../case.js';
import { type Claim, causeWith } from '../cause.js';
import { asPull } from '../claims/claim-parts.js';
import { packageList } from '../claims/pages.js';
import type { Facts } from '../facts.js';
import { han } from '../han.js';
import { isLogin, isPull, isSending, wasAsked } from '../questions/asked.js';
import { isCredentialRefused } from '../questions/refusal.js';
import { isAbsentToAnybody, refusedPull } from '../questions/refused-pull.js';
import {
  isRefusedOrMissing,
  NO_TAG_LIST,
  REGISTRY_SENTENCES,
  saidNothing,
  says,
  WITHOUT_CHALLENGE,
} from '../questions/said.js';
import { en, isWorkflow, zh } from '../wording.js';

/** actions/delete-package-versions, of what GraphQL does not list. */
const NOT_OF_OWNER = /^package: \S+ not found for owner: /;

/** There is no such package for this caller. GitHub does not tell «absent» from «invisible». */
export const packageNotFound = causeWith<Detail>()({
  id: 'package-not-found',
  severity: 'error',
  sources: ['facts P7, P9, P11, G4, K1', 'devcontainers-extra/features#123'],
  says: [REGISTRY_SENTENCES.resource, /Package not found\./i, NOT_OF_OWNER],
  seen: [
    '{"errors":[{"code":"DENIED","message":"requested access to the resource is denied"}]}',
    '{"message":"Package not found.","status":"404"}',
    'package: app not found for owner: octo',
  ],
  answers: [
    { step: 'token', status: 403, message: 'DENIED: requested access to the resource is denied' },
    { step: 'manifest-pull', status: 404, message: 'MANIFEST_UNKNOWN: manifest unknown' },
    { step: 'api', status: 404, message: 'Package not found.' },
  ],
  example: { access: 'pull' },
  exampleDetail: { isApi: false },

  explains(seen) {
    const claim = wasAsked(seen) ? ofAnswer(seen) : ofLog(seen);
    const type = seen.package?.ownerType;
    const list = type && seen.owner ? { url: packageList(seen.serverUrl, seen.owner, type) } : {};
    return claim && { ...claim, ...list, detail: { isApi: seen.kind === 'api' } };
  },

  text: {
    en: {
      title: 'There is no such package, or it is hidden',
      message: (f, { isApi }) => {
        if (isApi) return apiMessage(f);
        return whose(f) === 'own'
          ? `${en.refusal(f)} ${f.login}, the user of the token, has no package of that name.`
          : `${en.refusal(f)} There is no package of that name, or it is private and hidden from ${isWorkflow(f) ? f.token || 'a caller without a login' : 'whoever asked'}: the registry does not say which.`;
      },
      fix: (f, { isApi }) =>
        isApi
          ? apiFix(f)
          : `Check the name ${f.image || 'of the image'}${f.owner ? ` in the list of packages of ${f.owner}` : ''}${whose(f) === 'own' ? '.' : `; ${whenThere(f)}`}`,
      tell: (f) =>
        `Look at the list of packages of the owner${f.owner ? `: ${packageList(f.serverUrl, f.owner, 'User')} (of an organization: ${packageList(f.serverUrl, f.owner, 'Organization')})` : ', on the tab Packages of its page'}. What is not there even for an owner does not exist.`,
    },
    'zh-CN': {
      title: '软件包不存在，或者不可见',
      message: (f, { isApi }) => {
        if (isApi) return apiMessageZh(f);
        return whose(f) === 'own'
          ? han`${zh.refusal(f)}令牌的用户 ${f.login} 没有该名称的软件包。`
          : han`${zh.refusal(f)}不存在该名称的软件包，或者它是私有的，对${isWorkflow(f) ? (f.token ? ` ${f.token} ` : '未登录的请求') : '请求者'}不可见。注册表不会说明是哪一种情况。`;
      },
      fix: (f, { isApi }) =>
        isApi
          ? apiFixZh(f)
          : han`请${f.owner ? ` 在 ${f.owner} 的软件包列表中` : ''}核对名称 ${f.image}${whose(f) === 'own' ? '。' : `；${whenThereZh(f)}`}`,
      tell: (f) =>
        han`查看所有者的软件包列表${f.owner ? `：${packageList(f.serverUrl, f.owner, 'User')}（组织为 ${packageList(f.serverUrl, f.owner, 'Organization')}）` : '（其主页的 Packages 标签页）'}。如果连所有者都看不到，则该软件包不存在。`,
    },
  },
});

interface Detail {
  /** The REST API was asked, which takes a package by its name alone. */
  isApi: boolean;
}

/** What its own words are where the REST API was asked: it takes a package by its name alone, and no login. */
function apiMessage(f: Facts): string {
  return `GitHub's packages API answers "not found". There is no package of that name, or it is private and hidden from ${isWorkflow(f) ? f.token || 'the token' : 'whoever asked'}: the API does not say which.`;
}

function apiFix(f: Facts): string {
  const who = isWorkflow(f)
    ? 'give this repository the role Admin on it, or use a classic personal access token of somebody who has it'
    : 'use a classic personal access token of somebody who may';
  return `Check the name of the package: all that stands behind the owner in the address of its page, each / written as %2F, and no owner in front. If it is right, the token may not see the package: ${who}, with read:packages (to delete, also delete:packages).`;
}

function apiMessageZh(f: Facts): string {
  return han`GitHub 的软件包 API 返回“未找到”。不存在该名称的软件包，或者它是私有的，对${isWorkflow(f) ? (f.token ? ` ${f.token} ` : '该令牌') : '请求者'}不可见。API 不会说明是哪一种情况。`;
}

function apiFixZh(f: Facts): string {
  const who = isWorkflow(f)
    ? '请为本存储库授予该软件包的 Admin 角色，或者使用拥有该角色的用户的经典个人访问令牌'
    : '请使用有权访问的用户的经典个人访问令牌';
  return han`请核对软件包名称：即其页面地址中所有者之后的全部内容，其中的每个 / 写作 %2F，前面不带所有者。如果名称无误，则是令牌看不到该软件包：${who}，作用域为 read:packages（删除时还需 delete:packages）。`;
}

/** Of a workflow that asks with another token its user is given the role. */
const isJobs = ({ token }: Facts) => token === 'GITHUB_TOKEN';

/** What is to be done where it is there and only hidden. */
function whenThere(f: Facts): string {
  if (isWorkflow(f) && !f.token)
    return `if the package is there, log in to ${f.registry} with a token that may read it.`;
  if (isWorkflow(f))
    return `if the package is there, give ${isJobs(f) ? en.repository(f) : 'the user of the token'} the role Read on its settings page${isJobs(f) ? ', under Manage Actions access' : ''}.`;
  return whose(f) === 'others'
    ? `if the package is there and private, have an admin of it give ${f.login} the role Read.`
    : `if the package is there and private, its reader needs a token. ${en.renew(f)}`;
}

function whenThereZh(f: Facts): string {
  if (isWorkflow(f) && !f.token) return han`如果软件包存在，请用有权读取它的令牌登录 ${f.registry}。`;
  if (isWorkflow(f))
    return han`如果软件包存在，请在其设置页面${isJobs(f) ? '的 “Manage Actions access” 中' : '中'}为 ${isJobs(f) ? zh.repository(f) : '令牌的用户'} 授予 Read 角色。`;
  return whose(f) === 'others'
    ? han`如果软件包存在但是私有的，请其管理员为 ${f.login} 授予 Read 角色。`
    : `如果软件包存在但是私有的，则需要有权读取它的令牌。${zh.renew(f)}`;
}

/** Whose the package would be, seen from the user whose good token was sent; null: no such user is known. */
function whose(f: Facts): 'own' | 'others' | null {
  if (isWorkflow(f) || !f.login || !f.owner) return null;
  return f.login.toLowerCase() === f.owner.toLowerCase() ? 'own' : 'others';
}

function ofAnswer(seen: Case): Claim<undefined> | undefined {
  const { readable, tags, package: about } = seen;
  if (!isPull(seen) || !isRefusedOrMissing(seen) || isCredentialRefused(seen)) return undefined;
  const invisible = about?.visible === false;
  if (seen.kind === 'missing') {
    if (readable === 'yes' || tags?.length) return undefined;
    return { confidence: readable === 'absent' || invisible ? 'likely' : 'possible' };
  }
  if (about?.visible) return undefined;
  if (seen.token === null)
    return { confidence: invisible || isAbsentToAnybody(seen) ? 'likely' : 'possible' };
  if (says(seen, REGISTRY_SENTENCES.resource)) return { confidence: 'likely' };
  return saidNothing(seen) ? { confidence: 'possible' } : undefined;
}

function ofLog(seen: Case): Claim<undefined> | undefined {
  const { kind, step, client, access, progress } = seen;
  // Who asks for a layer has read the manifest that names it.
  if (kind === 'refused' && step === 'blob' && isPull(seen) && progress?.layers) return undefined;
  const found = asPull(seen);
  const pull = refusedPull(seen);
  // `charts/app/app`: who names the chart in both places asks for what is not there. A 401 is said of what is there (facts K1).
  if ((pull || kind === 'missing') && pull !== 'private' && isDoubledChart(seen))
    return { confidence: 'likely', odds: 2, ...found };
  switch (pull) {
    case 'absent':
    case 'absent-or-stale':
      return { confidence: 'likely', odds: 1, ...found };
    case 'private':
      return { confidence: 'possible', odds: 3, ...found };
    case 'credential':
    case 'challenge':
      return { confidence: 'possible', odds: 1, ...found };
    // A login was accepted: what is hidden from it is likelier than that it is refused after all.
    case 'role':
      return { confidence: 'possible', odds: 1, ...found };
    default:
  }
  if (kind === 'api' && (seen.status === 404 || says(seen, /"message": ?"Not Found"/, NOT_OF_OWNER)))
    return { confidence: 'likely' };
  if (says(seen, /Package not found\b/, NO_TAG_LIST)) return { confidence: 'likely', ...found };
  // Which image it was shows in nothing: other clients say so as well.
  if (says(seen, /NAME_UNKNOWN|\bname unknown\b|not known to registry/i))
    return { confidence: seen.image !== null || seen.isAssumed ? 'likely' : 'possible', ...found };
  if (says(seen, REGISTRY_SENTENCES.resource))
    return { confidence: access === 'push' ? 'possible' : 'likely', ...found };
  if (says(seen, WITHOUT_CHALLENGE) && access !== 'push') return { confidence: 'likely' };
  if (kind === 'missing' && client !== 'attest' && !progress?.found && !isSending(seen))
    return { confidence: 'possible', ...found };
  if (
    kind !== 'refused' ||
    says(
      seen,
      REGISTRY_SENTENCES.deadToken,
      REGISTRY_SENTENCES.readPackage,
      REGISTRY_SENTENCES.read,
      REGISTRY_SENTENCES.scopes,
    )
  )
    return undefined;
  // GitHub says 403 where other registries say 404 (facts P7, P11), and hides what is private.
  const isOpen = access === null && !isLogin(seen) && (step === 'token' || seen.said === 'denied');
  const hidden = isPull(seen) || isOpen;
  return hidden ? { confidence: 'possible' } : undefined;
}

/** The last part of a chart's name stands there twice. Images are called so on purpose: `octo/app/app`. */
function isDoubledChart({ image, text, command, client }: Case): boolean {
  const parts = image?.name.split('/') ?? [];
  const isTwice = parts.length > 2 && parts.at(-1) === parts.at(-2);
  return isTwice && /\boci:\/\/|\bcharts?\b|\bhelm/i.test(`${client ?? ''} ${command ?? ''} ${text}`);
}
