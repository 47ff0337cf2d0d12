/** What somebody says of a job's permissions beside a refusal without a reason. */
import { describe, expect, test } from '@jest/globals';
import { toldLevel } from '../../src/evidence/log/people/told/level.js';
import { answerTo } from './support.js';

describe('a sentence about the permissions', () => {
  test.each([
    ['My job has `packages: write`, and still:', 'write'],
    ["I've set `permissions: packages: write` for the job", 'write'],
    ['Even though the workflow already has packages: write', 'write'],
    ['作业已经设置了 packages: write', 'write'],
    ['The job only has `contents: read` permission but needs `packages: read`', 'none'],
    ['permissions are just contents: read', 'none'],
    ['The caller lacks packages: read', 'none'],
    ['The job should have packages: write', null],
    ["The job doesn't have packages: write", null],
    ['This adds packages: write to the job', null],
    ['The job needs to have packages: write', null],
    ['The job now has packages: write', null],
    ['The job only has contents: read and packages: write', null],
    ['  packages: write', null],
    ['`packages: write` is already set.', 'write'],
    ['We use `permissions: { contents: read, packages: write }` here', 'write'],
    ['The token: contents: read, packages: write, still refused', 'write'],
    ["packages: write didn't help", 'write'],
    ['permissions: write-all is in place', 'write'],
    ['* packages: write ✅', 'write'],
    ['Trotz packages: write kommt', 'write'],
    ["J'ai ajouté packages: write", 'write'],
    ['Ya tengo packages: write', 'write'],
    ['packages: write 已经有了', 'write'],
    ['packages: write は設定済みです', 'write'],
    ['packages: write を付けても', 'write'],
    ['I have not set packages: write', null],
    ['I had packages: write before', null],
    ['None of our jobs has packages: write', null],
    ['Only the other job has packages: write', null],
    ['I added packages: write and now it works', 'none'],
    ['With packages: write it works', 'none'],
    ['Does the job have packages: write?', null],
    ['Once I have added packages: write', null],
    ['The first job has packages: write, the second does not.', null],
    ['The template has packages: write commented out', null],
    ['This PR grants packages: write', null],
    ['fix(ci): grant packages: write', null],
    ['Ich habe packages: write nicht gesetzt', null],
    ['还没有加 packages: write', null],
    ['packages: write を設定していません', null],
    ['It is not ours. The job has packages: write', 'write'],
    ['permissions: contents: read only', 'none'],
    ['I removed packages: read from it', 'none'],
  ] as const)('%s', (text, level) => expect(toldLevel(text)).toBe(level));
});

/** Each word by itself, where nothing else in the sentence says the same. */
const split = (list: string) => list.split(', ');

describe('a word that shows that it is in place', () => {
  test.each([
    ...split(
      'already, although, even though, despite, hat, habe, bereits, schon, trotz, tengo, tiene, añadí',
    ).map((word) => `${word} packages: write`),
    ...split('agregué, puse, a pesar de, j’ai, déjà, bien, malgré').map((word) => `${word} packages: write`),
    ...split('已, 加了, 加上了, 设置了, 配置了, 添加了, 给了').map((word) => `${word} packages: write`),
    ...split('ist gesetzt, ist bereits gesetzt, ist schon vorhanden, vorhanden').map(
      (end) => `packages: write ${end}`,
    ),
    ...split('still, anyway, nevertheless, no luck, to no avail, no effect, no difference').map(
      (end) => `packages: write, ${end}`,
    ),
    ...split('trotzdem, dennoch, sigue, aun así, toujours, quand même').map(
      (end) => `packages: write, ${end}`,
    ),
    ...split('还是, 仍然, 仍旧, 依然, 依旧, 没用, 无效, のに').map((end) => `packages: write ${end}`),
  ])('%s', (text) => expect(toldLevel(text)).toBe('write'));
});

describe('a word in front of it that takes this back', () => {
  test.each([
    ...split(
      'no, not, never, neither, none, nor, without, lacks, lacking, missed, forgot, thought, removed, dropped',
    ),
    ...split(
      'should, must, need, needed, requires, has to, may, might, could, can, will, would, if, whether, unless',
    ),
    ...split(
      'until, once, only, now, had, previously, fixed, solved, resolved, solution, works, PR, MR, pull request',
    ),
    ...split('commit, patch, change, do I, does the, nicht, kein, keine, ohne, muss, sollte, fehlt, braucht'),
    ...split('falta, debe, necesita, sin, sans, pas, faut, doit, manque'),
  ])('%s', (word) => expect(toldLevel(`Already ${word} packages: write`)).toBeNull());
});

