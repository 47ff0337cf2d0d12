import type { PullSecretEvidence, PullSecretFault } from '../../evidence/types/deployment.js';
import type { Language, Localized, Severity } from '../../types.js';
import { IN_A_CLUSTER } from '../askers/places.js';
import { type Claim, causeWith } from '../cause.js';
import { pullSecretCommand } from '../words/pull-secret-command.js';
import { isForOthers } from '../words/pull-secret-entries.js';
import { PULL_SECRET_SAYINGS } from '../words/pull-secret-words.js';

/** A Kubernetes pull secret out of which the kubelet gets no credential for the registry, or one by luck. */
export const pullSecretMalformed = causeWith<Detail>()({
  id: 'pull-secret-malformed',
  severity: 'error',
  sources: [
    'kubernetes/kubernetes: pkg/credentialprovider (secrets.go, config.go, keyring.go)',
    'Kubernetes docs: Pull an Image from a Private Registry',
    'Kubernetes docs: Types of Secret',
  ],
  // The kubelet passes over such a secret in silence; what is said then is said of a pull without a credential.
  says: [],
  example: { access: 'pull', asker: IN_A_CLUSTER },
  command: (f) => pullSecretCommand(f.registry, null),
  change: {
    language: 'yaml',
    before: 'kind: Secret\ntype: Opaque\nstringData:\n  config.json: \'{"ghcr.io": {"username": "mona"}}\'',
    after:
      'kind: Secret\ntype: kubernetes.io/dockerconfigjson\nstringData:\n  .dockerconfigjson: \'{"auths": {"ghcr.io": {"username": "mona", "password": "ghp_…"}}}\'',
  },
  exampleDetail: {
    name: 'ghcr',
    faults: [{ kind: 'type', given: 'Opaque' }],
  },

  explains({ pullSecret, token, registry, kind, readable, seenIn }) {
    // What is asked with a credential is refused for what that may not do.
    if (!pullSecret || token !== null || (kind !== 'refused' && kind !== 'missing')) return undefined;
    const spoiling = pullSecret.faults.filter(({ fault }) => !isHarmless(fault));
    if (spoiling.length === 0) return undefined;
    const claim = claimOf({ ...pullSecret, faults: spoiling }, registry);
    // What nobody has seen is no reason where all may read the package, and it lacks what is pulled.
    if (claim.severity === 'notice' && kind === 'missing' && readable === 'yes') return undefined;
    // Of a log nobody can say what else the pull would have met.
    return seenIn === 'log' ? { ...claim, confidence: 'likely', odds: 5 } : claim;
  },

  notices({ pullSecret, registry, images, chosen }) {
    if (!pullSecret || pullSecret.faults.length === 0) return [];
    const isPulled =
      images.length > 0 &&
      images.every(({ answers }) => answers.some(({ answer }) => answer.outcome === 'allowed'));
    // What serves the images of others is well, as long as none of these needs it.
    if (isPulled && pullSecret.faults.every(({ fault }) => isForOthers(fault, pullSecret.name))) return [];
    const claim = claimOf(pullSecret, registry);
    const isSpoilt = chosen === null && pullSecret.faults.some(({ fault }) => !isHarmless(fault));
    return [{ ...claim, severity: isSpoilt && !isPulled ? claim.severity : lower(claim.severity) }];
  },

  text: {
    en: {
      title: 'The pull secret does not fit',
      titleOf: ({ faults: [first] }) => titleOf(first, 'en'),
      message: (f, { name, faults }) =>
        faults
          .map((fault, index) =>
            PULL_SECRET_SAYINGS.en[fault.kind].what(fault as never, { name, f, isFirst: index === 0 }),
          )
          .join(' '),
      fix: (f, { name, faults: [first] }) =>
        PULL_SECRET_SAYINGS.en[first.kind].fix(first as never, { name, f, isFirst: true }),
      tell: (f) =>
        `kubectl get secret NAME --namespace NAMESPACE --output yaml | ghcr-preflight check --access pull --docker-config - ${f.image || `${f.registry}/OWNER/NAME`} says whether it is the secret or the package.`,
    },
    'zh-CN': {
      title: '拉取 Secret 不可用',
      titleOf: ({ faults: [first] }) => titleOf(first, 'zh-CN'),
      message: (f, { name, faults }) =>
        faults
          .map((fault, index) =>
            PULL_SECRET_SAYINGS['zh-CN'][fault.kind].what(fault as never, { name, f, isFirst: index === 0 }),
          )
          .join(''),
      fix: (f, { name, faults: [first] }) =>
        PULL_SECRET_SAYINGS['zh-CN'][first.kind].fix(first as never, { name, f, isFirst: true }),
      tell: (f) =>
        `kubectl get secret NAME --namespace NAMESPACE --output yaml | ghcr-preflight check --access pull --docker-config - ${f.image || `${f.registry}/OWNER/NAME`} 会指出是 Secret 还是软件包的问题。`,
    },
  },
});

