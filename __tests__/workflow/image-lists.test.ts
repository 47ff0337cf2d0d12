/** What is pushed of the images that an engine lists: each name as far as a script tells it. */
import { describe, expect, test } from '@jest/globals';
import { fillHoles } from '../../src/workflow/language/values.js';
import { followScript } from '../../src/workflow/shell/script.js';

/** The names behind `push`, with `…` for what only the run knows, and how sure each is. */
const pushed = (script: string) =>
  followScript(
    script.replace('| each push', '| while read -r i; do push "$i"; done'),
    () => null,
  ).commands.flatMap(({ words: [name, ...args], runs }) =>
    name === 'push' ? [[args.map((each) => fillHoles(each, '…')).join(' '), runs]] : [],
  );
const FORMAT = "--format '{{.Repository}}:{{ .Tag }}'";

describe('names begin', () => {
  test.each([
    [`docker images ${FORMAT} ghcr.io/octo/app | each push`, 'ghcr.io/octo/app:…'],
    [`docker images ${FORMAT} 'ghcr.io/octo/app:1.*' | each push`, 'ghcr.io/octo/app:1.…'],
    [`podman images ${FORMAT} 'ghcr.io/octo/*' | sort -u | each push`, 'ghcr.io/octo/…'],
    [`docker image ls ${FORMAT} --filter reference='ghcr.io/octo/a*' | uniq | each push`, 'ghcr.io/octo/a…'],
    [`docker images ${FORMAT} | grep ghcr.io/octo/ | each push`, 'ghcr.io/octo/…'],
    [`docker images | grep '^ghcr\\.io/octo/app' | awk '{print $1":"$2}' | each push`, 'ghcr.io/octo/app…'],
    [
      `docker images | grep ghcr.io/octo | grep -v none | awk 'BEGIN {OFS=":"} {print $1, $2}' | each push`,
      'ghcr.io/octo…',
    ],
    [`for i in $(docker images ${FORMAT} ghcr.io/octo/app); do push $i; done`, 'ghcr.io/octo/app:…'],
  ])('%s', (script, name) => {
    expect(pushed(script)).toEqual([[name, 'yes']]);
  });

  test.each([
    ['what another text says', `docker images ${FORMAT} | grep latest | each push`],
    ['what is another host', `docker images ${FORMAT} | grep app/ghcr.io | each push`],
    ['a name that may not be there', `docker images ${FORMAT} ghcr.io/octo/app:1 | each push`],
    ['identifiers', 'docker images -q ghcr.io/octo/app | each push'],
    ['a table of other columns', "docker images --format 'table {{.ID}}' ghcr.io/octo/app | each push"],
    ['what is removed', `docker image prune ${FORMAT} --filter reference='ghcr.io/octo/*' | each push`],
    ['what a setting may decide', 'echo "$LIST" | grep ghcr.io/octo/app | each push'],
  ])('with nothing known: %s', (_, script) => {
    for (const [name = ''] of pushed(script)) expect(name).not.toMatch(/ghcr/);
  });
});

test('whether one is there only the run knows', () => {
  for (const asked of [
    'docker images | grep -q ghcr.io/octo/app',
    `[ -z "$(docker images ${FORMAT} 'ghcr.io/octo/*')" ]`,
    `[ "$(docker images ${FORMAT} ghcr.io/octo/app:1)" = "" ]`,
  ])
    expect(pushed(`${asked} && push a`)).toEqual([['a', expect.stringMatching(/sometimes|unknown/)]]);
});
