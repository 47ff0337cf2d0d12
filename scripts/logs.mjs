// How well logs are explained: npm run logs -- FILE [--all]
//
// FILE has one excerpt a line, as JSON: {"text": "…", "causes": ["id", …], "client": "…"}. Any of the
// causes is right. Prints each miss, the first-hit and the top-three rates. `--all` prints the hits too.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [file, ...flags] = process.argv.slice(2);
if (!file) {
  console.error('usage: npm run logs -- FILE [--all]');
  process.exit(2);
}
const tsc = join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc');
spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json')]);
const { readLog } = await import(new URL('../build/evidence/log/read-log.js', import.meta.url));
const { LOG_TOOLS } = await import(new URL('../build/workflow/knowledge/log-tools.js', import.meta.url));
const { explainLogs, joined } = await import(new URL('../build/judge/symptoms.js', import.meta.url));

const excerpts = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.trim())
  .map((line) => JSON.parse(line));
let first = 0;
let three = 0;
for (const [index, { text, causes, client = '' }] of excerpts.entries()) {
  const reading = await readLog([Buffer.from(text)], 'log', LOG_TOOLS);
  const [finding] = explainLogs(
    reading.jobs.map((job) => joined(job, null, null)),
    'en',
  );
  const named = finding ? [finding.id, ...finding.alternatives] : [];
  const rank = named.findIndex((id) => causes.includes(id));
  if (rank === 0) first += 1;
  if (rank >= 0 && rank < 3) three += 1;
  if (rank === 0 && !flags.includes('--all')) continue;
  console.log(
    `\n${index + 1}. ${rank === 0 ? 'hit' : rank > 0 && rank < 3 ? `not first, but number ${rank + 1}` : 'MISS'}  [${client}]`,
  );
  console.log(`   ${text.split('\n').slice(0, 6).join('\n   ').slice(0, 700)}`);
  console.log(`   proved: ${causes.join(', ')}`);
  console.log(`   named:  ${finding ? `${finding.confidence} ${named.slice(0, 5).join(', ')}` : 'nothing'}`);
}
const rate = (count) => `${count} of ${excerpts.length} (${((100 * count) / excerpts.length).toFixed(1)} %)`;
console.log(`\nfirst: ${rate(first)}\nfirst three: ${rate(three)}`);
// What the project aims at: a proved cause first in 85 of 100, among the first three in all.
process.exitCode = first >= 0.85 * excerpts.length && three === excerpts.length ? 0 : 1;
