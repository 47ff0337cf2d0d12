// Which functions of a built action an ordinary run calls: found by running it. A push is that of the allowed scenario against
// the lab, its images are found in the workflow, and a client logs in and out, as in nearly every job. `lint` reads the
// examples and the scenarios' workflows.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the action asks of `docker`: it says that it has logged in, and keeps the login in its file. */
const DOCKER = `#!${process.execPath}
const { readFileSync, writeFileSync } = require('node:fs');
const file = process.env.DOCKER_CONFIG + '/config.json';
const [command, ...args] = process.argv.slice(2);
const user = args[args.indexOf('--username') + 1];
const auth = () => Buffer.from(user + ':' + readFileSync(0, 'utf8')).toString('base64');
const auths = command === 'login' ? { [args.at(-1)]: { auth: auth() } } : {};
writeFileSync(file, JSON.stringify({ auths }));
`;

/**
 * Where the lab listens: the first of these that is free. The masks look for pieces of the tokens in whatever is said, in
 * hexadecimal too, and some free port would look like one, and have a build call more than the next. No byte of a token is
 * written with an 8 or a 9 in front.
 */
const PORTS = [1, 2, 3, 4].flatMap((first) =>
  Array.from({ length: 16 }, (_, bits) => first * 10_000 + 8888 + Number(bits.toString(2))),
);

/**
 * @param dist folder of a built action
 * @param {(file: string) => string} compiled the address of a compiled file by its path under `src/`
 * @returns {Promise<Map<string, Set<string>>>} file of `dist` that main and post have loaded → where in it the functions stand that they
 * called, as `start-end` in characters
 */
export async function calledByPush(dist, compiled) {
  return alwaysCalled(() => calledByOnePush(dist, compiled));
}

async function calledByOnePush(dist, compiled) {
  const { startLab } = await import(compiled('lab/lab.js'));
  const { fromFolder, runAction } = await import(compiled('lab/runner/run-action.js'));
  const { findScenario } = await import(compiled('lab/scenarios/scenarios.js'));
  const folder = mkdtempSync(path.join(tmpdir(), 'called-'));
  const scenario = findScenario('allowed');
  const lab = await listening((port) => startLab(scenario.world, { port }));
  try {
    const [programs, coverage] = ['programs', 'coverage'].map((name) => path.join(folder, name));
    mkdirSync(programs);
    // A package.json above the temporary folder would say what kind of script it is.
    writeFileSync(path.join(programs, 'package.json'), '{ "type": "commonjs" }');
    writeFileSync(path.join(programs, 'docker'), DOCKER, { mode: 0o755 });
    const { exitCode, outputs, log } = await runAction(
      { ...scenario, inputs: { ...scenario.inputs, images: '' } },
      lab,
      { runStep: fromFolder(dist), env: { PATH: programs, NODE_V8_COVERAGE: coverage } },
    );
    if (exitCode !== 0 || outputs.verdict !== 'allowed') throw new Error(`The push was not allowed:\n${log}`);
    return calledIn(dist, coverage);
  } finally {
    await lab.close();
    rmSync(folder, { recursive: true });
  }
}

async function listening(start) {
  for (const port of PORTS)
    try {
      return await start(port);
    } catch (error) {
      if (error.code !== 'EADDRINUSE') throw error;
    }
  throw new Error(`No port of ${PORTS.join(', ')} is free.`);
}

/**
 * @param dist as above
 * @param compiled as above
 * @param examples folder with workflow files
 * @param {ReadonlySet<string>} others files that a push loads too: what `lint` alone calls in them would be compiled for nothing there
 * @returns {Promise<Map<string, Set<string>>>} the same of what `lint` loads
 */
export async function calledByLint(dist, compiled, examples, others) {
  return alwaysCalled(() => calledByOneLint(dist, compiled, examples, others));
}

async function calledByOneLint(dist, compiled, examples, others) {
  const { SCENARIOS } = await import(compiled('lab/scenarios/scenarios.js'));
  const folder = mkdtempSync(path.join(tmpdir(), 'called-'));
  try {
    const [workflows, coverage] = ['.github/workflows', 'coverage'].map((name) => path.join(folder, name));
    mkdirSync(workflows, { recursive: true });
    for (const name of readdirSync(examples).filter((each) => each.endsWith('.yml')))
      cpSync(path.join(examples, name), path.join(workflows, name));
    for (const { name, workflow } of SCENARIOS) writeFileSync(path.join(workflows, `${name}.yml`), workflow);
    for (const format of ['text', 'json']) {
      const args = ['lint', '--repository', 'octo-org/app', '--format', format];
      const { status, stderr } = spawnSync(process.execPath, [path.join(dist, 'cli/index.js'), ...args], {
        cwd: folder,
        env: { NODE_V8_COVERAGE: coverage },
        encoding: 'utf8',
      });
      // One of the scenarios is that of a job that may not write.
      if (status !== 1) throw new Error(`lint ended with ${status}:\n${stderr}`);
    }
    return new Map([...calledIn(dist, coverage)].filter(([name]) => !others.has(name)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs that are compared: names of temporary folders are random, and now and then one looks like a piece of a token to the masks. */
const RUNS = 3;

/** What each of several runs has called: a build is to say the same as the next. */
async function alwaysCalled(run) {
  const called = await run();
  for (let count = 1; count < RUNS; count++) {
    const again = await run();
    for (const [name, spans] of called)
      for (const span of spans) if (!again.get(name)?.has(span)) spans.delete(span);
  }
  return called;
}

function calledIn(dist, coverage) {
  const called = new Map();
  for (const name of readdirSync(coverage)) {
    const { result } = JSON.parse(readFileSync(path.join(coverage, name), 'utf8'));
    for (const { url, functions } of result.filter((each) => each.url.startsWith('file:'))) {
      const file = path.relative(dist, fileURLToPath(url));
      const spans = called.get(file) ?? new Set();
      called.set(file, spans);
      // The first range of a function is all of it.
      for (const {
        ranges: [whole],
      } of functions)
        if (whole.count > 0) spans.add(`${whole.startOffset}-${whole.endOffset}`);
    }
  }
  return called;
}
