// Asks the registry what docs/ghcr-facts.md, section 10, says of it, and compares. Plain requests in the order of the
// distribution spec, without this project's own probe: what is on trial is the registry, and what we believe of it.
//
//   GITHUB_TOKEN=… node scripts/prober.mjs --as write --repository octo-org/ghcr-preflight
//     --as LEVEL[,LEVEL]   rows to ask: write, read (what this job's token may), none, dead
//     --registry HOST      ghcr.io; a host on loopback is spoken to over plain HTTP
//     --issue              opens or updates one issue of the repository where an answer differs, and closes it where none does
//
// Exit code: 0 all as the page says, 1 an answer differs, 2 bad usage, 3 the registry could not be asked.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const LEVELS = ['write', 'read', 'none', 'dead'];
const TITLE = 'ghcr.io answers otherwise than docs/ghcr-facts.md says';
const LABEL = 'registry-changed';
/** Of the right form, and nobody's. */
const DEAD = `ghp_${'0'.repeat(36)}`;
/** Milliseconds. */
const TIMEOUT = 20_000;
const MANIFEST_TYPES =
  'application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.list.v2+json, application/vnd.docker.distribution.manifest.v2+json';

const { values } = parseArgs({
  options: {
    as: { type: 'string', default: '' },
    repository: { type: 'string', default: process.env.GITHUB_REPOSITORY ?? '' },
    registry: { type: 'string', default: 'ghcr.io' },
    issue: { type: 'boolean', default: false },
  },
});
const levels = values.as.split(',').filter(Boolean);
const token = process.env.GITHUB_TOKEN ?? '';
const strange = levels.find((level) => !LEVELS.includes(level));
if (levels.length === 0 || strange) usage(`--as ${strange ?? ''}: one or more of ${LEVELS.join(', ')}`);
if (!/^[^/]+\/[^/]+$/.test(values.repository)) usage(`--repository ${values.repository}: OWNER/NAME`);
if (levels.some((level) => level === 'write' || level === 'read') && token === '')
  usage('GITHUB_TOKEN is empty, and the rows for write and read ask with it');

const isLoopback = /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(values.registry);
const origin = `${isLoopback ? 'http' : 'https'}://${values.registry}`;
const repository = values.repository.toLowerCase();
const [owner] = repository.split('/');

const results = [];
for (const row of rows().filter(({ as }) => levels.includes(as))) {
  const said = await answerTo(row);
  results.push({ row, said, holds: said.status !== null && holds(row, said) });
}
const page = report();
console.log(page);
const unasked = results.filter(({ said }) => said.status === null);
const differing = results.filter(({ said, holds }) => said.status !== null && !holds);
if (values.issue) await tellIssue();
process.exitCode = differing.length > 0 ? 1 : unasked.length > 0 ? 3 : 0;

