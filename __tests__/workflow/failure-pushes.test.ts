/** Pushes that are made only where something else fails, or where an image is not there yet: a run that goes well may make none. */
import { describe, expect, test } from '@jest/globals';
import { ENV, evidence, MAIN, workflowOf } from './reading.js';

const IMAGE = 'ghcr.io/octo/app:1';
const PUSH = `docker push ${IMAGE}`;

async function pushes(script: string) {
  const steps = `- uses: acme/ghcr-preflight@v1\n- run: |\n${script.replace(/^/gm, '    ')}\n`;
  const own = { images: [], login: 'docker' } as const;
  const read = await evidence({ [MAIN]: workflowOf(steps) }, { own, env: ENV });
  return read.pushes
    .filter(({ access }) => access === 'push')
    .map(({ reference, runs, fallbacks, unlessThere, onlyThere }) => ({
      name: reference?.replace(/^.*\/|:1$/g, ''),
      runs,
      ...(fallbacks ? { fallbacks } : {}),
      ...(unlessThere ? { unlessThere } : {}),
      ...(onlyThere ? { onlyThere } : {}),
    }));
}

const PERHAPS = { name: 'app', runs: 'unknown', fallbacks: [] };
const UNLESS = { name: 'app', runs: 'unknown', unlessThere: [IMAGE] };
const SURELY = { name: 'app', runs: 'yes' };

describe('only where something else fails', () => {
  test.each([
    ['a list', `npm test || ${PUSH}`],
    ['a group', `npm test || { echo "with its state"; ${PUSH}; exit 1; }`],
    ['the other way of a condition', `if npm test; then echo fine; else ${PUSH}; fi`],
    ['a condition turned round', `if ! npm test; then ${PUSH}; fi`],
    ['a status', `set +e\nnpm test\nif [ $? -ne 0 ]; then ${PUSH}; fi`],
    ['a status that was kept', `npm test || CODE=$?\nif [ "\${CODE:-0}" -ne 0 ]; then ${PUSH}; fi`],
    ['what is left behind a success', `docker build . && exit 0\n${PUSH}`],
    ['one turned round, or the end', `! npm test || exit 0\n${PUSH}`],
    ['what is kept of it, as a command', `OK=false\nnpm test && OK=true\nif ! $OK; then ${PUSH}; fi`],
    ['a trap for errors', `trap '${PUSH}' ERR\nnpm test`],
    ['a function that is a trap for errors', `save() { ${PUSH}; }\ntrap save ERR\nnpm test`],
  ])('%s', async (_, script) => expect(await pushes(script)).toEqual([PERHAPS]));

  test('a trap for errors that another push may be the reason of', async () => {
    expect(await pushes(`trap '${PUSH}' ERR\ndocker push ghcr.io/octo/other:1`)).toEqual([
      { name: 'other', runs: 'yes' },
      { name: 'app', runs: 'no' },
    ]);
  });
});

describe('only by the answer to a question, which the run decides and nothing has failed', () => {
  test.each([
    ['whether something listens', `nc -z localhost 5000 && exit 0\n${PUSH}`],
    ['whether a host answers', `if ping -c 1 cache; then exit 0; fi\n${PUSH}`],
    ['whether a program runs', `pgrep buildkitd || ${PUSH}`],
    ['whether a service does', `sudo systemctl is-active --quiet registry || ${PUSH}`],
    ['whether a version is published', `npm view app@1.0 && exit 0\n${PUSH}`],
    ['whether files are the same', `sha256sum --check sums.txt || ${PUSH}`],
    ['whether the commit has a tag', `git describe --exact-match HEAD || ${PUSH}`],
    ['whether something is deployed', `if ! kubectl -n app get deploy app; then ${PUSH}; fi`],
    ['in a function', `up() { timeout 5 nc -vz localhost 5000; }\nup || ${PUSH}`],
  ])('%s', async (_, script) => expect(await pushes(script)).toEqual([{ name: 'app', runs: 'unknown' }]));

  test.each([
    ['what opens a connection', `nc localhost 5000 < job || ${PUSH}`],
    ['what starts a service', `systemctl start registry || ${PUSH}`],
    ['what makes a version', `npm publish || ${PUSH}`],
    ['what sets a tag', `git tag v1 || ${PUSH}`],
  ])('%s may fail', async (_, script) => expect(await pushes(script)).toEqual([PERHAPS]));
});

