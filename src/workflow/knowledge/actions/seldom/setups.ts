/** Actions that log in, and tools that log in while they are set up, of which few jobs use one. */
import { GITHUB_TOKEN } from '../../../language/origins.js';
import { HOLE } from '../../../language/values.js';
import type { SeldomAction } from './seldom-action.js';

/** Stands for a folder of RUNNER_TEMP whose name has the time in it. */
const AZURE_FOLDER = '/docker_login';

export const SELDOM_SETUPS: readonly SeldomAction[] = [
  {
    // Only where KO_DOCKER_REPO is not set already.
    uses: ['ko-build/setup-ko', 'imjasonh/setup-ko'],
    source: 'https://github.com/ko-build/setup-ko action.yml',
    signs: (inputs, { variable }) =>
      variable('KO_DOCKER_REPO')
        ? []
        : [
            {
              host: 'ghcr.io',
              password: inputs.text('token') ?? GITHUB_TOKEN,
              stores: ['docker'],
              isUntried: true,
              isAside: true,
            },
          ],
    // What it finds set, in the `env` of its own step as well, it hands on.
    sets: (_, { variable, repository }) => [
      ['KO_DOCKER_REPO', variable('KO_DOCKER_REPO') || `ghcr.io/${repository()?.toLowerCase() ?? HOLE}`],
    ],
    elsewhere: /setup-ko/i,
  },
  {
    // It writes into a folder of its own, to which it sends the steps after it, unless there is one already.
    uses: ['azure/docker-login'],
    source: 'https://github.com/Azure/docker-login src/login.ts',
    signs: (inputs, { variable }) => [
      {
        host: inputs.text('login-server') ?? HOLE,
        password: inputs.text('password') ?? '',
        stores: ['docker'],
        input: 'login-server',
        isUntried: true,
        ...(variable('DOCKER_CONFIG') ? {} : { folder: AZURE_FOLDER }),
      },
    ],
    sets: (_, { variable }) => (variable('DOCKER_CONFIG') ? [] : [['DOCKER_CONFIG', AZURE_FOLDER]]),
    leavesEnvironment: true,
  },
];