/** The table of the page. */
function rows() {
  const text = readFileSync(path.join(root, 'docs/ghcr-facts.md'), 'utf8');
  const section = text.slice(text.indexOf('<a id="section-10">'));
  return [
    ...section.matchAll(/^\| `([\w-]+)` \| (\w+) \| (push|pull) \| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$/gm),
  ].map(([, id, as, access, image, answer, proves]) => ({
    id,
    as,
    access,
    image: image.replace('{repository}', repository).replace('{owner}', owner),
    statuses: [...answer.matchAll(/\b\d{3}\b/g)].map(([status]) => Number(status)),
    words: /`([^`]+)`/.exec(answer)?.[1] ?? null,
    answer: answer.trim(),
    proves: proves.trim(),
  }));
}

function holds({ statuses, words }, { status, body }) {
  return statuses.includes(status) && (words === null || body.toLowerCase().includes(words.toLowerCase()));
}

/** What a push or a pull comes to; `status` is null where the registry could not be asked. A refusal counts when it is given twice (facts W17). */
async function answerTo(row) {
  let last = { status: null, body: 'not asked' };
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (attempt > 0) await sleep(isLoopback ? 1 : 3_000);
    try {
      last = await ask(row);
    } catch (error) {
      last = { status: null, body: error.cause?.code ?? error.message };
    }
    if (last.status !== null && holds(row, last)) return last;
    if (last.status === 429 || last.status >= 500) last = { status: null, body: `HTTP ${last.status}` };
  }
  return last;
}

async function ask({ as, access, image }) {
  const [name, tag = 'latest'] = image.split(':');
  const secret = as === 'none' ? null : as === 'dead' ? DEAD : token;
  const scope = `repository:${name}:${access === 'push' ? 'pull,push' : 'pull'}`;
  const handed = await request(`/token?service=${encodeURIComponent(values.registry)}&scope=${scope}`, {
    headers: secret === null ? {} : { authorization: `Basic ${btoa(`x-access-token:${secret}`)}` },
  });
  if (handed.status !== 200) return handed;
  const { token: bearer } = JSON.parse(handed.body);
  const headers = { authorization: `Bearer ${bearer}` };
  return access === 'push'
    ? request(`/v2/${name}/blobs/uploads/`, { method: 'POST', headers })
    : request(`/v2/${name}/manifests/${tag}`, { headers: { ...headers, accept: MANIFEST_TYPES } });
}

async function request(where, options) {
  const response = await fetch(new URL(where, origin), {
    ...options,
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT),
  });
  return { status: response.status, body: (await response.text()).slice(0, 2_000) };
}

/** Markdown. No token is in it: what the registry said is shown only where it differs, and then without anything that looks like one. */
function report() {
  const lines = results.map(({ row, said, holds }) => {
    const is = holds
      ? 'as the page says'
      : said.status === null
        ? `not asked: ${shown(said.body)}`
        : `**${said.status}** ${shown(said.body)}`;
    return `| ${row.id} | ${row.as} | ${row.access} | ${row.answer} | ${is} | ${row.proves.replaceAll('](#', '](docs/ghcr-facts.md#')} |`;
  });
  return [
    '| question | as | access | the page says | the registry said | row |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

function shown(text) {
  const plain = text
    .replace(/[A-Za-z0-9_\-+/=.]{30,}/g, '…')
    .replace(/[^\x20-\x7e…]/g, ' ')
    .slice(0, 200);
  return plain.trim() === '' ? '' : `\`${plain.replaceAll('`', "'").replaceAll('|', '/')}\``;
}

/** One issue a level, found by its title, so that a second week adds no second issue. */
async function tellIssue() {
  const { Octokit } = await import('@octokit/rest');
  const octokit = new Octokit({
    auth: token,
    baseUrl: process.env.GITHUB_API_URL || 'https://api.github.com',
  });
  const [name, repo] = values.repository.split('/');
  const here = { owner: name, repo };
  const title = `${TITLE} (${levels.join(', ')})`;
  const { data: open } = await octokit.issues.listForRepo({ ...here, state: 'open', labels: LABEL });
  const known = open.find((issue) => issue.title === title);
  const run = process.env.GITHUB_RUN_ID
    ? `\n\n${process.env.GITHUB_SERVER_URL}/${values.repository}/actions/runs/${process.env.GITHUB_RUN_ID}`
    : '';
  const body = `${page}${run}\n\nEither the registry has changed, or the packages of the prober have: see section 10 of docs/ghcr-facts.md.`;
  if (differing.length > 0 && known)
    await octokit.issues.update({ ...here, issue_number: known.number, body });
  else if (differing.length > 0) await octokit.issues.create({ ...here, title, body, labels: [LABEL] });
  // What could not be asked proves nothing.
  else if (known && unasked.length === 0)
    await octokit.issues.update({
      ...here,
      issue_number: known.number,
      state: 'closed',
      state_reason: 'completed',
    });
}

function usage(sentence) {
  console.error(sentence);
  process.exit(2);
}