describe('only where an image is not there', () => {
  test.each([
    ['a condition that ends the script', `if docker manifest inspect ${IMAGE}; then exit 0; fi\n${PUSH}`],
    ['a list that ends it', `docker manifest inspect ${IMAGE} && exit 0\n${PUSH}`],
    ['one that says so first', `crane digest ${IMAGE} >/dev/null 2>&1 && { echo there; exit 0; }\n${PUSH}`],
    ['one that says so between', `crane digest ${IMAGE} && echo there && exit 0\n${PUSH}`],
    ['skopeo', `if skopeo inspect docker://${IMAGE} > /dev/null; then echo there; exit; fi\n${PUSH}`],
    ['buildx', `docker buildx imagetools inspect ${IMAGE} && exit 0\n${PUSH}`],
    ['a pull', `docker pull ${IMAGE} || ${PUSH}`],
    ['a pull that ends it', `docker pull ${IMAGE} && exit 0\n${PUSH}`],
    ['a list', `docker manifest inspect ${IMAGE} || ${PUSH}`],
    ['a condition turned round', `if ! docker manifest inspect ${IMAGE}; then ${PUSH}; fi`],
    ['one of two', `if ! docker manifest inspect ${IMAGE} || [ "$FORCE" = 1 ]; then ${PUSH}; fi`],
    ['both of two', `A=$(cat a)\nif ! docker manifest inspect ${IMAGE} && [ "$A" = 1 ]; then ${PUSH}; fi`],
    ['its other way', `if docker manifest inspect ${IMAGE}; then echo there; else ${PUSH}; fi`],
    [
      'the last of several ways',
      `if [ -n "$FORCE" ]; then echo; elif docker manifest inspect ${IMAGE}; then echo; else ${PUSH}; fi`,
    ],
    ['a list turned round', `! docker manifest inspect ${IMAGE} && ${PUSH}`],
    ['its status', `set +e\ndocker manifest inspect ${IMAGE}\nif [ $? -ne 0 ]; then ${PUSH}; fi`],
    ['its status that ends it', `set +e\ncrane digest ${IMAGE}\nif [ $? -eq 0 ]; then exit 0; fi\n${PUSH}`],
    [
      'what is kept of it',
      `if docker manifest inspect ${IMAGE}; then THERE=true; else THERE=false; fi\nif [ "$THERE" = false ]; then ${PUSH}; fi`,
    ],
    [
      'what is kept of it and ends the script',
      `THERE=no\ndocker manifest inspect ${IMAGE} && THERE=yes\n[ "$THERE" = yes ] && exit 0\n${PUSH}`,
    ],
    [
      'what is kept of it, as a command',
      `NEW=false\ndocker manifest inspect ${IMAGE} || NEW=true\n$NEW && ${PUSH}`,
    ],
    [
      'the same turned round',
      `OLD=false\ndocker manifest inspect ${IMAGE} && OLD=true\nif ! $OLD; then ${PUSH}; fi`,
    ],
    [
      'a test turned round',
      `OLD=0\ndocker manifest inspect ${IMAGE} && OLD=1\nif ! [ $OLD = 1 ]; then ${PUSH}; fi`,
    ],
    ['one turned round, or the end', `! docker manifest inspect ${IMAGE} || exit 0\n${PUSH}`],
    [
      'a function that asks',
      `there() { docker manifest inspect "$1" > /dev/null 2>&1; }\nif there ${IMAGE}; then exit 0; fi\n${PUSH}`,
    ],
    ['all that there is of it', `crane ls ghcr.io/octo/app | grep -qx 1 && exit 0\n${PUSH}`],
    ['what it prints', `if [ -z "$(docker manifest inspect ${IMAGE} 2>/dev/null)" ]; then ${PUSH}; fi`],
    ['what it printed', `D=$(crane digest ${IMAGE} 2>/dev/null || true)\n[ -n "$D" ] && exit 0\n${PUSH}`],
    [
      'what is printed of it',
      `D=$(skopeo inspect docker://${IMAGE} | jq -r .Digest)\nif [[ -n $D ]]; then echo; else ${PUSH}; fi`,
    ],
    [
      'what it says where there is none',
      `OUT="$(docker manifest inspect ${IMAGE} 2>&1)" || true\nif [[ $OUT == *"manifest unknown"* ]]; then ${PUSH}; fi`,
    ],
    [
      'what is printed for it',
      `E=$(docker manifest inspect ${IMAGE} > /dev/null 2>&1 && echo yes || echo no)\nif [ "$E" = no ]; then ${PUSH}; fi`,
    ],
    [
      'its printed status',
      `RET=$(docker manifest inspect ${IMAGE} > /dev/null; echo $?)\nif [ "$RET" == 1 ]; then ${PUSH}; fi`,
    ],
    ['of a loop', `for I in ${IMAGE}; do crane digest $I && continue; docker push $I; done`],
  ])('%s', async (_, script) => expect(await pushes(script)).toEqual([UNLESS]));

  test('which image is asked for is not known', async () => {
    const script = `docker manifest inspect "$(cat name)" && exit 0\n${PUSH}`;
    expect(await pushes(script)).toEqual([PERHAPS]);
  });

  test.each([
    ['tag', 'ghcr.io/octo/app:$(cat VERSION)', PUSH],
    ['tag of the push as well', 'ghcr.io/octo/app:$V', 'docker push ghcr.io/octo/app:$V'],
    ['digest', 'ghcr.io/octo/app@$(cat digest)', PUSH],
  ])('which %s is asked for is not known', async (_, image, push) => {
    const unless = { unlessThere: ['ghcr.io/octo/app'], runs: 'unknown', name: 'app' };
    const before = 'V=$(./version.sh)\n';
    expect(await pushes(`${before}docker manifest inspect ${image} && exit 0\n${push}`)).toEqual([unless]);
    expect(await pushes(`${before}docker manifest inspect ${image} || exit 0\n${push}`)).toEqual([
      { runs: 'unknown', name: 'app' },
    ]);
  });

  test('all that there is of another image', async () => {
    expect(await pushes(`crane ls ghcr.io/octo/other | grep -qx 1 || ${PUSH}`)).toEqual([
      { ...UNLESS, unlessThere: ['ghcr.io/octo/other'] },
    ]);
  });
});

