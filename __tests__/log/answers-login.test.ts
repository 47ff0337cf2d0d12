/** A refusal that says nothing of what was asked, right below the login that it answers. */
import { describe, expect, test } from '@jest/globals';
import { answerTo, jobOf } from './support.js';

const ids = async (...lines: string[]) => (await answerTo(`${lines.join('\n')}\n`)).ids;

describe('it is that login which was refused', () => {
  test.each([
    ['docker at a prompt', ['$ docker login ghcr.io -u octo', 'Password: ', 'denied: denied']],
    ['docker, whose daemon tells', ['$ docker login ghcr.io', 'Error response from daemon: denied: denied']],
    ['podman in a script', ['+ podman login ghcr.io --password-stdin', 'Error: denied: denied']],
    ['helm', ['$ helm registry login ghcr.io -u octo', 'Error: denied: denied']],
    ['oras', ['$ oras login ghcr.io', 'Error response from registry: denied: denied']],
    ['the action', ['Logging into ghcr.io...', 'Error: denied: denied']],
    [
      'one that is handed the password',
      ['$ echo $T | docker login ghcr.io -u octo --password-stdin', 'denied: denied'],
    ],
    [
      'the same as a runner shows it',
      [
        'gh auth token | docker login ghcr.io -u octo --password-stdin',
        'shell: /usr/bin/bash -e {0}',
        'Error: denied: denied',
      ],
    ],
    ['one word', ['$ docker login ghcr.io -u octo', 'unauthorized']],
  ])('%s', async (_, lines) => expect((await ids(...lines))[0]).toBe('token-rejected'));
});

describe('where the login went through, or more was asked below it, it is no answer to the login', () => {
  test.each([
    ['it succeeded', ['$ docker login ghcr.io', 'Login Succeeded', 'Error: denied: denied']],
    ['a pull below it', ['$ docker login ghcr.io', '$ docker pull ghcr.io/octo/app:1', 'denied: denied']],
    [
      'a pull behind the login that is handed the password',
      [
        '+ cat token | docker login ghcr.io --password-stdin; docker pull ghcr.io/octo/app:1',
        'denied: denied',
      ],
    ],
    ['what logs in to no registry', ['Logging in to amazonaws...', 'Error: denied: denied']],
    [
      'a pull in the same line',
      ['$ docker login ghcr.io && docker pull ghcr.io/octo/app:1', 'denied: denied'],
    ],
  ])('%s', async (_, lines) => {
    const { symptoms } = await jobOf(`${lines.join('\n')}\n`);
    expect(symptoms.map(({ stage }) => stage)).toEqual([null]);
  });
});
