/** The cure in the words of whoever asks: told from the text, and never a workflow's where none is seen. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { askerAt } from '../../src/causes/askers/asker-at.js';
import { askerOf } from '../../src/causes/askers/asker-of.js';
import { ASKERS } from '../../src/causes/askers/askers.js';
import { ANYBODY, WORKFLOW } from '../../src/causes/askers/places.js';
import { diagnose } from '../../src/judge/answers/answers.js';
import type { Finding, Language } from '../../src/types.js';
import { type Scenario, scenario } from '../causes/scenario.js';
import { explained, jobOf } from '../log/support.js';

const LANGUAGES: readonly Language[] = ['en', 'zh-CN'];
const TOKEN = 'https://ghcr.io/token?scope=repository%3Aocto%2Fapp%3Apull&service=ghcr.io';
const REFUSED = `GET ${TOKEN}: DENIED: denied`;
const HEAD = 'Head "https://ghcr.io/v2/octo/app/manifests/1": denied: denied';
const DEAD = 'UNAUTHORIZED: unauthenticated: User cannot be authenticated with the token provided.';

/** Who asks, what was printed, and a word of the cure that only this client knows. */
const MET: readonly [id: string, text: string, own: string][] = [
  [
    'kubernetes',
    `Failed to pull image "ghcr.io/octo/app:1": failed to authorize: ${REFUSED}`,
    'imagePullSecrets',
  ],
  [
    'kubernetes',
    'rpc error: code = Unknown desc = Requesting bearer token: invalid status code from registry 403 (Forbidden) ghcr.io/octo/app',
    'imagePullSecrets',
  ],
  [
    'flux',
    `OCIRepository/app False failed to pull artifact from 'oci://ghcr.io/octo/app': ${REFUSED}`,
    'secretRef',
  ],
  ['argocd', `ComparisonError: helm pull oci://ghcr.io/octo/app failed exit status 1: ${REFUSED}`, 'Argo CD'],
  ['argocd-image-updater', `msg="Could not get tags from registry: ${REFUSED}" image-updater`, 'pullsecret'],
  ['kargo', `kargo: error discovering images: ${REFUSED}`, 'kargo.akuity.io'],
  ['kaniko', `kaniko: checking push permission for "ghcr.io/octo/app": ${DEAD}`, '/kaniko/.docker'],
  [
    'home-assistant',
    `[supervisor.docker.interface] Can't install ghcr.io/octo/app: ${HEAD}`,
    'Home Assistant',
  ],
  ['watchtower', `watchtower: Could not do a head request for ghcr.io/octo/app: ${HEAD}`, 'Watchtower'],
  [
    'oras',
    `Error response from registry: denied: permission_denied: read_package ghcr.io/octo/app`,
    'oras login',
  ],
  [
    'container-service',
    "(InaccessibleImage) The image 'ghcr.io/octo/app:1' in container group 'web' is not accessible.",
    'Secrets Manager',
  ],
  [
    'container-service',
    `DockerApiException: Docker API responded with status code=InternalServerError, response={"message":${JSON.stringify(HEAD)}}`,
    'Secrets Manager',
  ],
  [
    'container-service',
    `CannotPullContainerError: failed to resolve ref ghcr.io/octo/app:1: ${REFUSED}`,
    'repositoryCredentials',
  ],
  ['diun', `diun ERR Cannot get remote manifest ${HEAD}`, 'regopts'],
  [
    'docker swarm',
    'image ghcr.io/octo/app:1 could not be accessed on a registry to record its digest.',
    '--with-registry-auth',
  ],
  [
    'flux',
    `chart pull error: failed to get 'oci://ghcr.io/octo/charts/app:1': failed to authorize: ${REFUSED}`,
    'secretRef',
  ],
  ['argocd', `rpc error: code = Unknown desc = error resolving repo revision: ${REFUSED}`, 'Argo CD'],
  ['home-assistant', `Error updating Home Assistant Supervisor: Update failed: ${HEAD}`, 'Home Assistant'],
  ['portainer', `Failed to deploy a stack: compose up operation failed: ${HEAD}`, 'Portainer'],
  ['coolify', `Oops something is not okay, are you okay?\n${HEAD}`, 'USER --password-stdin'],
  [
    'devcontainers',
    `[httpOci] Could not fetch bearer token for 'ghcr.io': Error: HTTP 403: Forbidden`,
    'devcontainer.json',
  ],
  [
    'helm',
    `Error: INSTALLATION FAILED: GET "${TOKEN}": response status code 403: denied: denied`,
    'helm registry',
  ],
  ['helm', `Error: UPGRADE FAILED: failed to authorize: ${REFUSED}`, 'helm registry'],
  ['wud', `wud: Error when processing (${HEAD})`, 'WUD_REGISTRY_GHCR'],
  ['portainer', `(HTTP code 403) unexpected - ${HEAD}`, 'Portainer'],
  ['renovate', `renovate: Failed to look up docker package ghcr.io/octo/app: ${HEAD}`, 'hostRules'],
  [
    'dependabot',
    `updater | private_source_authentication_failure ghcr.io/octo/app ${HEAD}`,
    'dependabot.yml',
  ],
  [
    'homebrew',
    'brew: curl: (22) The requested URL returned error: 401 https://ghcr.io/v2/homebrew/core/jq',
    'HOMEBREW',
  ],
  ['bootc', `bootc upgrade: Creating importer: ${HEAD}`, '/etc/ostree/auth.json'],
  ['trivy', `trivy: failed to download trivy-db: ${REFUSED}`, '--db-repository'],
  ['apptainer', `FATAL:   While making image from oci registry: ${REFUSED}`, 'apptainer registry'],
  [
    'cosign',
    `cosign: signing [ghcr.io/octo/app@sha256:1]: POST https://ghcr.io/v2/octo/app/blobs/uploads/: ${DEAD}`,
    'cosign login',
  ],
  ['helm', `Error: GET "${TOKEN}": response status code 403: denied: denied`, 'helm registry logout'],
  [
    'podman',
    `podman pull ghcr.io/octo/app: initializing source docker://ghcr.io/octo/app:1: ${HEAD}`,
    'podman logout',
  ],
  ['docker', `Error response from daemon: ${HEAD}`, 'docker logout'],
];

