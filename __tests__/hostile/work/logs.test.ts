/** Logs that no run writes: `explain` reads what it is given. */
import { expectBounded } from '../harness/expect.js';
import { many } from '../harness/faces.js';
import { situations, table, times } from '../harness/situation.js';

const time = '2026-11-02T09:00:00.0000000Z ';
const denied = 'denied: permission_denied: write_package';
const pushed = (image: string) =>
  `#12 pushing ghcr.io/${image}\nERROR: failed to push ghcr.io/${image}: ${denied}\n`;
const fill = (unit: string, size: number) => unit.repeat(Math.floor(size / unit.length));

const LOGS: [string, () => string][] = [
  [
    '400,000 job names',
    () => `${many(400_000, (at) => `job-${at}\tstep\t${time}hello\n`)}last\tpush\t${time}${denied}\n`,
  ],
  ['40,000 jobs that are refused', () => many(40_000, (at) => `job-${at}\tpush\t${time}${denied}\n`)],
  ['20,000 images', () => many(20_000, (at) => pushed(`octo-org/app-${at}:1`))],
  ['20,000 tags of one image', () => many(20_000, (at) => pushed(`octo-org/app:${at}`))],
  ['100,000 refusals', () => fill(`${denied}\n`, 100_000 * denied.length)],
  ['a line of 10 MB', () => `${'x'.repeat(10_000_000)} ${denied}\n`],
  ['a line of 5 MB of spaces', () => `error:${' '.repeat(5_000_000)}${denied}\n`],
  ['a line of 2 MB of slashes', () => `denied: ghcr.io${'/'.repeat(2_000_000)}\n`],
  ['a line of 2 MB of short parts', () => `denied: ghcr.io${'/a'.repeat(1_000_000)}\n`],
  ['a line of 2 MB of quotes', () => `denied: ${'"'.repeat(2_000_000)}\n`],
  ['a line of 2 MB of digits', () => `${'1'.repeat(2_000_000)} ${denied}\n`],
  ['a line of 2 MB of escapes', () => `${'\u001b[31m'.repeat(400_000)}${denied}\n`],
  ['a line of 2 MB of open escapes', () => `${'\u001b]8;;'.repeat(400_000)}${denied}\n`],
  ['a line of 2 MB of brackets', () => `denied: ${'['.repeat(2_000_000)}\n`],
  ['a line of 1 MB of login words', () => `${'docker login '.repeat(80_000)}${denied}\n`],
  ['a line of 1 MB of user names', () => `https://${'a:'.repeat(500_000)}@ghcr.io ${denied}\n`],
  ['a million short lines', () => 'a\n'.repeat(1_000_000) + denied],
  ['a million carriage returns', () => 'a\r'.repeat(1_000_000) + denied],
  [
    '100,000 groups in each other',
    () => `${`${time}##[group]Run docker push ghcr.io/octo-org/app\n`.repeat(100_000)}${time}${denied}\n`,
  ],
  [
    '100,000 steps',
    () =>
      `${many(100_000, (at) => `${time}##[group]Run step ${at}\n${time}##[endgroup]\n`)}${time}${denied}\n`,
  ],
  [
    '30,000 logins',
    () =>
      `${many(30_000, (at) => `${time}##[command]docker login ghcr.io -u u${at}\n${time}Login Succeeded!\n`)}${time}${denied}\n`,
  ],
  ['one word of the registry 200,000 times', () => `${'ghcr.io '.repeat(200_000)}\n${denied}\n`],
  ['5 MB of NUL', () => `${'\0'.repeat(5_000_000)}\n${denied}\n`],
  ['what is not UTF-8', () => `\ufffd${'\udc00'.repeat(500_000)}\n${denied}\n`],
  [
    '100,000 permissions',
    () =>
      `${time}##[group]GITHUB_TOKEN Permissions\n${many(100_000, (at) => `${time}Perm${at}: read\n`)}${time}##[endgroup]\n${time}${denied}\n`,
  ],
];

const WAYS: [string, 'file' | 'stdin'][] = [
  ['from a file', 'file'],
  ['from standard input', 'stdin'],
];

situations('work', [
  table(
    'logs',
    times(LOGS, WAYS),
    async (arena, [log, way]) => {
      const text = log();
      const ended =
        way === 'file'
          ? await arena.cli(['explain', '--format', 'json', arena.write('build.log', text)])
          : await arena.cli(['explain', '-'], { stdin: text });
      expectBounded(ended, [0, 1, 2, 3]);
    },
    { inCI: 6 },
  ),
]);
