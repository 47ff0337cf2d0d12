/** What must hold in more than one group. */
import { expect } from '@jest/globals';
import { type Arena, type Step, shown } from './arena.js';
import type { Ended } from './process.js';

/** Megabytes at the peak: what `lint` is allowed (`__tests__/cli/limits.test.ts`). */
const MEMORY = 200;

/** It has ended by itself, with an exit code that the contract knows, and without a trace of its insides. */
export function expectEnd(ended: Ended, codes: number[]): void {
  const { code, signal, stdout, stderr } = ended;
  const seen = `${shown(stdout).slice(-600)}\n${stderr.slice(-600)}`;
  expect({ signal, code, seen: codes.includes(code ?? -1) ? '' : seen }).toEqual({
    signal: null,
    code,
    seen: '',
  });
  expect(stderr + stdout).not.toMatch(
    /^\s+at .*:\d+:\d+|RangeError|TypeError|SyntaxError|heap out of memory|Unhandled|Maximum call stack|file:\/\/.*dist/m,
  );
}

/** Beside that, it needed no more memory than it may: so many megabytes. */
export function expectBounded(ended: Ended, codes: number[], memory = MEMORY): void {
  expectEnd(ended, codes);
  expect(ended.megabytes).toBeGreaterThan(10);
  expect(ended.megabytes).toBeLessThan(memory);
}

/** Length of a piece of a token that is too much. */
const PIECE = 12;

/** No piece of these secrets, in no form, stands in the text. */
export function expectNoPiece(text: string, secrets: readonly string[]): void {
  const pieces = new Set(secrets.flatMap((secret) => [...piecesOf(secret)]));
  const found: string[] = [];
  for (let at = 0; at + PIECE <= text.length && found.length < 3; at += 1) {
    if (pieces.has(text.slice(at, at + PIECE))) found.push(text.slice(Math.max(0, at - 40), at + 60));
  }
  expect(found).toEqual([]);
}

/** Every run of twelve characters of a token, and of it in base64: alone, and behind user names of each length modulo 3. */
function* piecesOf(secret: string): Generator<string> {
  yield* windows(secret.replace(/^(?:gh[a-z]_(?:\d+_)?|github_pat_)/, ''));
  for (const before of ['', 'a:', 'ab:', 'mona:']) {
    const base64 = Buffer.from(before + secret).toString('base64');
    // What only the name has made is no secret.
    const own = base64.slice(Math.ceil(((before.length + prefixLength(secret)) * 4) / 3)).replace(/=+$/, '');
    yield* windows(own);
    yield* windows(own.replaceAll('+', '-').replaceAll('/', '_'));
  }
}

function prefixLength(secret: string): number {
  return /^(?:gh[a-z]_(?:\d+_)?|github_pat_)?/.exec(secret)?.[0].length ?? 0;
}

function* windows(text: string): Generator<string> {
  for (let at = 0; at + PIECE <= text.length; at += 1) yield text.slice(at, at + PIECE);
}

/** Characters that a terminal obeys or that no eye sees: C0 but tab and line end, C1, line separators, marks of direction, tags. */
const OBEYED =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/u;
/** Of the runner's commands, those that the actions themselves give. */
const OWN_COMMAND = /^::(?:add-mask|error|warning|notice|debug)(?: [^:]*)?::/;

/** Nothing in it moves a terminal or hides text. */
export function expectVisible(text: string): void {
  const lines = text.split('\n');
  expect(lines.filter((line) => OBEYED.test(line)).map((line) => JSON.stringify(line))).toEqual([]);
}

/** Neither does anything in what is printed, and none of it is a command to the runner, but the step's own annotations. */
export function expectInert(printed: string, isAction: boolean): void {
  expectVisible(printed);
  const orders = printed.split('\n').filter((line) => /^\s*::/.test(line) || line.includes('##['));
  expect(isAction ? orders.filter((line) => !OWN_COMMAND.test(line)) : orders).toEqual([]);
}

/** A main step that came to a verdict. */
export function expectVerdict(step: Step, verdict: string | string[]): void {
  expectEnd(step, [0, 1]);
  expect([verdict].flat()).toContain(step.outputs.verdict);
}

/** The runs have left no piece of the secrets anywhere that outlives them. */
export function expectNoLeak(arena: Arena, runs: (Ended | Step)[], secrets: readonly string[]): void {
  expectNoPiece(arena.everything(...runs), secrets);
}