interface Detail {
  /** `prod/ghcr`. */
  name: string;
  /** The worst first. */
  faults: [PullSecretFault, ...PullSecretFault[]];
}

/** Where it is not the Secret itself that does not fit. */
type OwnTitle =
  | 'unread'
  | 'unlisted'
  | 'misplaced'
  | 'not-renamed'
  | 'missing'
  | 'namespace'
  | 'legacy'
  | 'lucky';

const TITLES: Localized<Record<OwnTitle, string>> = {
  en: {
    unread: "What the pull secret holds can't be told",
    unlisted: 'The pull secret is not named in a list',
    misplaced: 'The pull secret is named where Kubernetes does not look',
    'not-renamed': 'kustomize does not rename the pull secret here',
    missing: 'There is no pull secret of that name',
    namespace: 'The pull secret is in another namespace',
    legacy: 'The pull secret is of an older type',
    lucky: 'The pull secret works only by luck',
  },
  'zh-CN': {
    unread: '无法得知拉取 Secret 的内容',
    unlisted: '拉取 Secret 没有写在列表中',
    misplaced: '拉取 Secret 写在 Kubernetes 不读取的位置',
    'not-renamed': 'kustomize 在这里不会更改拉取 Secret 的名称',
    missing: '没有该名称的拉取 Secret',
    namespace: '拉取 Secret 在另一个命名空间中',
    legacy: '拉取 Secret 使用旧类型',
    lucky: '拉取 Secret 只是碰巧可用',
  },
};

function titleOf(fault: PullSecretFault, language: Language): string | undefined {
  const titles = TITLES[language];
  switch (fault.kind) {
    case 'absent':
    case 'untold':
      return titles.unread;
    case 'missing':
    case 'unlisted':
    case 'misplaced':
    case 'not-renamed':
    case 'namespace':
    case 'legacy':
      return titles[fault.kind];
    default:
      return isHarmless(fault) ? titles.lucky : undefined;
  }
}

/** The kubelet gets its credential all the same. */
function isHarmless(fault: PullSecretFault): boolean {
  switch (fault.kind) {
    case 'legacy':
    case 'auth-differs':
      return true;
    case 'address':
      return fault.works;
    case 'placeholder':
      return fault.what === 'user';
    default:
      return false;
  }
}

function severityOf(fault: PullSecretFault): Severity {
  if (fault.kind === 'legacy' || fault.kind === 'absent' || fault.kind === 'untold') return 'notice';
  // The cluster may have one of the name as it was written.
  return isHarmless(fault) || fault.kind === 'not-renamed' ? 'warning' : 'error';
}

function lower(severity: Severity | undefined): Severity {
  return severity === 'notice' ? 'notice' : 'warning';
}

/** The Secret that the command makes. */
function targetOf(secret: PullSecretEvidence, fault: PullSecretFault): PullSecretEvidence {
  if (fault.kind === 'namespace') return { ...secret, namespace: fault.wanted };
  if (!isForOthers(fault, secret.name)) return secret;
  return { ...secret, name: secret.name === 'ghcr' ? '' : 'ghcr', username: null };
}

/** The Secret itself may be well. */
const NO_FAULTS_OF_SECRETS: readonly PullSecretFault['kind'][] = ['unlisted', 'misplaced', 'not-renamed'];

/** None where the Secret is well. */
function commandFor(
  fault: PullSecretFault,
  secret: PullSecretEvidence,
  registry: string,
): Pick<Claim<Detail>, 'command'> {
  const { name, namespace } = secret;
  if (NO_FAULTS_OF_SECRETS.includes(fault.kind)) return {};
  if (fault.kind === 'absent' || fault.kind === 'untold')
    return {
      command: `kubectl get secret ${name}${namespace ? ` --namespace ${namespace}` : ''} --output yaml`,
    };
  return { command: pullSecretCommand(registry, targetOf(secret, fault)) };
}

function claimOf(secret: PullSecretEvidence, registry: string): Claim<Detail> {
  const { name, namespace, faults } = secret;
  const [first] = faults as [PullSecretEvidence['faults'][number]];
  const shown = namespace ? `${namespace}/${name}` : name;
  return {
    confidence: 'certain',
    severity: severityOf(first.fault),
    ...(first.location ? { location: first.location } : {}),
    ...commandFor(first.fault, secret, registry),
    detail: { name: shown, faults: faults.map(({ fault }) => fault) as Detail['faults'] },
  };
}