test.each([
  ['is', `D=$(crane digest ${IMAGE})\nif [ "$D" = sha256:abc ]; then ${PUSH}; fi`],
  ['is not', `D=$(crane digest ${IMAGE})\nif [ "$D" = sha256:abc ]; then exit 0; fi\n${PUSH}`],
])('an image that %s the one that is meant', async (_, script) =>
  expect(await pushes(script)).toEqual([{ name: 'app', runs: 'unknown' }]),
);

describe('only where an image is there', () => {
  const CANDIDATE = 'ghcr.io/octo/app:rc';
  const LOOK = `docker manifest inspect ${CANDIDATE}`;
  test.each([
    ['a condition', `if ${LOOK}; then ${PUSH}; fi`],
    ['a list', `${LOOK} && ${PUSH}`],
    ['the end without it', `${LOOK} || exit 0\n${PUSH}`],
    ['the end without it, and a word', `${LOOK} || { echo none; exit 0; }\n${PUSH}`],
    ['a condition that ends the script', `if ! ${LOOK}; then exit 0; fi\n${PUSH}`],
    ['what is kept of it', `THERE=false\n${LOOK} && THERE=true\nif $THERE; then ${PUSH}; fi`],
    ['of a loop', `for I in ${IMAGE}; do ${LOOK} || continue; docker push $I; done`],
    ['of a function', `promote() { ${LOOK} || return 0; ${PUSH}; }\npromote`],
  ])('%s', async (_, script) =>
    expect(await pushes(script)).toEqual([{ name: 'app', runs: 'unknown', onlyThere: [CANDIDATE] }]),
  );

  test.each([
    ['an end with an error', `${LOOK} || exit 1\n${PUSH}`],
    ['whatever else is there', `${LOOK} || echo none\n${PUSH}`],
    ['whatever else is there, or another', `${LOOK} || crane digest ghcr.io/octo/b:1 || true\n${PUSH}`],
    ['a pull in front of it', `docker pull ${CANDIDATE} && ${PUSH}`],
    ['a function of which nobody has asked more', `f() { ${LOOK} || return 0; }\nf\n${PUSH}`],
  ])('not so: %s', async (_, script) => expect(await pushes(script)).toEqual([SURELY]));
});

describe('whatever else ends how', () => {
  test.each([
    ['a builder that is made', `docker buildx inspect m || docker buildx create --name m && ${PUSH}`],
    ['what is tried again', `for I in 1 2 3; do docker build . && break; sleep 5; done\n${PUSH}`],
    ['what is waited for', `until docker info; do sleep 1; done\n${PUSH}`],
    ['a build where there is none', `docker pull ${IMAGE} || docker build -t ${IMAGE} .\n${PUSH}`],
    ['an end with an error', `docker build . || exit 1\n${PUSH}`],
    ['one by what is kept', `OK=false\nnpm test && OK=true\n$OK || exit 1\n${PUSH}`],
    ['a setting that is a command', `PUBLISH=true\n$PUBLISH && ${PUSH}`],
    [
      'a digest that is handed on',
      `D=$(crane digest ghcr.io/octo/base:1)\ndocker build --build-arg D=$D .\n${PUSH}`,
    ],
    ['a trap at the end', `trap '${PUSH}' EXIT\nnpm test`],
    ['a trap that is taken back', `trap 'docker push ghcr.io/octo/b' ERR\ntrap - ERR\n${PUSH}`],
    [
      'of another function',
      `f() { docker manifest inspect ${IMAGE} && return 0; docker build .; }\nf\n${PUSH}`,
    ],
  ])('%s', async (_, script) => expect(await pushes(script)).toEqual([SURELY]));
});

test.each([['exec true'], ['exec echo done']])('%s is the end of the script', async (line) => {
  expect(await pushes(`${line}\n${PUSH}`)).toEqual([{ name: 'app', runs: 'no' }]);
});
