// How well logs are explained: npm run logs -- FILE [--all] [--wrap COLUMNS] [--quote] [--last-line]
//
// FILE has one excerpt a line, as JSON: {"text": "…", "causes": ["id", …], "proved": true, "client": "…"}.
// Any of the causes is right; an empty list means that the registry refused nothing, so nothing may be named.
// What nobody proved (`"proved": false`) is not counted. Prints each miss and the rates; `--all` prints the
// hits and the unproved too.
//
// The others measure whether the look of a text changes its answer: wrapped at so many columns, quoted with
// `>`, or cut to its last line. They print the excerpts whose first cause changes, and the share that keeps it.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compile } from './compile.mjs';

const USAGE = 'usage: npm run logs -- FILE [--all] [--wrap COLUMNS] [--quote] [--last-line]';

/** @returns {{ file: string, options: Record<string, string | boolean | undefined> } | null} */
function given() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        all: { type: 'boolean' },
        wrap: { type: 'string' },
        quote: { type: 'boolean' },
        'last-line': { type: 'boolean' },
      },
    });
    const isWidth = values.wrap === undefined || /^[1-9]\d*$/.test(values.wrap);
    return positionals[0] && isWidth ? { file: positionals[0], options: values } : null;
  } catch {
    return null;
  }
}

const asked = given();
if (!asked) {
  console.error(USAGE);
  process.exit(2);
}
const { file, options } = asked;

const at = compile();
const { readGiven } = await import(at('evidence/log/given.js'));
const { knownLogTools } = await import(at('workflow/knowledge/log-tools.js'));
const { explainLogs, joinedJob } = await import(at('judge/logs/symptoms.js'));

/** The causes that are named for a text, the likeliest first. */
async function named(text) {
  const reading = await readGiven([Buffer.from(text)], 'log', knownLogTools());
  const [finding] = explainLogs(
    reading.jobs.map((job) => joinedJob(job, null, null)),
    'en',
  );
  return finding ? [finding.id, ...finding.alternatives] : [];
}

/** As a terminal wraps: at a space where there is one, else wherever the line is full. */
function wrapped(text, width) {
  const broken = text.split('\n').flatMap((line) => {
    const lines = [];
    let rest = line;
    while (rest.length > width) {
      const space = rest.lastIndexOf(' ', width);
      const at = space > width / 2 ? space : width;
      lines.push(rest.slice(0, at));
      rest = rest.slice(at).replace(/^ /, '');
    }
    return [...lines, rest];
  });
  return broken.join('\n');
}

/** A text in another look, by the option that asks for it. */
const LOOKS = {
  wrap: (text) => wrapped(text, Number(options.wrap)),
  quote: (text) =>
    text
      .split('\n')
      .map((line) => `> ${line}`)
      .join('\n'),
  'last-line': (text) => text.trimEnd().split('\n').at(-1),
};

const excerpts = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.trim())
  .map((line) => JSON.parse(line));

const rate = (count, all) => `${count} of ${all} (${((100 * count) / Math.max(1, all)).toFixed(1)} %)`;

function show(index, verdict, { text, client = '', causes }, lines) {
  console.log(`\n${index + 1}. ${verdict}  [${client}]`);
  console.log(`   ${text.split('\n').slice(0, 6).join('\n   ').slice(0, 700)}`);
  console.log(`   proved: ${causes.join(', ') || 'nothing'}`);
  for (const line of lines) console.log(`   ${line}`);
}

/** Refusals by GitHub's other services, which stand in a publishing job's log as well. */
const NOT_THE_REGISTRYS = ['client-lacks-permission'];

async function measureCauses() {
  const count = { counted: 0, first: 0, three: 0, silent: 0, clean: 0, kept: 0 };
  for (const [index, excerpt] of excerpts.entries()) {
    const { causes, proved } = excerpt;
    const said = await named(excerpt.text);
    const line = `named:  ${said.slice(0, 5).join(', ') || 'nothing'}`;
    if (causes.length === 0) {
      count.clean += 1;
      const isRight = said.every((id) => NOT_THE_REGISTRYS.includes(id));
      if (isRight) count.kept += 1;
      if (!isRight || options.all) show(index, isRight ? 'rightly none' : 'NONE IS RIGHT', excerpt, [line]);
      continue;
    }
    if (proved === false) {
      if (options.all) show(index, 'unproved', excerpt, [line]);
      continue;
    }
    count.counted += 1;
    const rank = said.findIndex((id) => causes.includes(id));
    if (rank === 0) count.first += 1;
    if (rank >= 0 && rank < 3) count.three += 1;
    if (said.length === 0) count.silent += 1;
    if (rank === 0 && !options.all) continue;
    const verdict = rank === 0 ? 'hit' : rank > 0 && rank < 3 ? `not first, but number ${rank + 1}` : 'MISS';
    show(index, verdict, excerpt, [line]);
  }
  const { counted } = count;
  console.log(`\nfirst: ${rate(count.first, counted)}`);
  console.log(`first three: ${rate(count.three, counted)}`);
  console.log(`silent: ${rate(count.silent, counted)}`);
  console.log(`no refusal, and none named: ${rate(count.kept, count.clean)}`);
  // What the project aims at.
  return count.first >= 0.85 * counted && count.three >= 0.97 * counted && count.kept === count.clean;
}

async function measureLooks(looks) {
  const isRight = [];
  for (const look of looks) {
    let kept = 0;
    for (const [index, excerpt] of excerpts.entries()) {
      const [before] = await named(excerpt.text);
      const [after] = await named(LOOKS[look](excerpt.text));
      if (before === after) kept += 1;
      else
        show(index, `changed by ${look}`, excerpt, [
          `before: ${before ?? 'nothing'}`,
          `after:  ${after ?? 'nothing'}`,
        ]);
    }
    console.log(`\n${look}: ${rate(kept, excerpts.length)} keep their first cause`);
    // The last line alone may say less than the whole.
    isRight.push(look === 'last-line' || kept >= 0.95 * excerpts.length);
  }
  return isRight.every(Boolean);
}

const looks = Object.keys(LOOKS).filter((look) => options[look]);
process.exitCode = (await (looks.length > 0 ? measureLooks(looks) : measureCauses())) ? 0 : 1;
