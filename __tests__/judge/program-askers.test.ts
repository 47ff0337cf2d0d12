/**
 * Another program has logged in, and then a program of the table is refused: whichever it is, the cure is in its own
 * words, and no login is advised, or told of, that it does not read.
 */
import { describe, expect, test } from '@jest/globals';
import type { Finding, Language } from '../../src/types.js';
import { READS } from '../../src/workflow/knowledge/clients.js';
import { knownLogTools } from '../../src/workflow/knowledge/log-tools.js';
import { PROGRAMS } from '../../src/workflow/knowledge/programs/index.js';
import { explained } from '../log/support.js';
import { isWhole } from '../spread.js';

const REFUSALS = [
  'Error: PUT https://ghcr.io/v2/octo/app/blobs/uploads/: DENIED: denied',
  'Error: ghcr.io/octo/app: unauthorized: unauthenticated: User cannot be authenticated with the token provided.',
  'Error: failed to push ghcr.io/octo/app:1: unexpected status: 403 Forbidden',
];

/** Who logs in first, each to a store of its own. */
const FIRST = ['helm registry login', 'regctl registry login', 'podman login'];

/** One in each form, so that a program meets each of them in some form or after some login. The whole run asks all in all. */
const refusalsOf = (at: number, way: number) =>
  isWhole ? REFUSALS : [REFUSALS[(at + way) % REFUSALS.length] as string];

const CASES = PROGRAMS.flatMap(({ names: [name = ''], client = 'docker', commands = [] }) => {
  const example = commands.find((each) => each.example)?.example;
  const reads: readonly string[] = READS[client];
  return example ? FIRST.map((first) => ({ name, first, example, reads })) : [];
}).map((row, at) => ({ ...row, at: at + Math.floor(at / FIRST.length) }));

/** As a runner prints it, as a person pastes it, and as a script that echoes its commands. */
const FORMS: readonly ((login: string, example: string, refusal: string) => string)[] = [
  (login, example, refusal) =>
    `##[group]Run ${login}\n##[endgroup]\nLogin Succeeded\n##[group]Run ${example}\n##[endgroup]\n${refusal}`,
  (login, example, refusal) => `$ ${login}\nLogin Succeeded\n$ ${example}\n${refusal}`,
  (login, example, refusal) =>
    `+ ${login}\nLogin Succeeded\n+ ${example}\npreparing ghcr.io/octo/app\n${refusal}`,
];

const cure = ({ message, fix, tell = [] }: Finding) =>
  [message, fix.summary, fix.command ?? '', ...tell.map(({ how }) => how)].join('\n');

const isRead = (login: string, reads: readonly string[]) =>
  knownLogTools()
    .stores.get(login)
    ?.some((store) => reads.includes(store));

describe.each<Language>(['en', 'zh-CN'])('in %s', (language) => {
  test.each(CASES)('after $first, $name is refused', async ({ at, name, first, example, reads }) => {
    // A command that does not name the registry is no line of interest: only the step that runs it shows it.
    const forms = example.includes('ghcr.io') ? FORMS : FORMS.slice(0, 1);
    for (const [way, form] of forms.entries())
      for (const refusal of language === 'en' ? refusalsOf(at, way) : REFUSALS.slice(0, 1)) {
        const text = form(`${first} ghcr.io -u mona -p hush`, example, refusal);
        const [finding] = await explained(text, { language });
        if (!finding) throw new Error(`nothing is said of ${text}`);
        const advised = [...knownLogTools().stores.keys()].filter((each) =>
          new RegExp(`(?<![\\w/-])${each} ghcr\\.io`).test(cure(finding)),
        );
        const told = finding.evidence.filter(
          (line) => line.includes(`: ${first} `) || line.includes(`：${first} `),
        );
        const [, again] = /(?:[Rr]un|重新执行) ([a-z-]+) (?:again|命令)/.exec(cure(finding)) ?? [];
        const wrong = [
          ...advised.filter((each) => !isRead(each, reads)).map((each) => `advises ${each}`),
          // Most often its line was taken for another's, because the entry of the table has no `log`.
          ...(isRead(first, reads)
            ? []
            : told.map((line) => `tells of a login that it does not read: ${line}`)),
          ...(again && FIRST.some((each) => each.startsWith(again)) && !nameOf(name).test(again)
            ? [`runs ${again} again`]
            : []),
        ];
        expect({ text, wrong }).toEqual({ text, wrong: [] });
      }
  });
});

/** buildx and compose are run by docker, buildah's words are podman's. */
function nameOf(name: string): RegExp {
  if (/buildx|compose/.test(name)) return /docker|podman/;
  return name === 'buildah' ? /podman/ : new RegExp(`^${name}$`);
}
