/**
 * Every edit that a finding offers, as somebody takes it: `git apply` takes the diff, the finding is gone then, and
 * no other line has changed.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { LintOptions } from '../../src/commands/lint.js';
import { build, lintFiles, login, MAIN, workflow } from '../lint/repository.js';

const TOKEN = '${{ secrets.GITHUB_TOKEN }}';
const run = (...lines: string[]) => `\n- run: |\n${lines.map((line) => `    ${line}\n`).join('')}`;
const app = (more = '') => `
- id: app
  uses: actions/create-github-app-token@v2
${more}  with: {app-id: 1, private-key: '\${{ secrets.KEY }}'}`;
const meta = (tags: string, images = 'ghcr.io/octo/app') => `
- id: meta
  uses: docker/metadata-action@v5
  with:
    images: ${images}
    tags: |
      type=ref,event=pr
      ${tags}`;
const METADATA = build('${{ steps.meta.outputs.tags }}');
const loginWith = (...lines: string[]) =>
  `\n- uses: docker/login-action@v4\n  with:\n${lines.map((line) => `    ${line}\n`).join('')}`;
const ADDED = [
  '+- uses: docker/login-action@v3',
  '+with:',
  '+registry: ghcr.io',
  '+username: ${{ github.actor }}',
  `+password: ${TOKEN}`,
];

const NOT_FROM_A_FORK =
  "${{ github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository }}";
const OUTSIDE = "push: ${{ github.event_name != 'pull_request' }}";
const CACHE = 'type=registry,ref=ghcr.io/octo/app:cache,mode=max';

interface Case {
  id: string;
  steps: string;
  /** Lines that go and that come, in their order. */
  changed: string[];
  keys?: string;
  on?: string;
  options?: Partial<LintOptions>;
}

