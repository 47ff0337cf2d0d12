/** Comments of sources, which tell for which refusal something was written; and headings and people, who tell of one. */
import { describe, expect, test } from '@jest/globals';
import { answerTo } from './support.js';

const REASON = 'The push to ghcr.io failed because the PAT lacks write:packages';
const MESSAGE = 'denied: permission_denied: write_package';

describe('a comment beside a line of a source', () => {
  test.each([
    ['above a function', [`# ${REASON}: tell the user.`, 'def explain(status: int) -> str:']],
    [
      'below the first line of a script',
      ['#!/bin/sh', `# Pushes to ghcr.io end with "${MESSAGE}" here.`, 'true'],
    ],
    ['above an option of the shell', [`# ${REASON}.`, 'set -euo pipefail']],
    ['above a command that is not yet run', [`# ${REASON}.`, 'docker push "ghcr.io/${OWNER}/app:${TAG}"']],
    ['above a variable', [`# ${REASON}.`, 'IMAGE=ghcr.io/octo/app']],
    ['above an import', [`# ${MESSAGE} (ghcr.io)`, 'from registry import push']],
    ['above a key of a workflow', [`# ghcr.io says ${MESSAGE}`, '      packages: write']],
    ['over several lines', [`# ghcr.io says ${MESSAGE}`, '# to whoever has no role.', 'import registry']],
    [
      'below an empty line of a script',
      [
        'echo "Building from source"',
        '',
        '# docker pull of the private ghcr.io/octo/app: unauthorized',
        'docker compose build app',
      ],
    ],
    [
      'below a key of a source',
      ['  brief:', "    'The push to ghcr.io fails with an unauthorized answer.',"],
    ],
    [
      "in a branch of a shell's case",
      ['    401)', '        echo "FAIL: GHCR unauthorized (HTTP 401)"', '        ;;'],
    ],
    ['in a diff', [`+ # ghcr.io says ${MESSAGE}`, '+ set -e']],
    ['with numbers', [`12: # ghcr.io says ${MESSAGE}`, '13: set -e']],
    ['in a block', ['/**', ` * ${REASON}.`, ` * ${MESSAGE}`, ' */', 'export function push() {']],
    ['in a block of one line', [`/* ghcr.io says ${MESSAGE} */`]],
    ['in a table', ['const MESSAGES = {', `  write: '${MESSAGE}',`, '};']],
    ['in a table with its type', ['static CASES: &[(&str, u16)] = &[', `    ("${MESSAGE}", 403),`, '];']],
    ['in the first text of a source', ['"""', REASON, '"""', 'import os']],
    ['in a list', ['export const ALL: string[] = [', `  '${MESSAGE}',`, '];']],
    ['in a text of Python', ['def push(ref):', `    """${REASON}."""`]],
    ['in a text of several lines', ['class Push:', '    """', `    ghcr.io: ${MESSAGE}`, '    """']],
  ])('%s', async (_, lines) => {
    expect(await answerTo(lines.join('\n'))).toEqual({ ids: [], verdict: 'not-needed' });
    const met = `ERROR: failed to push ghcr.io/octo/app:1: ${MESSAGE}`;
    expect((await answerTo([...lines, '', met].join('\n'))).ids).toEqual(['package-not-granted']);
  });
});

describe('is no heading, and nothing that somebody met', () => {
  test.each([
    [
      "a client's message as the title above a workflow",
      [`# Error: buildx failed with: ERROR: ${MESSAGE}`, 'name: ci', 'on: push'],
    ],
    ['a heading above a message', ['# The push to GHCR is denied', MESSAGE]],
    ['a heading above a command that was run', [`# ghcr.io: ${MESSAGE}`, 'docker push ghcr.io/octo/app:1']],
    ['a heading above a sentence', [`# ghcr.io: ${MESSAGE}`, 'from the registry, with the error above:']],
    ['a chapter', [`## ghcr.io: ${MESSAGE}`, 'set -e']],
    ['of himself', [`# I get ${MESSAGE} from ghcr.io`, 'docker push "ghcr.io/${OWNER}/app"']],
    ['what a command printed, behind an arrow', ['docker push "ghcr.io/$OWNER/app:1"', `# => ${MESSAGE}`]],
    ['what a step printed', ['      - run: docker push ghcr.io/octo/app', `# ${MESSAGE}`]],
    ['a log that is set in marks', ['"""', MESSAGE, '"""', 'from the push of ghcr.io/octo/app']],
    ['a block that does not end', ['/* the log:', `ghcr.io/octo/app: ${MESSAGE}`]],
    ['an object that was printed', ['{', `  message: '${MESSAGE}',`, "  host: 'ghcr.io',", '}']],
    ['a text that describes nothing', ['The log:', '"""', `ghcr.io/octo/app: ${MESSAGE}`, '"""']],
  ])('%s', async (_, lines) =>
    expect((await answerTo(lines.join('\n'))).ids).toEqual(['package-not-granted']),
  );
});

describe('the title of a report, right above a workflow that somebody shows', () => {
  const WORKFLOW = 'name: publish\non: push\njobs:\n  build:\n    runs-on: ubuntu-latest';
  test.each([`# Bug: ${MESSAGE}`, `# [Bug] ${MESSAGE}`, `# 问题：${MESSAGE}`])('%s', async (title) =>
    expect((await answerTo(`${title}\n${WORKFLOW}`)).ids).toEqual(['package-not-granted']),
  );
  test('a comment there is none', async () =>
    expect((await answerTo(`# ${MESSAGE} comes without a grant\n${WORKFLOW}`)).ids).toEqual([]));
});
