/** What a job asked about its pulls has on its machine itself: `docker run` of it asks no registry. */
import { expect, test } from '@jest/globals';
import { evidence, MAIN, said, workflowOf } from './reading.js';

const APP = 'ghcr.io/octo/new:1';
const PREFLIGHT = '- uses: acme/ghcr-preflight@v1\n';

/** The pulls: `?` open, `!` not made. */
async function pulled(steps: string, files: Record<string, string> = {}) {
  const options = { access: 'pull' as const, own: { images: [], login: 'docker' as const } };
  const { pushes } = await evidence({ [MAIN]: workflowOf(PREFLIGHT + steps), ...files }, options);
  return pushes.filter(({ access }) => access === 'pull').map(said);
}

const run = (script: string) => `- run: |\n    ${script.replaceAll('\n', '\n    ')}\n`;

test.each([
  ['built', run(`docker build -t ${APP} . && docker run ${APP}`)],
  ['built in a step before', run(`docker build -t ${APP} .`) + run(`docker run --rm ${APP} test`)],
  ['by a variable', run(`IMAGE=${APP}\ndocker build -t "$IMAGE" .\ndocker run "$IMAGE"`)],
  ['by podman', run(`podman build -t ${APP} .\npodman run ${APP}`)],
  ['named', run(`docker build -t app .\ndocker tag app ${APP}\ndocker create ${APP}`)],
  [
    'kept by buildx',
    run(`docker buildx create --use\ndocker buildx build --load -t ${APP} .\ndocker run ${APP}`),
  ],
  ['by the builder of docker itself', run(`docker buildx build -t ${APP} .\ndocker run ${APP}`)],
  ['pushed', run(`docker buildx build --push -t ${APP} .`) + run(`docker run ${APP}`)],
  [
    'loaded by the action',
    `- uses: docker/setup-buildx-action@v3\n- uses: docker/build-push-action@v6\n  with: {load: true, tags: "${APP}"}\n${run(`docker run ${APP}`)}`,
  ],
  [
    'built by the action without a builder of its own',
    `- uses: docker/build-push-action@v6\n  with: {tags: "${APP}"}\n${run(`docker run ${APP}`)}`,
  ],
  [
    'pushed by the action',
    `- uses: docker/build-push-action@v6\n  with: {push: true, tags: "${APP}"}\n${run(`docker run ${APP}`)}`,
  ],
  [
    'built where it could not be fetched',
    run(`docker pull ${APP} || docker build -t ${APP} .\ndocker run ${APP}`),
  ],
])('%s', async (_, steps) =>
  expect((await pulled(steps)).filter((each) => !each.endsWith(' !'))).toEqual([]),
);

const BAKE = `target "default" {\n  tags = ["${APP}"]\n}\n`;
const COMPOSE = `services:\n  app:\n    build: .\n    image: ${APP}\n`;
test.each([
  ['docker buildx bake', { 'docker-bake.hcl': BAKE }],
  ['docker compose build', { 'compose.yml': COMPOSE }],
])('by %s', async (command, files) =>
  expect(await pulled(run(`${command}\ndocker run ${APP}`), files)).toEqual([`pull ${APP} !`]),
);

test.each([
  ['with nothing before it', run(`docker run ${APP}`)],
  ['built behind it', run(`docker run ${APP}\ndocker build -t ${APP} .`)],
  ['another name', run(`docker build -t ghcr.io/octo/new:2 .\ndocker run ${APP}`)],
  ['fetched in any case', run(`docker build -t ${APP} .\ndocker run --pull always ${APP}`)],
  ['fetched and built', run(`docker pull ${APP}\ndocker build -t ${APP} .`)],
  ['fetched, and nothing made', run(`docker pull ${APP} || true\ndocker run ${APP}`)],
  [
    'by a builder that keeps it',
    run(`docker buildx create --use\ndocker buildx build -t ${APP} .\ndocker run ${APP}`),
  ],
  [
    'built by the action into a cache',
    `- uses: docker/setup-buildx-action@v3\n- uses: docker/build-push-action@v6\n  with: {tags: "${APP}"}\n${run(`docker run ${APP}`)}`,
  ],
  [
    'built in some runs',
    run(`if ! git diff --quiet HEAD^; then docker build -t ${APP} .; fi\ndocker run ${APP}`),
  ],
])('asks the registry: %s', async (_, steps) =>
  expect(new Set(await pulled(steps))).toEqual(new Set([`pull ${APP}`])),
);

test.each([
  ['docker load', run(`docker load -i app.tar\ndocker run ${APP}`)],
  ['a name that nobody knows', run(`docker build -t "$(./name.sh)" .\ndocker run ${APP}`)],
])('open behind %s', async (_, steps) => expect(await pulled(steps)).toEqual([`pull ${APP} ?`]));