const said = ({ title, message, fix, tell = [] }: Finding) =>
  [
    title,
    message,
    fix.summary,
    fix.command ?? '',
    ...tell.flatMap(({ title: other, how }) => [other, how]),
  ].join('\n');

test.each(MET)('%s is told by its words', async (id, text) => {
  const { job, symptoms } = await jobOf(text);
  const [symptom] = symptoms;
  if (!symptom) throw new Error('no symptom');
  expect(askerOf(symptom, { ...job, run: null, workflow: null, startRepair: null, fileAge: null }).id).toBe(
    id,
  );
});

describe.each(LANGUAGES)('the cure (%s)', (language) => {
  test.each(MET)('%s is given in its own words, and in none of a workflow', async (_, text, own) => {
    const [finding] = await explained(text, { language });
    if (!finding) throw new Error('no finding');
    expect(said(finding)).toContain(own);
    expect(said(finding)).not.toMatch(
      /this repository|GITHUB_TOKEN|\$\{\{|same job|the job|docker\/login-action|本存储库|同一个作业|该作业|重新运行作业/i,
    );
  });
});

test.each([
  ['docker', `Error response from daemon: ${HEAD}`],
  ['podman', `podman pull ghcr.io/octo/app: initializing source docker://ghcr.io/octo/app:1: ${HEAD}`],
  ['helm', `Error: GET "${TOKEN}": response status code 403: denied: denied`],
])(
  'the command of a cure that says log in is a login, and the way without one is in words (%s)',
  async (_, text) => {
    const [finding] = await explained(text, { language: 'en' });
    expect(finding?.id).toBe('stale-credential');
    expect(finding?.fix.command).toMatch(/ login ghcr\.io/);
    expect(finding?.fix.summary).toMatch(/log out|logout/);
  },
);

describe('a workflow', () => {
  const inWorkflow = async (text: string) => {
    const { job, symptoms } = await jobOf(text);
    return symptoms[0]
      ? askerOf(symptoms[0], { ...job, run: null, workflow: null, startRepair: null, fileAge: null })
      : null;
  };
  const push = 'ERROR: failed to push ghcr.io/octo/app:1: unexpected status: 403 Forbidden';

  test.each([
    ['a step', `##[group]Run docker/build-push-action@v6\n##[endgroup]\n${push}`],
    ["the runner's log", `Complete job name: image\n${push}`],
    [
      'what only an installation is told',
      'ghcr.io/octo/app: denied: installation not allowed to Create organization package',
    ],
    ['the action', `Error: buildx failed with: ${push}`],
    ['secrets', `echo \${{ secrets.GITHUB_TOKEN }} | docker login ghcr.io\n${push}`],
  ])('is seen by %s', async (_, text) => expect(await inWorkflow(text)).toBe(WORKFLOW));

  test('is not seen where a person pushes', async () =>
    expect((await inWorkflow(`$ docker push ghcr.io/octo/app:1\n${push}`))?.place).not.toBe('workflow'));
});

test.each([
  [
    'bootc',
    `Pulling manifest: ostree-unverified-registry:ghcr.io/octo/os:stable\nerror: Fetching manifest: 403 Forbidden ghcr.io`,
  ],
  ['compose', `$ docker compose pull ghcr.io/octo/app\nError response from daemon: ${HEAD}`],
  [
    'docker',
    'Error response from daemon: Head "https://ghcr.io/v2/akuity/kargo/manifests/1": denied: denied',
  ],
  [
    'docker',
    'Error response from daemon: Head "https://ghcr.io/v2/containrrr/watchtower/manifests/1": denied: denied',
  ],
] as const)('%s is told by the line before, and by no image of its name', async (id, text) => {
  const { job, symptoms } = await jobOf(text);
  const [symptom] = symptoms;
  expect(
    symptom && askerOf(symptom, { ...job, run: null, workflow: null, startRepair: null, fileAge: null }).id,
  ).toBe(id);
});

test('a cluster that is started in a job has its own secret all the same', async () => {
  const { job, symptoms } = await jobOf(
    `Complete job name: e2e\nWarning Failed kubelet Failed to pull image "ghcr.io/octo/app:1": ${REFUSED}`,
  );
  const [symptom] = symptoms;
  expect(
    symptom && askerOf(symptom, { ...job, run: null, workflow: null, startRepair: null, fileAge: null }).id,
  ).toBe('kubernetes');
});

describe.each(LANGUAGES)('every entry of the table (%s)', (language) => {
  test.each([...ASKERS, WORKFLOW, ANYBODY].map((asker) => [asker.id, asker] as const))(
    '%s',
    (_, { say, onlyPulls }) => {
      for (const access of onlyPulls ? (['pull', null] as const) : (['push', 'pull', null] as const)) {
        const asked = { access, registry: 'ghcr.io', image: 'ghcr.io/octo/app' };
        const { credential, renew, forget, test: how, again } = say[language];
        for (const sentence of [renew(asked), forget(asked), how(asked)]) expect(sentence).toMatch(/[.。]$/);
        for (const phrase of [credential(asked), again]) expect(phrase).not.toMatch(/[.。]$/);
        for (const text of [credential(asked), again, renew(asked), forget(asked), how(asked)])
          expect(text).not.toMatch(/undefined| {2}|^\s|\s$/);
        if (language === 'zh-CN')
          expect(renew(asked) + forget(asked)).not.toMatch(
            /\p{Script=Han} +\p{Script=Han}|\p{Script=Han}[,;:]/u,
          );
      }
    },
  );
});

test.each([
  ['en', "GitHub's packages API answers", '%2F', /docker|Log in/],
  ['zh-CN', 'GitHub 的软件包 API 返回“未找到”。', '%2F', /docker|登录/],
] as const)(
  'what the API does not find needs its name, and no login to a registry (%s)',
  async (language, answer, name, login) => {
    const [finding] = await explained(
      'Run octo/prune-packages@v1\nError: get versions API failed. Package not found.',
      {
        language,
      },
    );
    expect(finding?.id).toBe('package-not-found');
    expect(finding?.message).toContain(answer);
    expect(finding?.fix.summary).toContain(name);
    expect(finding?.fix.summary).not.toMatch(login);
  },
);

test('where nobody knows what was asked for, the scope of a push is told as well', async () => {
  const text = 'UNAUTHORIZED: unauthenticated: User cannot be authenticated with the token provided.';
  expect((await explained(text))[0]?.fix.summary).toContain('read:packages (for a push, write:packages)');
  expect((await explained(text, { language: 'zh-CN' }))[0]?.fix.summary).toContain('推送则为 write:packages');
});

test('who only ever pulls is never told to push', async () => {
  const [finding] = await explained('bootc upgrade: ghcr.io/octo/os: unexpected status: 403 Forbidden');
  expect(finding?.happened).toBe('The pull of ghcr.io/octo/os was refused.');
});

test('access that nothing tells is neither a push nor a pull', async () => {
  const [finding] = await explained('ghcr.io/octo/app: 403 Forbidden');
  expect(finding?.happened).toBe('Access to ghcr.io/octo/app was refused.');
});

test.each(['watchtower', 'homebrew-tools', 'home-assistant', 'renovate', 'kargo', 'portainer'])(
  'an image that is called %s is pushed like any other',
  async (name) => {
    const text = `failed to push ghcr.io/octo/${name}:1: denied: permission_denied: write_package`;
    const { symptoms } = await jobOf(text);
    expect(symptoms).toMatchObject([{ access: 'push' }]);
    expect((await explained(text))[0]?.id).toBe('package-not-granted');
  },
);

describe('a live answer', () => {
  const FIXTURES = new URL('../fixtures/causes/', import.meta.url);
  const cases = readdirSync(FIXTURES).flatMap((file) =>
    (JSON.parse(readFileSync(new URL(file, FIXTURES), 'utf8')) as Scenario[]).map((one) => ({ file, one })),
  );
  const WORKFLOWS = {
    en: /\bjobs?\b|\bworkflows?\b|github\.token|secrets\.|the secret GHCR|this repository|\bthis run\b|docker\/[a-z]+-action|Dependabot/,
    'zh-CN': /作业|工作流|github\.token|机密|本存储库|本次运行|docker\/[a-z]+-action|Dependabot/,
  } as const;

  /** What is said of a case where no job runs; nothing of a token that only a job has. */
  function said(
    { one }: (typeof cases)[number],
    place: 'terminal' | 'cluster',
    language: Language,
  ): string[] {
    const { grants: _, workflow: __, pushes: ___, logins: ____, ...bare } = one;
    const { evidence } = scenario({ ...bare, place });
    const isJobs = evidence.tokens.some(
      ({ kind, source }) => kind === 'github-token' || source === 'github-token',
    );
    if (isJobs || evidence.run.readOnly || (place === 'cluster' && evidence.access === 'push')) return [];
    const none = { event: null, job: null, workflowPath: null, repository: null, owner: null };
    Object.assign(evidence.run, none);
    return diagnose(evidence, language).map(
      ({ title, message, fix }) => `${title} ${message} ${fix?.summary}`,
    );
  }

  test.each([
    ['terminal', 'en'],
    ['terminal', 'zh-CN'],
    ['cluster', 'en'],
    ['cluster', 'zh-CN'],
  ] as const)('at a %s is told without the words of a workflow (%s)', (place, language) => {
    const texts = cases.flatMap((each) => said(each, place, language));
    expect(texts.length).toBeGreaterThan(10);
    // A scope has that name.
    const wrong = texts.filter((text) => WORKFLOWS[language].test(text.replace(/[,、] ?workflow\b/g, '')));
    expect(wrong).toEqual([]);
  });

  test.each([
    ['workflow', { source: 'ghcr-token', file: null }, 'workflow'],
    ['pipeline', { source: 'ghcr-token', file: null }, 'pipeline'],
    ['terminal', { source: 'ghcr-token', file: null }, 'variables'],
    ['terminal', null, 'variables'],
    ['terminal', { source: 'auth-file', file: '/home/mona/.docker/config.json' }, 'docker'],
    ['server', { source: 'auth-file', file: '/run/user/1000/containers/auth.json' }, 'podman'],
    ['cluster', { source: 'auth-file', file: 'secret.yaml' }, 'kubernetes'],
  ] as const)('from a %s with %j is told to %s', (place, token, id) => {
    expect(askerAt(place, token).id).toBe(id);
  });
});
