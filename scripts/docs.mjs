// Writes the book of causes from the causes themselves: a page for each, the list, the index by message and the
// table of errors, in every language; and the tables of mistakes in examples/systems. `--check` writes nothing and
// exits 1 when a page is stale or an orphan. A message that no log is read for is refused: its page would promise it.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { errorPage } from './book/errors.mjs';
import { messagePage, messagesOf, neighboursOf } from './book/messages.mjs';
import { index, page } from './book/page.mjs';
import { systemPages } from './book/systems.mjs';
import { unreadReason } from './book/unread.mjs';
import { LANGUAGES } from './book/words.mjs';
import { compile } from './compile.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Path of every page and what belongs in it. */
async function pages(causes, placeholders, explained, short) {
  const book = new Map();
  const messages = await messagesOf(causes, explained);
  for (const [language, words] of Object.entries(LANGUAGES)) {
    for (const cause of causes) {
      const neighbours = neighboursOf(cause, messages, causes);
      book.set(
        `${words.folder}/${cause.id}.md`,
        page(cause, language, words, placeholders(cause), neighbours),
      );
    }
    book.set(`${words.folder}/README.md`, index(causes, language, words, placeholders));
    book.set(`${words.docs}/messages.md`, messagePage(messages, short, causes, language, words));
    book.set(`${words.docs}/errors.md`, await errorPage(causes, language, words, explained));
  }
  for (const [file, text] of systemPages(root)) book.set(file, text);
  return book;
}

async function main() {
  const at = compile();
  const built = (path) => import(at(path));
  const { CAUSES } = await built('causes/index.js');
  const { placeholders } = await built('causes/rules.js');
  const { readLog } = await built('evidence/log/read-log.js');
  const { readGiven } = await built('evidence/log/given.js');
  const { knownLogTools } = await built('workflow/knowledge/log-tools.js');
  const { explainLogs, joinedJob } = await built('judge/logs/symptoms.js');
  const reader = {
    readLog,
    tools: knownLogTools(),
    ...(await built('evidence/log/lines/scan.js')),
    ...(await built('evidence/log/words/vocabulary/look.js')),
    ...(await built('evidence/log/words/phrases/phrases.js')),
  };
  let unread = 0;
  for (const { id, seen = [] } of CAUSES)
    for (const message of seen) {
      const reason = await unreadReason(message, reader);
      if (reason) console.error(`src/causes/book/${id}.ts: ${reason}`);
      if (reason) unread += 1;
    }
  if (unread > 0) {
    process.exitCode = 1;
    return;
  }
  const { SHORT_MESSAGES } = await built('evidence/log/short/table.js');
  const { shortMessage } = await built('evidence/log/short/short-message.js');
  const short = SHORT_MESSAGES.map(({ seen }) => ({
    seen,
    finding(language) {
      const read = shortMessage(seen, 'message');
      return explainLogs([joinedJob(read, null, null)], language)[0];
    },
  }));
  const book = await pages(
    CAUSES,
    placeholders,
    async (message) => {
      if (!message) return [];
      const { jobs } = await readGiven([Buffer.from(message)], 'message', knownLogTools());
      const read = jobs.map((job) => joinedJob(job, null, null));
      const [finding] = explainLogs(read, 'en');
      return finding ? [finding.id, ...finding.alternatives] : [];
    },
    short,
  );
  const orphans = Object.values(LANGUAGES).flatMap(({ folder }) =>
    files(folder).filter((file) => file.endsWith('.md') && !book.has(file)),
  );

  if (process.argv.includes('--check')) {
    const stale = [
      ...[...book].filter(([file, text]) => read(file) !== text).map(([file]) => file),
      ...orphans,
    ];
    for (const file of stale) console.error(`${file} is stale: run npm run docs`);
    process.exitCode = stale.length ? 1 : 0;
    return;
  }
  for (const { folder } of Object.values(LANGUAGES)) mkdirSync(join(root, folder), { recursive: true });
  for (const [file, text] of book) writeFileSync(join(root, file), text);
  for (const file of orphans) rmSync(join(root, file));
  console.log(`${book.size} pages, ${orphans.length} removed`);
}

function files(folder) {
  try {
    return readdirSync(join(root, folder)).map((name) => `${folder}/${name}`);
  } catch {
    return [];
  }
}

function read(file) {
  try {
    return readFileSync(join(root, file), 'utf8');
  } catch {
    return null;
  }
}

await main();
