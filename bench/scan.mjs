// Is the automaton of the log reader worth its lines? It against one regular expression of the same words, on
// 100 MB of ordinary noise, of noise without any of the words, and of lines that hold one each. Processor time,
// the median of five. `npm run build` first: it measures what that compiled.
//
//   node bench/scan.mjs
import { automatonOf } from '../build/evidence/log/lines/automaton.js';
import { Scanner } from '../build/evidence/log/lines/scan.js';
import { VOCABULARY } from '../build/evidence/log/words/vocabulary.js';

const TIME = '2026-11-02T10:00:00.1234567Z ';
const NOISE = {
  'a build': [
    `${TIME}#14 34.56 npm http fetch GET 200 https://registry.npm.example/left-pad 12ms (cache hit)`,
    `${TIME}[INFO] Compiling 318 source files with javac [debug release 21] to target/classes`,
    `${TIME}##[debug]Evaluating condition for step: 'Compile'`,
    `${TIME}#14 35.01 Get:7 http://archive.ubuntu.com/ubuntu noble/main amd64 libssl3 amd64 3.0.13 [1,941 kB]`,
    `${TIME}   Compiling serde_json v1.0.128`,
  ],
  'nothing to find': [`${TIME}   Compiling serde_json v1.0.128`, `${TIME}[INFO] Tests run: 318, Failures: 0`],
  'a word a line': [
    `${TIME}#9 resolve ghcr.io/octo-org/base:1@sha256:a2abf6c4d29d43a4bf9fbb769f524d0fb36a2edab49819c1bf done`,
  ],
};

const alternatives = (entries) =>
  entries.map(({ word }) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|');
const looks = [...new Set(VOCABULARY.map(({ look }) => look))].map((look) => [
  look,
  new RegExp(alternatives(VOCABULARY.filter((entry) => entry.look === look)), 'i'),
]);

/** The same lines by a regular expression. */
class Matcher {
  #any = new RegExp(alternatives(VOCABULARY), 'gi');

  add(chunk) {
    const text = chunk.latin1Slice();
    const found = [];
    this.#any.lastIndex = 0;
    for (let hit = this.#any.exec(text); hit; hit = this.#any.exec(text)) {
      const end = text.indexOf('\n', hit.index);
      const raw = text.slice(text.lastIndexOf('\n', hit.index) + 1, end);
      found.push({
        raw,
        look: looks.reduce((sum, [look, words]) => (words.test(raw) ? sum | look : sum), 0),
      });
      this.#any.lastIndex = end;
    }
    return found;
  }
}

console.log('100 MB of             automaton   RegExp    lines kept by each');
for (const [name, lines] of Object.entries(NOISE)) {
  const text = `${lines.join('\n')}\n`;
  const chunk = Buffer.from(text.repeat(Math.ceil(65536 / text.length)));
  const [automaton, matcher] = [() => new Scanner(automatonOf(VOCABULARY)), () => new Matcher()].map((made) =>
    measured(made, chunk),
  );
  const cells = [`${automaton.ms} ms`.padEnd(11), `${matcher.ms} ms`.padEnd(9), automaton.kept, matcher.kept];
  console.log(`${name.padEnd(21)} ${cells.join(' ')}`);
}

function measured(made, chunk) {
  const runs = Array.from({ length: 5 }, () => {
    const scanner = made();
    const before = process.cpuUsage();
    let kept = 0;
    for (let size = 0; size < 1e8; size += chunk.length) kept += scanner.add(chunk).length;
    const { user, system } = process.cpuUsage(before);
    return { kept, ms: Math.round((user + system) / 1000) };
  });
  return runs.sort((one, other) => one.ms - other.ms)[2];
}
