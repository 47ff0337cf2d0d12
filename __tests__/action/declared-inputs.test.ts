/**
 * What an `action.yml` declares and what its code reads are the same inputs: each built action runs as a runner runs it,
 * with an environment that notes which `INPUT_…` are asked for.
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { TABLE_NODE } from '../node.js';

const root = path.join(import.meta.dirname, '../..');
const ACTIONS = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => path.basename(file) === 'action.yml' && !/node_modules|__tests__/.test(file))
  .sort();

/** Notes what is asked for by its name; a copy of the whole environment asks for nothing. */
const RECORDER = `
import { writeFileSync } from 'node:fs';
const { READ_TO } = process.env;
const asked = new Set();
process.env = new Proxy(process.env, {
  get(env, name) {
    if (/^INPUT_/.test(String(name))) asked.add(name);
    return env[name];
  },
  ownKeys: (env) => Object.keys(env).filter((name) => !/^INPUT_/.test(name)),
});
process.on('exit', () => writeFileSync(READ_TO, JSON.stringify([...asked])));
`;

let home: string;
let server: Server;
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'declared-inputs-'));
  await writeFile(path.join(home, 'recorder.mjs'), RECORDER);
  await writeFile(path.join(home, 'event.json'), '{}');
  await writeFile(path.join(home, 'report.json'), '{}');
  // It knows nothing and nobody, at once.
  server = createServer((_, answer) => answer.writeHead(404).end('{"message":"Not Found"}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.close();
  await rm(home, { recursive: true });
});

/** The names that one script of an action reads, as `action.yml` spells them. */
async function readBy(script: string): Promise<string[]> {
  const { port } = server.address() as AddressInfo;
  const readTo = path.join(home, `${path.basename(path.dirname(script))}-${path.basename(script)}.json`);
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    RUNNER_TEMP: home,
    GITHUB_WORKSPACE: home,
    GITHUB_REPOSITORY: 'octo/app',
    GITHUB_REPOSITORY_OWNER: 'octo',
    GITHUB_RUN_ID: '7',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: path.join(home, 'event.json'),
    GITHUB_API_URL: `http://127.0.0.1:${port}`,
    GITHUB_SERVER_URL: `http://127.0.0.1:${port}`,
    'INPUT_GITHUB-TOKEN': 'ghs_15368_jobJobJobJobJobJobJobJobJobJobJob01',
    INPUT_REPORTS: home,
    INPUT_LOGIN: 'none',
    READ_TO: readTo,
  };
  const preload = path.join(home, 'recorder.mjs');
  const child = spawn(TABLE_NODE, ['--import', preload, script], { cwd: home, env, stdio: 'ignore' });
  await new Promise((resolve) => child.on('close', resolve));
  const asked = JSON.parse(readFileSync(readTo, 'utf8')) as string[];
  return asked.map((name) => name.slice('INPUT_'.length).toLowerCase());
}

test('all actions are looked at', () => {
  expect(ACTIONS).toEqual([
    'action.yml',
    'audit/action.yml',
    'audit/merge/action.yml',
    'audit/plan/action.yml',
    'explain/action.yml',
    'lint/action.yml',
  ]);
});

test.each(ACTIONS)('%s declares what is read, and what it declares is read', async (file) => {
  const { inputs, runs } = parse(readFileSync(path.join(root, file), 'utf8'));
  const scripts = [runs.main, runs.post]
    .filter(Boolean)
    .map((each) => path.join(root, path.dirname(file), each));
  const read = new Set((await Promise.all(scripts.map(readBy))).flat());
  const declared = Object.keys(inputs);
  expect([
    ...declared
      .filter((name) => !read.has(name))
      .map((name) => `${file} declares "${name}", which nothing reads`),
    ...[...read]
      .filter((name) => !declared.includes(name))
      .map((name) => `"${name}" is read and not in ${file}`),
  ]).toEqual([]);
});
