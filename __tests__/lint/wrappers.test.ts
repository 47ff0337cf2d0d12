/** Programs that run a command in its own words: what stands behind them is pushed and logged in all the same. */
import { describe, expect, test } from '@jest/globals';
import { ids, login, MAIN, workflow } from './repository.js';

const run = (script: string) => `- run: ${JSON.stringify(script)}`;
const READ = 'permissions: {contents: read}';
const PUSH = 'docker push ghcr.io/octo/app';

test.each([
  'sudo --chdir=/tmp -E env A=1 COMMAND',
  '/usr/bin/env -i PATH=/bin COMMAND',
  "env -S 'COMMAND'",
  'env -S COMMAND',
  "env --split-string='nice -n 5' COMMAND",
  'env -u A --unset B --chdir /tmp COMMAND',
  'sudo -E --role admin COMMAND',
  'doas -u octo COMMAND',
  'nice -n 5 COMMAND',
  'nice --adjustment 5 COMMAND',
  'ionice -c 2 --classdata 7 COMMAND',
  'stdbuf -o 0 --error 0 COMMAND',
  'fakeroot -l lib.so COMMAND',
  'caffeinate -t 60 COMMAND',
  'proxychains -f chains.conf COMMAND',
  'torsocks -a 127.0.0.1 --port 9050 COMMAND',
  'retry --max 3 COMMAND',
  'command -p COMMAND',
  'builtin command COMMAND',
  'exec -a x COMMAND',
  '/usr/bin/time -v -o t COMMAND',
  'gtimeout -k 5 5m COMMAND',
  'setsid --wait COMMAND',
  'taskset -c 0,1 COMMAND',
  'chrt -i 0 COMMAND',
  'flock -w 10 /tmp/lock COMMAND',
  "flock /tmp/lock -c 'COMMAND'",
  'chronic COMMAND',
  'unbuffer -p COMMAND',
  'strace -f -o t COMMAND',
  'retry COMMAND',
  'retry -t 5 -d 10 -- COMMAND',
  'retry -attempts 3 COMMAND',
  'retry 5 10s COMMAND',
  'retry 3 -- COMMAND',
  "retry 3 5s -- sh -c 'COMMAND'",
  'retry --up-to 3x --every 5s -- COMMAND',
  "script -qec 'COMMAND' /dev/null",
  'op run --env-file .env -- COMMAND',
  'doppler run -p shop -- COMMAND',
  'aws-vault exec ci -- COMMAND',
  'chamber exec a b -- COMMAND',
  'chamber exec a -- COMMAND',
  'dotenv -f .env run -- COMMAND',
  'dotenv run COMMAND',
  'dotenv -e .env -- COMMAND',
  "doppler run --command 'COMMAND'",
  "doppler run -p shop -c ci --command='cd x; COMMAND'",
  "infisical run --command 'COMMAND'",
  'gosu octo COMMAND',
  'su-exec octo:octo COMMAND',
  'runuser -u octo -- COMMAND',
  "runuser -l octo -c 'COMMAND'",
  "sops exec-env secrets.yaml 'COMMAND'",
  'xvfb-run --auto-servernum -s "-screen 0 1x1x8" COMMAND',
  'dbus-run-session -- COMMAND',
  'ssh-agent -t 60 COMMAND',
  'tini -g -- COMMAND',
  'dumb-init -r 15:3 COMMAND',
  'cachix watch-exec octo -- COMMAND',
  'attic watch-exec -j 4 ci:octo -- COMMAND',
  'sentry-cli monitors run -e ci nightly -- COMMAND',
  'datadog-ci trace --name push -- COMMAND',
  'buildevents cmd "$BUILD_ID" "$STEP_ID" push -- COMMAND',
  'otel-cli exec --service ci --name push -- COMMAND',
  'witness run --step push -o att.json -- COMMAND',
  'depot exec --project a COMMAND',
  'teller run --reset -- COMMAND',
  'flox activate -d . -- COMMAND',
  'berglas exec --local -- COMMAND',
  'summon -p keyring.py COMMAND',
  'timeout 60 nice retry COMMAND',
  'echo latest | xargs -I{} setsid COMMAND:{}',
])('%s', async (wrapped) => {
  const steps = `${login()}\n${run(wrapped.replace('COMMAND', PUSH))}`;
  expect(await ids({ [MAIN]: workflow(steps, READ) })).toEqual(['error job-lacks-packages-write']);
});

test.each([
  'command -v COMMAND',
  'command -pV COMMAND',
  'chrt -p 1',
  'ionice -p 12',
  `env -S "sh -c 'true'" COMMAND`,
  'echo COMMAND',
  'chamber exec a COMMAND',
  'cachix push octo -- COMMAND',
  'ssh-agent -k COMMAND',
  'flox install -- COMMAND',
  'doppler run -c ci',
])('%s runs no push', async (wrapped) => {
  expect(await ids({ [MAIN]: workflow(run(wrapped.replace('COMMAND', PUSH)), READ) })).toEqual([]);
});

describe('a login behind them', () => {
  const TOKEN = '$' + '{{ github.token }}';
  const judged = (script: string) => ids({ [MAIN]: workflow(run(script)) });

  test.each([
    ['retry -t 4 -- docker login ghcr.io -u x -p TOKEN\nPUSH', []],
    ['echo TOKEN | timeout 60 docker login ghcr.io -u x --password-stdin\nPUSH', []],
    ['timeout 60 sudo docker login ghcr.io -u x -p TOKEN\nnice sudo PUSH', []],
    ['docker login ghcr.io -u x -p TOKEN\ntimeout 60 sudo PUSH', ['warning no-registry-login']],
    ['gosu octo docker login ghcr.io -u x -p TOKEN\ngosu octo PUSH', []],
    ['export DOCKER_CONFIG=/tmp/d\ndocker login ghcr.io -u x -p TOKEN\ngosu octo PUSH', []],
    ['docker login ghcr.io -u x -p TOKEN\nrunuser -u octo -- PUSH', []],
    ["op run -- sh -c 'docker login ghcr.io -u x -p $PAT'\nPUSH", []],
    // The step's own shell fills that in.
    ['op run -- docker login ghcr.io -u x -p $PAT\nPUSH', ['error token-missing']],
  ])('%s', async (script, expected) => {
    expect(await judged(script.replace('TOKEN', TOKEN).replace('PUSH', PUSH))).toEqual(expected);
  });

  test('a function of that name is what is meant', async () => {
    const script = `retry() { echo "$@"; }\nretry 5 ${PUSH}`;
    expect(await judged(script)).toEqual([]);
  });
});