const CASES: Record<string, Case> = {
  'a misspelt host in a tag': {
    id: 'invalid-image-reference',
    steps: login() + build('gchr.io/octo/app:1'),
    changed: ['-tags: gchr.io/octo/app:1', '+tags: ghcr.io/octo/app:1'],
  },
  'a misspelt host in two commands, and not in what is said of it': {
    id: 'invalid-image-reference',
    steps:
      login() + run('# not ghrc.io', 'docker tag app ghrc.io/octo/app:1', 'docker push ghrc.io/octo/app:1'),
    changed: [
      '-docker tag app ghrc.io/octo/app:1',
      '-docker push ghrc.io/octo/app:1',
      '+docker tag app ghcr.io/octo/app:1',
      '+docker push ghcr.io/octo/app:1',
    ],
  },
  'a misspelt host in the images of metadata-action': {
    id: 'invalid-image-reference',
    steps: login() + meta('type=sha', 'ghcr.com/octo/app') + METADATA,
    changed: ['-images: ghcr.com/octo/app', '+images: ghcr.io/octo/app'],
  },
  'a tag that begins with a branch, in a pull request': {
    id: 'invalid-image-reference',
    steps:
      login() +
      meta('type=sha,prefix={{branch}}-') +
      METADATA.replace('push: true', "push: ${{ github.event_name != 'pull_request' }}"),
    on: '[push, pull_request]',
    changed: [
      '-type=sha,prefix={{branch}}-',
      "+type=sha,prefix={{branch}}-,enable=${{ startsWith(github.ref, 'refs/heads/') }}",
    ],
  },
  'a tag that begins with a branch, of a tag': {
    id: 'invalid-image-reference',
    // Without another entry, buildx would have no tag to push.
    steps: login() + meta('type=ref,event=tag\n      type=raw,value={{branch}}-edge') + METADATA,
    on: '{push: {tags: ["v*"]}}',
    changed: [
      '-type=raw,value={{branch}}-edge',
      "+type=raw,value={{branch}}-edge,enable=${{ startsWith(github.ref, 'refs/heads/') }}",
    ],
  },
  'a variable of a shell as the password': {
    id: 'token-missing',
    steps: loginWith('registry: ghcr.io', 'username: x', 'password: $GITHUB_TOKEN') + build(),
    changed: ['-password: $GITHUB_TOKEN', `+password: ${TOKEN}`],
  },
  'braces that are no expression as the password': {
    id: 'token-missing',
    steps: loginWith('registry: ghcr.io', 'username: x', 'password: ${ GITHUB_TOKEN }') + build(),
    changed: ['-password: ${ GITHUB_TOKEN }', `+password: ${TOKEN}`],
  },
  'an expression without its dollar, in quotes': {
    id: 'token-missing',
    steps: loginWith('registry: ghcr.io', 'username: x', 'password: "{{ secrets.CR_PAT }}" # ours') + build(),
    changed: ['-password: "{{ secrets.CR_PAT }}" # ours', '+password: "${{ secrets.CR_PAT }}" # ours'],
  },
  'a secret that nobody can define': {
    id: 'token-missing',
    steps: login('secrets.GITHUB_PAT') + build(),
    changed: ['-password: ${{ secrets.GITHUB_PAT }}', `+password: ${TOKEN}`],
  },
  'a secret that nobody can define, in a script': {
    id: 'token-missing',
    steps: run(
      'docker login ghcr.io -u x -p ${{ secrets.GITHUB_ACCESS_TOKEN }}',
      'docker push ghcr.io/octo/app:1',
    ),
    changed: [
      '-docker login ghcr.io -u x -p ${{ secrets.GITHUB_ACCESS_TOKEN }}',
      `+docker login ghcr.io -u x -p ${TOKEN}`,
    ],
  },
  'no username': {
    id: 'token-missing',
    steps: loginWith('registry: ghcr.io', "username: ''", `password: ${TOKEN}`) + build(),
    changed: ["-username: ''", "+username: '${{ github.actor }}'"],
  },
  'a username that nobody can define': {
    id: 'token-missing',
    steps:
      loginWith('registry: ghcr.io', 'username: ${{ secrets.GITHUB_USER }}', `password: ${TOKEN}`) + build(),
    changed: ['-username: ${{ secrets.GITHUB_USER }}', '+username: ${{ github.actor }}'],
  },
  'no password': {
    id: 'token-missing',
    steps: loginWith('registry: ghcr.io', 'username: ${{ github.actor }}') + build(),
    changed: [`+password: ${TOKEN}`],
  },
  'an empty password': {
    id: 'token-missing',
    steps: loginWith('registry: ghcr.io', 'username: x', 'password:') + build(),
    changed: ['-password:', `+password: ${TOKEN}`],
  },
  'a variable that no env sets': {
    id: 'token-missing',
    steps: run('docker login ghcr.io -u x -p $GITHUB_TOKEN', 'docker push ghcr.io/octo/app:1'),
    changed: ['-- run: |', '+- env:', `+GITHUB_TOKEN: ${TOKEN}`, '+run: |'],
  },
  "an App's token": {
    id: 'app-token-unsupported',
    steps: app() + login('steps.app.outputs.token') + build(),
    changed: ['-password: ${{ steps.app.outputs.token }}', `+password: ${TOKEN}`],
  },
  "an App's token that is not always made": {
    id: 'app-token-unsupported',
    steps:
      app("  if: vars.APP_ID != ''\n") + login('steps.app.outputs.token || secrets.GITHUB_TOKEN') + build(),
    changed: ['-password: ${{ steps.app.outputs.token || secrets.GITHUB_TOKEN }}', `+password: ${TOKEN}`],
  },
  'no login before an action': { id: 'no-registry-login', steps: build(), changed: ADDED },
  'no login before a command, below what is said of it': {
    id: 'no-registry-login',
    steps: `- run: make\n# The image.\n- name: push\n  run: docker push ghcr.io/octo/app:1`,
    changed: ADDED,
  },
  'no login, where another job pins the action': {
    id: 'no-registry-login',
    steps: `
- uses: docker/login-action@184bdaa0721073962dff0199f1fb9940f07167d1
  with: {username: '\${{ secrets.HUB_USER }}', password: '\${{ secrets.HUB_TOKEN }}'}${build()}`,
    changed: ['+- uses: docker/login-action@184bdaa0721073962dff0199f1fb9940f07167d1', ...ADDED.slice(1)],
  },
  'no login of helm': {
    id: 'no-registry-login',
    steps: run('helm push app-1.tgz oci://ghcr.io/octo/charts'),
    changed: ADDED,
  },
  'a login that names no registry': {
    id: 'no-registry-login',
    steps: loginWith('username: x', `password: ${TOKEN}`) + build(),
    changed: ['+registry: ghcr.io'],
  },
  'a login to a misspelt host': {
    id: 'no-registry-login',
    steps: loginWith('registry: gchr.io', 'username: x', `password: ${TOKEN}`) + build(),
    changed: ['-registry: gchr.io', '+registry: ghcr.io'],
  },
  'no owner': {
    id: 'image-without-owner',
    steps: login() + build('ghcr.io/app:1'),
    changed: ['-tags: ghcr.io/app:1', '+tags: ghcr.io/octo/app:1'],
  },
  'no owner in what is built and pushed': {
    id: 'image-without-owner',
    steps: login() + run('docker build -t ghcr.io/app:1 .', 'docker push ghcr.io/app:1'),
    changed: [
      '-docker build -t ghcr.io/app:1 .',
      '-docker push ghcr.io/app:1',
      '+docker build -t ghcr.io/octo/app:1 .',
      '+docker push ghcr.io/octo/app:1',
    ],
  },
  'capital letters': {
    id: 'uppercase-image-name',
    steps: login() + build('ghcr.io/Octo/App:V1'),
    changed: ['-tags: ghcr.io/Octo/App:V1', '+tags: ghcr.io/octo/app:V1'],
  },
  'capital letters in two commands': {
    id: 'uppercase-image-name',
    steps: login() + run('docker tag app ghcr.io/Octo/app', 'docker push ghcr.io/Octo/app'),
    changed: [
      '-docker tag app ghcr.io/Octo/app',
      '-docker push ghcr.io/Octo/app',
      '+docker tag app ghcr.io/octo/app',
      '+docker push ghcr.io/octo/app',
    ],
  },
  'capital letters that GitHub fills in': {
    id: 'uppercase-image-name',
    steps: login() + build('ghcr.io/${{ github.repository }}:V1'),
    options: { repository: 'Octo-Labs/App' },
    changed: ['-tags: ghcr.io/${{ github.repository }}:V1', '+tags: ghcr.io/octo-labs/app:V1'],
  },
  'capital letters that GitHub fills in, in a variable': {
    id: 'uppercase-image-name',
    steps: login() + build('${{ env.REGISTRY }}/${{ env.IMAGE }}/web:1'),
    keys: 'permissions: {packages: write}\nenv:\n  REGISTRY: ghcr.io\n  IMAGE: ${{ github.repository_owner }} # ours',
    options: { repository: 'Octo-Labs/App' },
    changed: ['-IMAGE: ${{ github.repository_owner }} # ours', '+IMAGE: octo-labs # ours'],
  },
  'capital letters that GitHub fills in, in scripts': {
    id: 'uppercase-image-name',
    steps:
      login() +
      run('docker build -t ghcr.io/${{ github.repository }}:1 .') +
      run('docker push "ghcr.io/${GITHUB_REPOSITORY}:1"'),
    options: { repository: 'Octo-Labs/App' },
    changed: [
      '-docker build -t ghcr.io/${{ github.repository }}:1 .',
      '+docker build -t ghcr.io/${GITHUB_REPOSITORY,,}:1 .',
      '-docker push "ghcr.io/${GITHUB_REPOSITORY}:1"',
      '+docker push "ghcr.io/${GITHUB_REPOSITORY,,}:1"',
    ],
  },
  'capital letters of the event': {
    id: 'uppercase-image-name',
    steps: login() + build('ghcr.io/${{ github.event.repository.full_name }}:1'),
    options: { repository: 'Octo-Labs/App' },
    changed: ['-tags: ghcr.io/${{ github.event.repository.full_name }}:1', '+tags: ghcr.io/octo-labs/app:1'],
  },
  'capital letters of the owner and of the name': {
    id: 'uppercase-image-name',
    steps:
      login() +
      build('ghcr.io/${{ github.event.repository.owner.login }}/${{ github.event.repository.name }}-web:1'),
    options: { repository: 'Octo-Labs/App' },
    changed: [
      '-tags: ghcr.io/${{ github.event.repository.owner.login }}/${{ github.event.repository.name }}-web:1',
      '+tags: ghcr.io/octo-labs/app-web:1',
    ],
  },
  'capital letters of the name alone, behind an owner that is written out': {
    id: 'uppercase-image-name',
    steps: login() + run('docker push "ghcr.io/octo-labs/${{ github.event.repository.name }}:1"'),
    options: { repository: 'Octo-Labs/App' },
    changed: [
      '-docker push "ghcr.io/octo-labs/${{ github.event.repository.name }}:1"',
      '+docker push "ghcr.io/octo-labs/app:1"',
    ],
  },
  'capital letters of the owner and of the name, in a script': {
    id: 'uppercase-image-name',
    steps:
      login() +
      run('docker push ghcr.io/${{ github.repository_owner }}/${{ github.event.repository.name }}:1'),
    options: { repository: 'Octo-Labs/App' },
    changed: [
      '-docker push ghcr.io/${{ github.repository_owner }}/${{ github.event.repository.name }}:1',
      '+docker push ghcr.io/${GITHUB_REPOSITORY,,}:1',
    ],
  },
  'capital letters that are written beside a variable of the shell': {
    id: 'uppercase-image-name',
    steps: login() + run('docker push ghcr.io/${GITHUB_REPOSITORY_OWNER,,}/App:1'),
    options: { repository: 'Octo-Labs/App' },
    changed: [
      '-docker push ghcr.io/${GITHUB_REPOSITORY_OWNER,,}/App:1',
      '+docker push ghcr.io/${GITHUB_REPOSITORY_OWNER,,}/app:1',
    ],
  },
  'capital letters that a script hands on from its env': {
    id: 'uppercase-image-name',
    steps: `${login()}
- id: name
  env: {REPO: '\${{ github.repository }}'}
  run: echo "name=ghcr.io/$REPO" >> "$GITHUB_OUTPUT" # $REPO
${build('${{ steps.name.outputs.name }}:1')}`,
    options: { repository: 'Octo-Labs/App' },
    changed: [
      '-run: echo "name=ghcr.io/$REPO" >> "$GITHUB_OUTPUT" # $REPO',
      '+run: echo "name=ghcr.io/${REPO,,}" >> "$GITHUB_OUTPUT" # $REPO',
    ],
  },
  'capital letters of the event that a script hands on': {
    id: 'uppercase-image-name',
    steps: `${login()}
- run: echo "IMAGE=ghcr.io/\${{ github.event.repository.full_name }}" >> "$GITHUB_ENV"
${build('${{ env.IMAGE }}:1')}`,
    options: { repository: 'Octo-Labs/App' },
    changed: [
      '-- run: echo "IMAGE=ghcr.io/${{ github.event.repository.full_name }}" >> "$GITHUB_ENV"',
      '+- run: echo "IMAGE=ghcr.io/${GITHUB_REPOSITORY,,}" >> "$GITHUB_ENV"',
    ],
  },
  'a name that a shell was to lower, in an input': {
    id: 'invalid-image-reference',
    steps: login() + build('ghcr.io/${GITHUB_REPOSITORY,,}:1'),
    options: { repository: 'Octo-Labs/App' },
    changed: ['-tags: ghcr.io/${GITHUB_REPOSITORY,,}:1', '+tags: ghcr.io/octo-labs/app:1'],
  },
  'an owner that a shell was to lower, in a variable': {
    id: 'invalid-image-reference',
    steps: login() + build('${{ env.IMAGE }}:1'),
    keys: 'permissions: {packages: write}\nenv:\n  IMAGE: ghcr.io/${GITHUB_REPOSITORY_OWNER@L}/app',
    options: { repository: 'Octo-Labs/App' },
    changed: ['-IMAGE: ghcr.io/${GITHUB_REPOSITORY_OWNER@L}/app', '+IMAGE: ghcr.io/octo-labs/app'],
  },
  'a name that a shell was to lower, for metadata-action': {
    id: 'invalid-image-reference',
    steps: login() + meta('type=sha', 'ghcr.io/${GITHUB_REPOSITORY,,}') + METADATA,
    changed: ['-images: ghcr.io/${GITHUB_REPOSITORY,,}', '+images: ghcr.io/octo/app'],
  },
  'a registry below which ko puts the names of its programs': {
    id: 'uppercase-image-name',
    steps: login() + run('KO_DOCKER_REPO=ghcr.io/Octo ko build -B ./cmd/app'),
    changed: [
      '-KO_DOCKER_REPO=ghcr.io/Octo ko build -B ./cmd/app',
      '+KO_DOCKER_REPO=ghcr.io/octo ko build -B ./cmd/app',
    ],
  },
  'the same where nobody knows what stands behind it': {
    id: 'uppercase-image-name',
    steps:
      login() +
      run('export KO_DOCKER_REPO=ghcr.io/Octo/App', 'ko build ./cmd/app', 'echo ghcr.io/Octo/App/x'),
    changed: ['-export KO_DOCKER_REPO=ghcr.io/Octo/App', '+export KO_DOCKER_REPO=ghcr.io/octo/app'],
  },
  'a namespace below which images are copied': {
    id: 'uppercase-image-name',
    steps: login() + run('skopeo sync --src docker --dest docker docker.io/library/alpine ghcr.io/Octo'),
    changed: [
      '-skopeo sync --src docker --dest docker docker.io/library/alpine ghcr.io/Octo',
      '+skopeo sync --src docker --dest docker docker.io/library/alpine ghcr.io/octo',
    ],
  },
  'the scheme of the web in front of a chart': {
    id: 'invalid-image-reference',
    steps:
      run(`helm registry login ghcr.io -u x -p ${TOKEN}`) +
      run('helm push app.tgz https://ghcr.io/octo/charts'),
    changed: [
      '-helm push app.tgz https://ghcr.io/octo/charts',
      '+helm push app.tgz oci://ghcr.io/octo/charts',
    ],
  },
  'a scheme without its slashes in front of a chart': {
    id: 'invalid-image-reference',
    steps: run(`helm registry login ghcr.io -u x -p ${TOKEN}`) + run('helm push app.tgz "oci:ghcr.io/octo"'),
    changed: ['-helm push app.tgz "oci:ghcr.io/octo"', '+helm push app.tgz "oci://ghcr.io/octo"'],
  },
  'the scheme of the web beside an address': {
    id: 'invalid-image-reference',
    steps:
      login() +
      run(
        'docker build -t https://ghcr.io/octo/app:1 --label url=https://ghcr.io/octo/app:1 .',
        'docker push https://ghcr.io/octo/app:1',
        'curl -d "https://ghcr.io/octo/app:1" https://octo.example',
      ),
    changed: [
      '-docker build -t https://ghcr.io/octo/app:1 --label url=https://ghcr.io/octo/app:1 .',
      '-docker push https://ghcr.io/octo/app:1',
      '+docker build -t ghcr.io/octo/app:1 --label url=https://ghcr.io/octo/app:1 .',
      '+docker push ghcr.io/octo/app:1',
    ],
  },
  'the scheme of the web in scripts': {
    id: 'invalid-image-reference',
    steps:
      login() +
      run('docker build -t https://ghcr.io/octo/app:1 .') +
      run('curl https://ghcr.io/v2/', 'docker push https://ghcr.io/octo/app:1') +
      run('echo "See https://ghcr.io/octo/app:1" >> $GITHUB_STEP_SUMMARY'),
    changed: [
      '-docker build -t https://ghcr.io/octo/app:1 .',
      '+docker build -t ghcr.io/octo/app:1 .',
      '-docker push https://ghcr.io/octo/app:1',
      '+docker push ghcr.io/octo/app:1',
    ],
  },
  "another's name": {
    id: 'owner-mismatch',
    steps: login() + build('ghcr.io/acme/app:1'),
    changed: ['-tags: ghcr.io/acme/app:1', '+tags: ghcr.io/octo/app:1'],
  },
  'the name of whoever pushes': {
    id: 'owner-mismatch',
    steps: login() + build('ghcr.io/${{ github.actor }}/app:1'),
    changed: [
      '-tags: ghcr.io/${{ github.actor }}/app:1',
      '+tags: ghcr.io/${{ github.repository_owner }}/app:1',
    ],
  },
  'the name of whoever pushes, for metadata-action': {
    id: 'owner-mismatch',
    steps: login() + meta('type=sha', 'ghcr.io/${{github.actor}}/app') + METADATA,
    changed: ['-images: ghcr.io/${{github.actor}}/app', '+images: ghcr.io/${{github.repository_owner}}/app'],
    options: { repository: 'Octo/App' },
  },
  'a name to be filled in': {
    id: 'owner-mismatch',
    steps: login('secrets.GHCR_TOKEN') + build('ghcr.io/your-username/app:1'),
    changed: ['-tags: ghcr.io/your-username/app:1', '+tags: ghcr.io/octo/app:1'],
  },
  'a push of a fork': {
    id: 'read-only-run',
    steps: login() + build(),
    on: 'pull_request',
    changed: [
      '-push: true',
      "+push: ${{ github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository }}",
    ],
  },
  'a push of a fork by a command': {
    id: 'read-only-run',
    steps: `${login()}\n- name: Push\n  run: docker push ghcr.io/octo/app:1`,
    on: 'pull_request',
    changed: [`+if: ${NOT_FROM_A_FORK}`],
  },
  'a push of a fork by a command that stands behind the dash': {
    id: 'read-only-run',
    steps: `${login()}\n- run: docker push ghcr.io/octo/app:1`,
    on: 'pull_request',
    changed: [
      '-- run: docker push ghcr.io/octo/app:1',
      `+- if: ${NOT_FROM_A_FORK}`,
      '+run: docker push ghcr.io/octo/app:1',
    ],
  },
  'a push of a fork by an action without that input': {
    id: 'read-only-run',
    steps: `
- uses: redhat-actions/push-to-registry@v2
  with: {image: app, tags: '1', registry: ghcr.io/octo, username: me, password: '\${{ github.token }}'}`,
    on: 'pull_request',
    changed: [`+if: ${NOT_FROM_A_FORK}`],
  },
  'a registry cache of a fork': {
    id: 'read-only-run',
    steps: login() + build().replace('push: true', `${OUTSIDE}\n    cache-to: "${CACHE}"`),
    on: '[push, pull_request]',
    changed: [`-cache-to: "${CACHE}"`, `+cache-to: "${CACHE},ignore-error=true"`],
  },
  'a registry cache among others, where the login is passed over': {
    id: 'no-registry-login',
    steps:
      login('secrets.GITHUB_TOKEN').replace('  with:', "  if: github.event_name == 'push'\n  with:") +
      build().replace('push: true', `${OUTSIDE}\n    cache-to: |\n      type=gha\n      ${CACHE}`),
    on: '[push, pull_request]',
    changed: [`-${CACHE}`, `+${CACHE},ignore-error=true`],
  },
  'a login with a secret in a pull request from a fork': {
    id: 'token-missing',
    steps: login('secrets.GHCR_TOKEN') + build().replace('push: true', OUTSIDE),
    on: '[push, pull_request]',
    changed: [
      "+if: ${{ github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository }}",
    ],
  },
  'a login to the host of a variable that is not there': {
    id: 'no-registry-login',
    steps: login().replace('registry: ghcr.io', 'registry: ${{ env.REGISTY }}') + build(),
    changed: ['-registry: ${{ env.REGISTY }}', '+registry: ghcr.io'],
  },
  'permissions of which nothing is written': {
    id: 'invalid-permissions',
    steps: `- uses: actions/checkout@v5${login()}${build()}`,
    keys: 'permissions: # what it needs',
    changed: ['+contents: read', '+packages: write'],
  },
  'permissions that are an empty text': {
    id: 'invalid-permissions',
    steps: login() + build(),
    keys: "permissions: ''",
    changed: ["-permissions: ''", '+permissions:', '+packages: write'],
  },
  'two levels in one': {
    id: 'invalid-permissions',
    steps: login() + build(),
    keys: 'permissions:\n  packages: read|write',
    changed: ['-packages: read|write', '+packages: write'],
  },
  'a level with a capital letter': {
    id: 'invalid-permissions',
    steps: login() + build(),
    keys: 'permissions:\n  packages: Write',
    changed: ['-packages: Write', '+packages: write'],
  },
  'a yes in the place of a level': {
    id: 'invalid-permissions',
    steps: login() + build(),
    keys: 'permissions:\n  packages: true',
    changed: ['-packages: true', '+packages: write'],
  },
  'a level for all scopes': {
    id: 'invalid-permissions',
    steps: login() + build(),
    keys: 'permissions: write',
    changed: ['-permissions: write', '+permissions: write-all'],
  },
  'scopes with their levels in quotes': {
    id: 'invalid-permissions',
    steps: login() + build(),
    keys: 'permissions:\n  - "packages:write"',
    changed: ['-- "packages:write"', '+packages: write'],
  },
  'a joined level with a capital letter': {
    id: 'invalid-permissions',
    steps: login() + build(),
    keys: 'permissions: {contents: read, packages:Write}',
    changed: [
      '-permissions: {contents: read, packages:Write}',
      '+permissions: {contents: read, packages: write}',
    ],
  },
  'scopes below empty permissions, with a slip in a level': {
    id: 'invalid-permissions',
    steps: login() + build(),
    keys: 'permissions:\npackages: wrtie',
    changed: ['-packages: wrtie', '+packages: write'],
  },
  'a scope in the singular': {
    id: 'invalid-permissions',
    steps: login() + build(),
    keys: 'permissions:\n  package: write',
    changed: ['-package: write', '+packages: write'],
  },
  'a variable of the environment that PowerShell takes for its own': {
    id: 'token-missing',
    steps: `
- shell: pwsh
  env: {TOKEN: '${TOKEN}'}
  run: |
    echo "$TOKEN" | docker login ghcr.io -u octo --password-stdin
    docker push ghcr.io/octo/app:1`,
    changed: [
      '-echo "$TOKEN" | docker login ghcr.io -u octo --password-stdin',
      '+echo "$env:TOKEN" | docker login ghcr.io -u octo --password-stdin',
    ],
  },
  'a variable between single quotes of PowerShell': {
    id: 'token-missing',
    steps: `
- shell: pwsh
  env: {TOKEN: '${TOKEN}'}
  run: |
    '$env:TOKEN' | docker login ghcr.io -u octo --password-stdin
    docker push ghcr.io/octo/app:1`,
    changed: [
      "-'$env:TOKEN' | docker login ghcr.io -u octo --password-stdin",
      '+"$env:TOKEN" | docker login ghcr.io -u octo --password-stdin',
    ],
  },
  'a login to the registry in capitals': {
    id: 'no-registry-login',
    steps: login().replace('registry: ghcr.io', 'registry: GHCR.IO') + build(),
    changed: ['-registry: GHCR.IO', '+registry: ghcr.io'],
  },
  'a command that logs in to the registry in capitals': {
    id: 'no-registry-login',
    steps: `${run(`echo ${TOKEN} | docker login https://GHCR.io -u x --password-stdin`)}${build()}`,
    changed: [
      `-echo ${TOKEN} | docker login https://GHCR.io -u x --password-stdin`,
      `+echo ${TOKEN} | docker login https://ghcr.io -u x --password-stdin`,
    ],
  },
  'a name with the registry in capitals': {
    id: 'no-registry-login',
    steps: run(`echo ${TOKEN} | docker login ghcr.io -u x --password-stdin`) + build('GHCR.IO/octo/app:1'),
    changed: ['-tags: GHCR.IO/octo/app:1', '+tags: ghcr.io/octo/app:1'],
  },
  'the registry in capitals where a variable names it': {
    id: 'no-registry-login',
    steps: run(`echo ${TOKEN} | docker login $REGISTRY -u x --password-stdin`) + build(),
    keys: 'permissions: {contents: read, packages: write}\nenv:\n  REGISTRY: GHCR.IO',
    changed: ['-REGISTRY: GHCR.IO', '+REGISTRY: ghcr.io'],
  },
  'a login to the registry with its port': {
    id: 'no-registry-login',
    steps: login().replace('registry: ghcr.io', 'registry: ghcr.io:443') + build(),
    changed: ['-registry: ghcr.io:443', '+registry: ghcr.io'],
  },
  'permissions by a slip of the hand': {
    id: 'invalid-permissions',
    steps: login() + build(),
    keys: 'premissions:\n  packages: write',
    changed: ['-premissions:', '+permissions:'],
  },
  'permissions by a capital letter': {
    id: 'invalid-permissions',
    steps: login() + build(),
    keys: 'Permissions: {packages: write}',
    changed: ['-Permissions: {packages: write}', '+permissions: {packages: write}'],
  },
  'permissions by two slips, above scopes alone': {
    id: 'invalid-permissions',
    steps: login() + build(),
    keys: 'premisions:\n  packages: write',
    changed: ['-premisions:', '+permissions:'],
  },
  'inputs under a slip of with': {
    id: 'invalid-image-reference',
    steps: login().replace('with:', 'wiht:') + build(),
    changed: ['-wiht:', '+with:'],
  },
  'two slips of keys': {
    id: 'invalid-image-reference',
    steps: login().replace('with:', 'wiht:') + build(),
    keys: 'timeout_minutes: 5',
    changed: ['-timeout_minutes: 5', '+timeout-minutes: 5', '-wiht:', '+with:'],
  },
  'an action behind a slip of uses': {
    id: 'invalid-image-reference',
    steps: login().replace('uses:', 'use:') + build(),
    changed: ['-- use: docker/login-action@v4', '+- uses: docker/login-action@v4'],
  },
  'a key of a job by another joint': {
    id: 'invalid-image-reference',
    steps: login() + build(),
    keys: 'timeout_minutes: 5',
    changed: ['-timeout_minutes: 5', '+timeout-minutes: 5'],
  },
  'inputs beside an empty with': {
    id: 'invalid-image-reference',
    steps:
      loginWith('registry: ghcr.io', 'username: octo', `password: ${TOKEN}`).replace(/^ {4}/gm, '  ') +
      build(),
    changed: [
      ...['registry: ghcr.io', 'username: octo', `password: ${TOKEN}`].map((line) => `-${line}`),
      ...['registry: ghcr.io', 'username: octo', `password: ${TOKEN}`].map((line) => `+${line}`),
    ],
  },
  'a slip of a key behind an empty with': {
    id: 'invalid-image-reference',
    steps: `${login()}${build()}\n- uses: acme/notify@v1\n  with:\n  timeout_minutes: 5`,
    changed: ['-timeout_minutes: 5', '+timeout-minutes: 5'],
  },
  'an input that is nearly a key, beside an empty with': {
    id: 'invalid-image-reference',
    steps: `${login()}${build()}\n- uses: acme/notify@v1\n  with:\n  user: octo`,
    changed: ['-user: octo', '+user: octo'],
  },
  'inputs without their with': {
    id: 'invalid-image-reference',
    steps: `${login()}\n- uses: docker/build-push-action@v6\n  push: true\n  tags: |\n    ghcr.io/octo/app:1\n`,
    changed: [
      '-push: true',
      '-tags: |',
      '-ghcr.io/octo/app:1',
      '+with:',
      '+push: true',
      '+tags: |',
      '+ghcr.io/octo/app:1',
    ],
  },
  'variables beside an empty env': {
    id: 'invalid-image-reference',
    steps: login() + build('${{ env.IMAGE }}'),
    keys: 'env:\nIMAGE: ghcr.io/octo/app',
    changed: ['-IMAGE: ghcr.io/octo/app', '+IMAGE: ghcr.io/octo/app'],
  },
  'a shorthand with another joint': {
    id: 'invalid-permissions',
    steps: login() + build(),
    keys: 'permissions: write_all',
    changed: ['-permissions: write_all', '+permissions: write-all'],
  },
  'permissions that only read': {
    id: 'job-lacks-packages-write',
    steps: login() + build(),
    keys: 'permissions:\n  contents: read',
    changed: ['+packages: write'],
  },
  'permissions that read packages': {
    id: 'job-lacks-packages-write',
    steps: login() + build(),
    keys: 'permissions:\n  packages: read # for now',
    changed: ['-packages: read # for now', '+packages: write # for now'],
  },
  'permissions where a secret may be missing': {
    id: 'job-lacks-packages-write',
    steps: login('secrets.GHCR_TOKEN || secrets.GITHUB_TOKEN') + build(),
    keys: 'permissions:\n  contents: read',
    changed: ['+packages: write'],
  },
};

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The text after `git apply`, in a folder that is no repository. */
function applied(text: string, diff: string): string {
  const folder = mkdtempSync(`${tmpdir()}/accepted-`);
  folders.push(folder);
  mkdirSync(`${folder}/.github/workflows`, { recursive: true });
  writeFileSync(`${folder}/${MAIN}`, text);
  const { status, stderr } = spawnSync('git', ['apply', '-'], { cwd: folder, input: diff, encoding: 'utf8' });
  expect([stderr, status]).toEqual(['', 0]);
  return readFileSync(`${folder}/${MAIN}`, 'utf8');
}

/** Lines that a diff takes and gives, without their indentation. */
const changedLines = (diff: string) =>
  diff
    .split('\n')
    .filter((line) => /^[-+](?![-+]{2} )/.test(line))
    .map((line) => line.charAt(0) + line.slice(1).trim());

describe('the edit for', () => {
  test.each(Object.entries(CASES))('%s', async (_, { id, steps, changed, keys, on, options }) => {
    const text = workflow(steps, keys, on);
    const { report } = await lintFiles({ [MAIN]: text }, options);
    const finding = report.findings.find((each) => each.id === id);
    const diff = finding?.fix?.diff ?? '';
    expect(changedLines(diff)).toEqual(changed);
    const after = applied(text, diff);
    const left = (await lintFiles({ [MAIN]: after }, options)).report.findings.map((each) => each.id);
    expect(left).not.toContain(id);
  });
});
