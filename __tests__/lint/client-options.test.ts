/**
 * The options that real clients name in their help, against the table of programs: of one that takes a word and is not known
 * to, the word would be read for an image; of one that takes none, an image would be lost.
 */
import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { PROGRAMS } from '../../src/workflow/knowledge/programs/index.js';

const CLIENTS = ['buildah', 'crane', 'helm', 'oras', 'podman', 'skopeo'];

/** What is found by its shape, wherever it stands; or another program's command. */
const BY_SHAPE = /^(?:install|upgrade|template|chart|compose|bud|farm|artifact)\b/;

/** `-f, --format string   …`: what stands behind the name is taken, unless it may be left out (`string[="true"]`). */
const OPTION = /^\s+(?:(-\w), )?\s*(--[\w.-]+)(?: (?! )(\S+))?(?= {2}|$)/;

function helpOf(client: string, words: readonly string[]): { takes: string[]; others: string[] } {
  const { stdout, stderr } = spawnSync(client, [...words, '--help'], { encoding: 'utf8' });
  const told = { takes: [] as string[], others: [] as string[] };
  for (const line of `${stdout}\n${stderr}`.split('\n')) {
    const [, short, long, value] = OPTION.exec(line) ?? [];
    const names = [short, long].flatMap((each) => each ?? []);
    (value === undefined || value.includes('[=') ? told.others : told.takes).push(...names);
  }
  return told;
}

const commandsOf = (client: string) =>
  PROGRAMS.filter(({ names }) => names.includes(client)).flatMap(({ commands = [] }) => commands);

for (const client of CLIENTS) {
  const isThere = spawnSync(client, ['--help']).error === undefined;
  (isThere ? test : test.skip)(`the options of ${client}`, () => {
    const wrong = commandsOf(client).flatMap(({ words, takes }) => {
      const spelled = words.map((each) => each.split('|')[0] as string);
      if (BY_SHAPE.test(spelled.join(' '))) return [];
      const help = helpOf(client, spelled);
      const lacked = help.takes.filter((each) => !takes.includes(each));
      const over = help.others.filter((each) => takes.includes(each));
      return [
        ...lacked.map((each) => `${spelled.join(' ')} ${each}: takes a word`),
        ...over.map((each) => `${spelled.join(' ')} ${each}: takes none`),
      ];
    });
    expect(wrong).toEqual([]);
  });
}
