/** `completion`: the scripts, loaded by the shells that they are for. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { program } from '../../src/faces/cli/program.js';
import { run } from './run.js';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

const folder = mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-completion-'));
const script = (shell: Shell) => path.join(folder, `script.${shell}`);

beforeAll(async () => {
  for (const shell of SHELLS) writeFileSync(script(shell), (await run(['completion', shell])).stdout);
  for (const file of ['production.env', 'build.log']) writeFileSync(path.join(folder, file), '');
});

/** What stands before the tab, and what that makes of its last word; null: nothing is offered. */
const LINES: [string, string | null][] = [
  ['li', 'lint'],
  ['--lang', '--language'],
  ['--language zh-CN li', 'lint'],
  ['--form', '--format'],
  ['--format js', 'json'],
  ['--format json li', 'lint'],
  ['--no-color che', 'check'],
  ['--no-color --format=json lint --ev', '--event'],
  ['lint --fo', '--format'],
  ['check --docker-c', '--docker-config'],
  ['check --access pull --pl', '--plan'],
  ['audit octo --res', '--resume'],
  ['lint --format s', 'sarif'],
  ['lint --format=s', 'sarif'],
  ['demo --format g', 'github'],
  ['demo --format z', null],
  ['check --access pul', 'pull'],
  ['explain --language z', 'zh-CN'],
  ['lint --ignore rate', 'rate-limited'],
  ['lint --ignore token-missing,rate', 'token-missing,rate-limited'],
  ['lint --event workflow_r', 'workflow_run'],
  ['lint --fix --fail-on nev', 'never'],
  ['demo lacks', 'lacks-write'],
  ['completion z', 'zsh'],
  ['help au', 'audit'],
  ['check --env-file prod', 'production.env'],
  ['check --dotenv prod', 'production.env'],
  ['check --username prod', null],
  ['explain bui', 'build.log'],
  ['audit bui', null],
  ['check prod', null],
  ['check --docker-config=prod', 'production.env'],
  // All words up to the next option are its own.
  ['audit --merge one.json bui', 'build.log'],
  ['check --kubernetes - prod', 'production.env'],
  ['check --compose a.yml --kubernetes one.yml other.yml prod', 'production.env'],
  ['check --compose one.yml other.yml --format s', 'sarif'],
  ['check --compose one.yml --access pull prod', null],
];

function start(shell: Shell, args: string[]): string {
  const { stdout, stderr, error } = spawnSync(shell, args, {
    cwd: folder,
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (error) throw error;
  // It would stand in the middle of the line that is typed.
  expect(stderr).toBe('');
  return stdout;
}

/** bash breaks words at "=", too, and calls the function with them. */
function byBash(line: string): string[] {
  const words = ['ghcr-preflight', ...line.split(/ |(?<==)|(?==)/)];
  const call = `source "$0"; complete -p ghcr-preflight >/dev/null || exit; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _ghcr_preflight; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return start('bash', ['--norc', '-c', call, script('bash'), ...words])
    .split('\n')
    .filter(Boolean);
}

function byFish(line: string): string[] {
  const ask = 'source $argv[1]; complete -C $argv[2]';
  return start('fish', ['--no-config', '-c', ask, script('fish'), `ghcr-preflight ${line}`])
    .split('\n')
    .filter(Boolean)
    .map((each) => each.replace(/\t.*/, '').replace(/^--[\w-]+=/, ''));
}

/** A terminal is typed into: the line, a tab, and what prints the line that has become of it. */
function byZsh(lines: readonly string[]): string[] {
  const talk = `
    zmodload zsh/zpty
    zpty z env TERM=xterm zsh -f -i
    # What is typed before its editor listens may be lost: then it asks the terminal to bracket what is pasted.
    zpty -r z out '*2004h*'
    zpty -w z "PROMPT= RPROMPT= ; bindkey -e; autoload -Uz compinit; compinit -u -D; source $1; print REA''DY"
    zpty -r z out '*READY*'
    for line in "\${@[2,-1]}"; do
      zpty -w -n z "ghcr-preflight $line"$'\\t'$'\\x01'"print -r -- BECA''ME: "$'\\x05'" :END"$'\\n'
      zpty -r z out '*BECAME: *:END*'
      print -r -- "\${\${out##*BECAME: }%%:END*}"
    done
    zpty -d z`;
  return start('zsh', ['-f', '-c', talk, 'zsh', script('zsh'), ...lines])
    .split('\n')
    .filter((each) => each.startsWith('ghcr-preflight'))
    .map((each) => each.trim());
}

/** With a line that says so where the shell is missing. */
function withShell(shell: Shell): typeof describe | typeof describe.skip {
  if (spawnSync(shell, ['-c', 'exit'], { timeout: 60_000 }).status === 0) return describe;
  process.stderr.write(`SKIPPED: ${shell} is not installed, its tests are skipped\n`);
  return describe.skip;
}

withShell('bash')('completion in bash', () => {
  test.each(LINES)('%s', (line, word) => {
    expect(byBash(line)).toEqual(word === null ? [] : [word]);
  });

  test('offers all commands, and all options of one', () => {
    const main = program([], {});
    expect(byBash('')).toEqual(main.commands.map((each) => each.name()));
    for (const command of main.commands) {
      const flags = command
        .createHelp()
        .visibleOptions(command)
        .map(({ long }) => long);
      expect(byBash(`${command.name()} --`).sort()).toEqual(flags.sort());
    }
  });
});

withShell('fish')('completion in fish', () => {
  test.each(LINES)('%s', (line, word) => {
    expect(byFish(line)).toEqual(word === null ? [] : [word]);
  });
});

withShell('zsh')('completion in zsh', () => {
  test('of each line', () => {
    const became = byZsh(LINES.map(([line]) => line));
    const expected = LINES.map(([line, word]) => (word === null ? line : line.replace(/[^ =]*$/, word))).map(
      (line) => `ghcr-preflight ${line}`,
    );
    expect(became).toEqual(expected);
  });

  test('also in a shell that has not turned completion on', () => {
    const ask = 'source $1; print -r -- $_comps[ghcr-preflight]';
    expect(start('zsh', ['-f', '-c', ask, 'zsh', script('zsh')]).trim()).toBe('_ghcr-preflight');
  });
});

test('the scripts describe in Chinese what they offer', async () => {
  const { stdout } = await run(['completion', 'fish', '--language', 'zh-CN']);
  expect(stdout).toContain("-a lint -d '读取工作流文件");
});

test.each([
  [[], 'missing required argument "SHELL"\n(Allowed choices are bash, zsh, fish)\n'],
  [['--language', 'zh-CN'], '缺少参数 SHELL。\n（可用的值：bash、zsh、fish）\n'],
  [['tcsh'], 'Allowed choices are bash, zsh, fish'],
])('completion %j is refused', async (args, words) => {
  const { code, stdout, stderr } = await run(['completion', ...args]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(words);
});
