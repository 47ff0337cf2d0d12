/** What `date` prints is known but for its numbers, and no tag takes some of the signs between them. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { fillHoles } from '../../src/workflow/language/values.js';
import { printedDate } from '../../src/workflow/shell/printing/dates.js';
import { ids, login, MAIN, workflow } from '../lint/repository.js';

const shape = (args: readonly string[]) => {
  const printed = printedDate(args);
  return printed === null ? null : fillHoles(printed, '?');
};

describe('as the program has it', () => {
  test.each<[string[], string]>([
    [['+%Y-%m-%d'], '?-?-?\n'],
    [['-u', '+%Y-%m-%dT%H:%M:%SZ'], '?-?-?T?:?:?Z\n'],
    [['+%Y%m%d%H%M'], '?\n'],
    [['+%s'], '?\n'],
    [['+%F_%T'], '?-?-?_?:?:?\n'],
    [['+%D'], '?/?/?\n'],
    [['+%c'], '? ? ? ?:?:? ?\n'],
    [['+%R'], '?:?\n'],
    [['+%-d.%_m.%3N'], '?.?.?\n'],
    [['+%H%t%M'], '?\t?\n'],
    [['+%012s:%+5Y'], '?:?\n'],
    [['+%Ey.%Od'], '?.?\n'],
    [['+100%%'], '100%\n'],
    [['--date', 'yesterday', '+%b_%:z'], '?_?:?\n'],
    [['-I'], '?-?-?\n'],
    [['-Idate'], '?-?-?\n'],
    [['--iso-8601'], '?-?-?\n'],
    [['-Iseconds'], '?-?-?T?:?:?:?\n'],
    [['--iso-8601=seconds'], '?-?-?T?:?:?:?\n'],
    [['-Ihours'], '?-?-?T?:?\n'],
    [['-Iminutes'], '?-?-?T?:?:?\n'],
    [['-Ins'], '?-?-?T?:?:?,?:?\n'],
    [['--rfc-3339=seconds'], '?-?-? ?:?:?:?\n'],
    [['--rfc-3339=date'], '?-?-?\n'],
    [['--rfc-3339=ns'], '?-?-? ?:?:?.?:?\n'],
    [['-R'], '?, ? ? ? ?:?:? ?\n'],
    [[], '? ? ? ?:?:? ? ?\n'],
    [['-u'], '? ? ? ?:?:? ? ?\n'],
    [['-d', 'yesterday'], '? ? ? ?:?:? ? ?\n'],
    [['--utc', '--date=@0'], '? ? ? ?:?:? ? ?\n'],
  ])('%j', (args, expected) => {
    expect(shape(args)).toBe(expected);
    const { stdout } = spawnSync('date', args, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
    const escaped = expected.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    expect(stdout).toMatch(new RegExp(`^${escaped.replaceAll('\\?', '[\\w +-]+')}$`));
  });

  test.each([[['-s']], [['--help']], [['+%F', '+%T']], [['-R', '+%F']]])('%j is not known', (args) => {
    expect(shape(args)).toBeNull();
  });
});

describe('as a tag', () => {
  const INVALID = ['error invalid-image-reference'];
  const push = (tag: string) => `\n- run: ${JSON.stringify(`docker push "ghcr.io/octo/app:${tag}"`)}`;
  const output = (format: string) =>
    `\n- id: now\n  run: echo "date=$(date -u +'${format}')" >> "$GITHUB_OUTPUT"${push('${{ steps.now.outputs.date }}')}`;
  const meta = (format: string) => `
- run: echo "NOW=$(date +${format})" >> "$GITHUB_ENV"
- {id: meta, uses: docker/metadata-action@v5, with: {images: ghcr.io/octo/app, tags: "type=raw,value=\${{ env.NOW }}"}}
- {uses: docker/build-push-action@v6, with: {push: true, tags: "\${{ steps.meta.outputs.tags }}"}}`;
  test.each<[string, string[]]>([
    [push('$(date +%Y%m%d)'), []],
    [push('$(date +%s)'), []],
    [push('$(date -I)'), []],
    [push('$(date)'), INVALID],
    [push('$(date -u)'), INVALID],
    [push('$(date | tr " :" -)'), []],
    [push("$(date | sed 's/[ :]/-/g')"), []],
    [push('$(date | md5sum)'), []],
    [push('$(date +%T)'), INVALID],
    [push('$(date +%D)'), INVALID],
    [push("$(date '+%F %H')"), INVALID],
    [push('$(date +%T | tr : -)'), []],
    [push("$(date +%T | sed 's/:/-/g')"), []],
    [output('%Y-%m-%dT%H-%M'), []],
    [output('%Y-%m-%dT%H:%M:%SZ'), INVALID],
    // It makes a tag of whatever it is given.
    [meta('%T'), []],
  ])('%s', async (steps, expected) => {
    expect(
      await ids({ [MAIN]: workflow(login() + steps, 'permissions: {contents: read, packages: write}') }),
    ).toEqual(expected);
  });

  test('of a long format it is known in time', () => {
    for (const piece of ['%Y', '%', '%_', '%:', '0', '_', ':', '1'])
      expect(printedDate([`+%${piece.repeat(200_000)}`])).not.toBeNull();
  });
});
