/**
 * Runs steps of the built actions, one after another, each with modules that nobody has used, an environment of its own
 * and nothing else of the one before. A runner starts a process for each; most of what that costs is that all code is new
 * to it. The other end is steps.ts.
 */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
// As the steps have it, whose calls go through this one object.
const fs = require('node:fs');

/** What a step has said, and how it is told to have ended. */
let said = { stdout: '', stderr: '' };
let end = () => {};

for (const name of ['stdout', 'stderr'])
  process[name].write = (text, ...rest) => {
    said[name] += typeof text === 'string' ? text : Buffer.from(text).toString();
    const done = rest.find((each) => typeof each === 'function');
    if (done) setImmediate(done);
    return true;
  };

// The post step writes without the streams.
const { writeSync } = fs;
fs.writeSync = (descriptor, text, ...rest) => {
  if (descriptor !== 1) return writeSync(descriptor, text, ...rest);
  said.stdout += text;
  return Buffer.byteLength(text);
};

process.exit = (code) => end(code ?? process.exitCode ?? 0);
// What would end a process ends its step, in the same words.
process.on('uncaughtException', (error) => {
  said.stderr += `${error?.stack ?? error}\n`;
  end(1);
});

// One that lets its process end by itself is over when nothing is left to do. The line to the other end is none of it.
process.on('beforeExit', () => end(process.exitCode ?? 0));

process.on('message', async ({ door, env }) => {
  for (const file of Object.keys(require.cache)) delete require.cache[file];
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  process.exitCode = undefined;
  said = { stdout: '', stderr: '' };
  const exitCode = await new Promise((ended) => {
    end = ended;
    process.channel.unref();
    // A throw out of it is one that nobody catches.
    setImmediate(require, door);
  });
  end = () => {};
  process.channel.ref();
  process.send({ exitCode, ...said });
});
process.on('disconnect', () => process.reallyExit());
