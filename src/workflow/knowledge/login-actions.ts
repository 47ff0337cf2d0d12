/**
 * What is known about actions that log in, in one table: which actions, where that
 * is written, and which credentials a step with such inputs leaves behind.
 */
import { parseDocument } from 'yaml';
import { GITHUB_TOKEN } from '../language/origins.js';
import { HOLE } from '../language/values.js';
import type { Sign, Surroundings } from './clients.js';
import type { Inputs } from './push-actions.js';

export interface LoginKnowledge {
  /** `owner/repo` or `owner/repo/path`, lower case. */
  uses: readonly string[];
  source: string;
  signs(inputs: Inputs, around: Surroundings): Sign[];
  /** Variables that it sets for later steps. */
  sets?(around: Surroundings): [string, string][];
}

export const LOGIN_ACTIONS: readonly LoginKnowledge[] = [
  {
    uses: ['docker/login-action'],
    source: 'https://github.com/docker/login-action#inputs',
    signs: (inputs) => {
      const list = inputs.text('registry-auth');
      if (list !== null) return registryAuth(list);
      return [
        {
          host: inputs.text('registry') ?? '',
          password: inputs.text('password') ?? '',
          stores: inputs.text('scope') ? ['buildx'] : ['docker'],
          scope: inputs.text('scope') ?? '',
          input: inputs.text('registry') === null ? 'password' : 'registry',
        },
      ];
    },
  },
  {
    // It writes podman's file and ~/.docker/config.json.
    uses: ['redhat-actions/podman-login'],
    source: 'https://github.com/redhat-actions/podman-login src/index.ts',
    signs: (inputs) => [
      {
        host: inputs.text('registry') ?? HOLE,
        password: inputs.text('password') ?? HOLE,
        stores: ['containers', 'docker'],
        input: 'registry',
      },
    ],
  },
  {
    uses: ['imjasonh/setup-crane'],
    source: 'https://github.com/imjasonh/setup-crane action.yml: crane auth login ghcr.io with github.token',
    signs: () => [{ host: 'ghcr.io', password: GITHUB_TOKEN, stores: ['docker'] }],
  },
  {
    // Only where KO_DOCKER_REPO is not set already.
    uses: ['ko-build/setup-ko', 'imjasonh/setup-ko'],
    source: 'https://github.com/ko-build/setup-ko action.yml',
    signs: (inputs, { variable }) =>
      variable('KO_DOCKER_REPO')
        ? []
        : [{ host: 'ghcr.io', password: inputs.text('token') ?? GITHUB_TOKEN, stores: ['docker'] }],
    sets: ({ variable, repository }) =>
      variable('KO_DOCKER_REPO') ? [] : [['KO_DOCKER_REPO', `ghcr.io/${repository?.toLowerCase() ?? HOLE}`]],
  },
  {
    uses: ['docker/build-push-action'],
    source: 'https://github.com/docker/build-push-action/blob/v1/action.yml: it logs in by itself',
    signs: (inputs) =>
      inputs.major === 1 && inputs.text('password') !== null
        ? [
            {
              host: inputs.text('registry') ?? '',
              password: inputs.text('password') ?? '',
              stores: ['docker'],
            },
          ]
        : [],
  },
];

export function knownLogin(name: string): LoginKnowledge | null {
  return LOGIN_ACTIONS.find(({ uses }) => uses.includes(name.toLowerCase())) ?? null;
}

/** `registry-auth`: a YAML list of logins. What can't be read may be a login to anywhere. */
function registryAuth(source: string): Sign[] {
  const unknown: Sign = { host: HOLE, password: HOLE, stores: ['docker', 'buildx'], input: 'registry-auth' };
  try {
    const entries: unknown = parseDocument(source).toJS();
    if (!Array.isArray(entries)) return [unknown];
    return entries.map((entry: Record<string, unknown> | null): Sign => {
      const text = (name: string) => (typeof entry?.[name] === 'string' ? (entry[name] as string) : '');
      return {
        host: text('registry'),
        password: text('password'),
        stores: text('scope') ? ['buildx'] : ['docker'],
        scope: text('scope'),
        input: 'registry-auth',
      };
    });
  } catch {
    return [unknown];
  }
}

