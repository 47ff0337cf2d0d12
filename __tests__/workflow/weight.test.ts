import { describe, expect, test } from '@jest/globals';
import { parseWorkflow } from '../../src/workflow/text/parse.js';
import { MAX_WEIGHT, weightOf } from '../../src/workflow/text/weight.js';

const MEGABYTE = 1024 * 1024;
const filled = (unit: string) => `x: ${unit.repeat((MEGABYTE - 100) / unit.length)}`;

describe('a text that would fill the memory is not parsed', () => {
  test.each([
    ['a list between brackets', filled('a,')],
    ['lists in lists', filled(`${'['.repeat(100)}${']'.repeat(100)}\n`)],
    ['pairs', filled('\na: b')],
    ['items', filled('\n- a')],
    ['anchors', filled('\na: &b c')],
    ['tags', filled('!a ')],
    ['blank lines', filled('\n')],
    ['comments', filled('\n#')],
    ['quotes', filled('"a" ')],
    [
      'ten thousand jobs',
      Array.from(
        { length: 10_000 },
        (_, index) => `  j${index}:\n    runs-on: x\n    steps:\n      - run: y\n        env: {a: b}\n`,
      ).join(''),
    ],
  ])('%s', (_, text) => {
    expect(parseWorkflow('x.yml', text).problem).toMatchObject({ kind: 'too-complex' });
  });
});

describe('the weight', () => {
  test('of a job of ordinary size leaves room for thousands', () => {
    const job = [
      '  image:',
      '    runs-on: ubuntu-latest',
      '    permissions:',
      '      contents: read',
      '      packages: write',
      '    steps:',
      '      - uses: actions/checkout@v4',
      '      - uses: docker/login-action@v3',
      '        with:',
      '          registry: ghcr.io',
      '          username: ${{ github.actor }}',
      '          password: ${{ secrets.GITHUB_TOKEN }}',
      '      - run: |',
      '          if [ -f x ]; then docker push "ghcr.io/octo/app:$TAG" && echo done; fi',
      '',
    ].join('\n');
    expect(MAX_WEIGHT / weightOf(job)).toBeGreaterThan(1_000);
  });

  test('does not grow with the words of a script', () =>
    expect(weightOf('docker push ghcr.io/octo/app:1 --quiet')).toBe(0));
});

test('what is nested too deeply for the parser is told so', () => {
  const deep = `x: ${'['.repeat(900)}${']'.repeat(900)}`;
  expect(parseWorkflow('x.yml', deep).problem).toMatchObject({
    kind: 'broken-yaml',
    detail: 'nested too deeply',
  });
});
