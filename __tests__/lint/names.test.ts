/** What is certainly wrong with a name, and what only might be. */
import { describe, expect, test } from '@jest/globals';
import { build, lintFiles, login, MAIN, said, workflow } from './repository.js';

const judged = async (tags: string, repository = 'Octo/App', more = '') =>
  said(await lintFiles({ [MAIN]: workflow(more + login() + build(tags)) }, { repository })).map((line) =>
    line.split(' ').slice(0, 2).join(' '),
  );

const UPPER = ['error uppercase-image-name'];
const OWNER = ['error owner-mismatch'];
const NONE = ['error image-without-owner'];
const INVALID = ['error invalid-image-reference'];

describe('a name as docker and the registry take it', () => {
  test.each<[string, string[]]>([
    ['ghcr.io/octo/app:1', []],
    ['ghcr.io/octo/app/deeper:1', []],
    ['ghcr.io/octo/app:Release-1', []],
    ['ghcr.io/octo/app@sha256:${{ steps.a.outputs.digest }}', []],
    ['GHCR.io/octo/app', []],
    ['ghcr.io/${{ github.repository }}', UPPER],
    ['ghcr.io/${{ github.repository_owner }}/app', UPPER],
    ['ghcr.io/octo/App', UPPER],
    ['ghcr.io/octo/app-${{ vars.SUFFIX }}:RC', []],
    ['ghcr.io/octo/${{ vars.NAME }}RC', []],
    ['ghcr.io/${{ vars.OWNER }}/app', []],
    ['ghcr.io/app', NONE],
    ['ghcr.io/${{ vars.NAME }}', []],
    ['ghcr.io/acme/app', OWNER],
    ['ghcr.io/acme-${{ vars.X }}/app', []],
    ['ghcr.io/octo/app:a+b', INVALID],
    ['ghcr.io/octo/app:${{ github.ref }}', INVALID],
    ['ghcr.io/octo/app:${{ github.ref_name }}', []],
    ['ghcr.io/octo/app:$TAG', INVALID],
    ['ghcr.io/octo/app:$(date)', INVALID],
    ['https://ghcr.io/octo/app', INVALID],
    ['ghcr.io/ghcr.io/octo/app:1', INVALID],
    ['ghcr.io/ghcr.iox/app:${{ vars.TAG }}', OWNER],
    ['ghcr.io/octo/app:${{ github.event.release.tag_name }}', []],
    ['quay.io/Octo/App', []],
    ['octo/app', INVALID],
  ])('%s', async (tags, expected) => {
    expect(await judged(tags)).toEqual(expected);
  });

  test('the real name of the repository decides', async () => {
    expect(await judged('ghcr.io/${{ github.repository }}', 'octo/app')).toEqual([]);
  });

  test('where it is not known, nothing is said of it', async () => {
    const files = { [MAIN]: workflow(login() + build('ghcr.io/${{ github.repository }}')) };
    expect(said(await lintFiles(files, { repository: null }))).toEqual([]);
  });

  test.each([
    [
      'a step that lower-cases',
      '\n- run: echo "NAME=${GITHUB_REPOSITORY,,}" >> "$GITHUB_ENV"',
      'ghcr.io/${{ env.NAME }}',
    ],
    [
      'metadata-action',
      '\n- id: m\n  uses: docker/metadata-action@v5\n  with: {images: "ghcr.io/${{ github.repository }}"}',
      '${{ steps.m.outputs.tags }}',
    ],
    [
      'an action',
      '\n- id: m\n  uses: ASzC/change-string-case-action@v6\n  with: {string: "${{ github.repository }}"}',
      'ghcr.io/${{ steps.m.outputs.lowercase }}',
    ],
  ])('%s makes it right', async (_, step, tags) => {
    expect(await judged(tags, 'Octo/App', step)).toEqual([]);
  });

  test('a list is pointed into, and said once', async () => {
    const tags = '|\n      ghcr.io/octo/app:1\n      ghcr.io/octo/App:2\n      ghcr.io/octo/App:3';
    expect(said(await lintFiles({ [MAIN]: workflow(login() + build(tags)) }))).toEqual([
      'error uppercase-image-name ci.yml:18 image',
    ]);
  });

  test('a PAT may have rights elsewhere', async () => {
    const text = workflow(login('secrets.PAT') + build('ghcr.io/acme/app'));
    expect(said(await lintFiles({ [MAIN]: text }))).toEqual([]);
  });

  test('a job for another repository is not ours', async () => {
    const text = workflow(login() + build('ghcr.io/acme/app'), "if: github.repository == 'acme/app'");
    expect(said(await lintFiles({ [MAIN]: text }))).toEqual([]);
  });
});
