/** What is beyond a limit is not passed over in silence. */
import { describe, expect, test } from '@jest/globals';
import { fetchElsewhere } from '../../src/commands/lint/fetching.js';
import { FilesElsewhere } from '../../src/workflow/repository/elsewhere.js';
import { MAIN, read, workflowOf } from './reading.js';

describe('files of other repositories', () => {
  const name = (number: number) => `octo/shared/.github/workflows/w${number}.yml@v1`;
  const fetched = async (names: (round: number) => string[]) => {
    const elsewhere = new FilesElsewhere();
    let round = 0;
    const asked: number[] = [];
    const unread = await fetchElsewhere(
      elsewhere,
      async () => {
        round += 1;
        for (const each of names(round)) elsewhere.file(each);
      },
      async (wanted) => {
        asked.push(wanted.length);
        return wanted.map(() => ({ text: 'on: workflow_call' }));
      },
    );
    return { unread, asked };
  };

  test('that are too many are named', async () => {
    const all = Array.from({ length: 203 }, (_, index) => name(index));
    const { unread, asked } = await fetched(() => all);
    expect(asked).toEqual([200]);
    expect([...unread]).toEqual([200, 201, 202].map((number) => [name(number), 'too-many']));
  });

  test('that are called too many levels down, too', async () => {
    const { unread, asked } = await fetched((round) => [name(round)]);
    expect(asked).toEqual(Array.from({ length: 10 }, () => 1));
    expect([...unread]).toEqual([[name(11), 'too-many']]);
  });

  test('and where there are fewer, none is', async () => {
    expect((await fetched(() => [name(1)])).unread.size).toBe(0);
  });
});

describe('files beside the workflow of this run', () => {
  const using = (count: number) => {
    const numbers = Array.from({ length: count }, (_, index) => index);
    const steps = numbers.map((number) => `- uses: ./actions/a${number}\n`).join('');
    const action = 'runs: {using: composite, steps: [{run: echo, shell: bash}]}\n';
    const files = numbers.map((number) => [`actions/a${number}/action.yml`, action]);
    return { [MAIN]: workflowOf(`${OWN}${steps}`), ...Object.fromEntries(files) };
  };
  const OWN = '- uses: acme/ghcr-preflight@v1\n';

  test('that are too many are told of', async () => {
    const { workflow, problem } = await read(using(70));
    expect(workflow).not.toBeNull();
    expect(problem).toMatchObject({
      kind: 'too-many',
      file: expect.stringMatching(/^actions\/a\d+\/action/),
    });
  });

  test('and where there are fewer, nothing is', async () => {
    expect((await read(using(3))).problem).toBeNull();
  });
});
