/** The workflow files of the scenarios: what people write, with the preflight in front of the build. */

import { PROJECT } from '../../version.js';

export interface WorkflowOptions {
  /** Lines of the job's `permissions` block, without indentation. */
  permissions: string[];
  /** Lines under `with:` of the preflight step. */
  preflight?: string[];
  /** Without `ghcr.io/`. */
  images?: string[];
  /** Event that starts it. */
  on?: 'push' | 'pull_request';
  /** The value of `push:`; `true` by default. */
  push?: string;
  /** The password of a login between the preflight and the build; none by default. */
  login?: string;
}

/** Key of the job in every scenario's workflow. */
export const BUILD_JOB = 'image';

/** Builds and pushes one or more images. */
export function publishWorkflow(options: WorkflowOptions): string {
  const images = options.images ?? ['octo-org/app'];
  const trigger =
    options.on === 'pull_request' ? ['pull_request:'] : ['push:', '  branches: [main]', "  tags: ['v*']"];
  return [
    'name: Publish',
    '',
    'on:',
    ...indent(2, trigger),
    '',
    'jobs:',
    `  ${BUILD_JOB}:`,
    '    runs-on: ubuntu-24.04',
    '    permissions:',
    ...indent(6, options.permissions),
    '    steps:',
    '      - uses: actions/checkout@v5',
    ...preflightStep(options.preflight ?? []),
    ...(options.login ? loginStep(options.login) : []),
    '      - uses: docker/setup-buildx-action@v3',
    ...images.flatMap((image) => buildSteps(image, images.length > 1, options.push ?? 'true')),
    '',
  ].join('\n');
}

/** Runs tests in an image that is already published. */
export function pullWorkflow(image: string): string {
  return [
    'name: Smoke test',
    '',
    'on:',
    '  push:',
    '    branches: [main]',
    '',
    'jobs:',
    `  ${BUILD_JOB}:`,
    '    runs-on: ubuntu-24.04',
    '    permissions:',
    '      contents: read',
    '      packages: read',
    '    steps:',
    '      - uses: actions/checkout@v5',
    ...preflightStep([`images: ghcr.io/${image}`, 'access: pull']),
    `      - run: docker run --rm ghcr.io/${image} --version`,
    '',
  ].join('\n');
}

function preflightStep(inputs: string[]): string[] {
  return [
    '      - name: Will GHCR accept it?',
    `        uses: ${PROJECT}@v1`,
    ...(inputs.length > 0 ? ['        with:', ...indent(10, inputs)] : []),
  ];
}

function loginStep(password: string): string[] {
  return [
    '      - uses: docker/login-action@v3',
    '        with:',
    '          registry: ghcr.io',
    '          username: ${{ github.actor }}',
    `          password: ${password}`,
  ];
}

function buildSteps(image: string, several: boolean, push: string): string[] {
  const short = image.split('/').at(-1) ?? image;
  const id = several ? `meta-${short}` : 'meta';
  return [
    `      - id: ${id}`,
    '        uses: docker/metadata-action@v5',
    '        with:',
    `          images: ghcr.io/${image}`,
    '      - uses: docker/build-push-action@v6',
    '        with:',
    ...(several ? [`          context: ${short}`] : []),
    `          push: ${push}`,
    `          tags: \${{ steps.${id}.outputs.tags }}`,
    `          labels: \${{ steps.${id}.outputs.labels }}`,
  ];
}

function indent(columns: number, lines: string[]): string[] {
  return lines.map((line) => `${' '.repeat(columns)}${line}`);
}