/**
 * Actions that surely leave the credentials alone. Any other one may log in, out
 * of our sight. A last `*` stands for any rest.
 */
const HARMLESS: readonly string[] = [
  'actions/*',
  'github/codeql-action/*',
  'docker/setup-*',
  'docker/metadata-action',
  'docker/build-push-action',
  'docker/bake-action',
  'docker/scout-action',
  'crazy-max/ghaction-*',
  'depot/*',
  'useblacksmith/*',
  'redhat-actions/buildah-build',
  'redhat-actions/push-to-registry',
  'sigstore/cosign-installer',
  'anchore/*',
  'aquasecurity/trivy-action',
  'hadolint/hadolint-action',
  'azure/setup-*',
  'helm/*',
  'oras-project/setup-oras',
  'regclient/actions/*',
  'fluxcd/flux2/action',
  'stefanprodan/timoni/actions/*',
  'ko-build/setup-ko',
  'imjasonh/*',
  'goreleaser/goreleaser-action',
  'softprops/action-gh-release',
  'aws-actions/*',
  'google-github-actions/*',
  'azure/login',
  'dorny/paths-filter',
  'gittools/actions/*',
  'pnpm/action-setup',
  'ruby/setup-ruby',
  'dtolnay/rust-toolchain',
  'actions-rs/*',
  'swatinem/rust-cache',
  'gradle/*',
  'shivammathur/setup-php',
  'astral-sh/setup-uv',
  'oven-sh/setup-bun',
  'denoland/setup-deno',
  'erlef/setup-beam',
  'asdf-vm/actions/*',
  'jlumbroso/free-disk-space',
  'aszc/change-string-case-action',
  'slsa-framework/*',
  'codecov/codecov-action',
  'peter-evans/*',
  'hashicorp/setup-*',
  'devcontainers/*',
  'docker/login-action',
  'step-security/harden-runner',
  'jdx/mise-action',
  'nixos/*',
  'cachix/*',
  'determinatesystems/*',
  'go-task/*',
  'arduino/setup-task',
  'extractions/setup-just',
  'taiki-e/*',
  'rlespinasse/github-slug-action',
  'mikefarah/yq',
  'tj-actions/*',
  'endbug/*',
  'stefanzweifel/*',
  'slackapi/*',
  'sonarsource/*',
  'snyk/actions/*',
  'golangci/golangci-lint-action',
  'ncipollo/release-action',
  'release-drafter/*',
  'googleapis/release-please-action',
  'subosito/flutter-action',
  'graalvm/setup-graalvm',
  'coursier/*',
  'sbt/setup-sbt',
  'bazel-contrib/*',
  'actions-rust-lang/*',
  'pypa/*',
  'snok/install-poetry',
  'abatilo/actions-poetry',
  'opentofu/setup-opentofu',
  'dawidd6/action-download-artifact',
  'mathieudutour/github-tag-action',
  'paulhatch/semantic-version',
  'nick-fields/retry',
  'nick-invision/retry',
];

/** It runs whatever stands in its input. */
const SCRIPTED = 'actions/github-script';

/** Actions that set no variables for later steps, or none that anybody logs in with. */
const QUIET: readonly string[] = [
  'actions/*',
  'docker/*',
  'sigstore/*',
  'depot/*',
  'useblacksmith/*',
  'redhat-actions/*',
];

/** Is nothing of the registry's credentials touched by this action? */
export function isHarmless(name: string): boolean {
  return isIn(HARMLESS, name);
}

/** Does it leave the variables of later steps alone? */
export function isQuiet(name: string): boolean {
  return isIn(QUIET, name);
}

function isIn(list: readonly string[], name: string): boolean {
  const lowered = name.toLowerCase();
  if (lowered === SCRIPTED) return false;
  return list.some((each) => (each.endsWith('*') ? lowered.startsWith(each.slice(0, -1)) : lowered === each));
}