describe('a word behind it that takes this back', () => {
  test.each([
    ...split(
      'is missing, was not, are gone, is needed, is required, was removed, were commented, being removed',
    ),
    ...split(
      'can push, may publish, will write, it works, that worked, this passes, everything succeeds, pushes now work',
    ),
    ...split(
      'it fixed it, that helped, this did the trick, now works, nicht gesetzt, nicht drin, nicht hinzugefügt',
    ),
    ...split(
      'nicht vergeben, nicht dabei, nicht da, fehlt, nötig, falta, manque, commented out, ?, ？, 吗, 必要',
    ),
    ...split(
      'does not, did not, has not, 設定していません, 追加していない, 付与しませんでした, 指定してください',
    ),
  ])('%s', (words) => expect(toldLevel(`We have packages: write ${words}`)).toBeNull());
});

const PUSH =
  'ERROR: failed to push ghcr.io/octo/app:1: unexpected status from POST request to https://ghcr.io/v2/octo/app/blobs/uploads/: 403 Forbidden';
const NAMED = 'ERROR: denied: installation not allowed to Write organization package';
const PULL = 'docker pull ghcr.io/octo/app:1\nError response from daemon: denied';
const ids = async (text: string) => (await answerTo(text)).ids;

describe('decides where the registry gives no reason', () => {
  test('nobody is told to add what he says that he has', async () => {
    expect((await ids(PUSH))[0]).toBe('job-lacks-packages-write');
    expect((await ids(`The job has packages: write.\n${PUSH}`))[0]).toBe('package-not-granted');
  });

  test('what was changed is told last', async () => {
    const changed = `The job only had contents: read.\nI added packages: write, still:\n${PUSH}`;
    expect((await ids(changed))[0]).toBe('package-not-granted');
  });

  test('a pull of a job that may only read contents', async () => {
    expect((await ids(PULL))[0]).toBe('package-read-refused');
    expect((await ids(`The job only has contents: read.\n${PULL}`))[0]).toBe('job-lacks-packages-read');
  });

  test.each(['packages:read', '`packages:read`', 'packages: read'])(
    'however it is written: %s',
    async (entry) => {
      const told = `The release job is missing the ${entry} permission.\n\nError response from daemon: denied`;
      expect((await ids(told))[0]).toBe('job-lacks-packages-read');
      const held = `I have ${entry.replace('read', 'write')} in the workflow\n${PUSH}`;
      expect((await ids(held))[0]).toBe('package-not-granted');
    },
  );

  test("not against the registry's own words", async () => {
    expect((await ids(`The job has packages: write.\n${NAMED}`))[0]).toBe('job-lacks-packages-write');
  });
});

describe('the entry that was the cure had been missing', () => {
  test.each([
    'We had 403 on pushes to ghcr.io last week, adding packages: write fixed it',
    'Pushing ghcr.io/octo/app was denied until I added packages: write',
    'ghcr.io push 403, solved by adding `packages: write`',
    'ghcr.io 推送 403，加上 packages: write 就好了',
    '推送 ghcr.io/octo/app 报 403，后来加了 packages: write 就解决了',
  ])('%s', async (text) => {
    expect(toldLevel(text)).toBe('none');
    expect((await answerTo(text)).ids[0]).toBe('job-lacks-packages-write');
  });

  test('of a pull, too', async () =>
    expect(
      (await answerTo('docker pull ghcr.io/octo/app in CI denied, adding packages: read fixed it')).ids[0],
    ).toBe('job-lacks-packages-read'));

  test.each([
    'Adding packages: write did not fix it',
    'I added packages: write, still 403',
    'If adding packages: write fixes it, tell us',
    '加上 packages: write 还是没用',
    '加了 packages: write 也没有解决',
    'Try adding packages: write, that should help',
    'With packages: write it worked until yesterday, now 403',
    'It works with packages: write in the other repository, but here it is 403',
  ])('it was none: %s', (text) => expect(toldLevel(text)).not.toBe('none'));
});
