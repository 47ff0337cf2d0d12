/** The agreement as a table for people: what we said, and what a real client said. */
import { Secrets } from '../../src/evidence/secrets/secrets.js';
import type { Verdict } from '../../src/types.js';
import type { Enacted } from './enact.js';
import { type Agreement, clientOf, isFault } from './scenarios.js';

export interface TableRow {
  scenario: string;
  expected: Verdict;
  /** Our verdict, with the first finding's cause and the registry's words. */
  ours: string;
  /** The real client that acted the row. */
  client: string;
  /** How it ended, and the last line that it wrote. */
  theirs: string;
  agree: 'yes' | 'NO' | 'not compared';
}

/** Do we and the client say the same? null: there is nothing to compare. */
function agrees({ told, client }: Enacted): boolean | null {
  return client && (told.en.report.verdict === 'allowed') === (client.code === 0);
}

/** @param traces what no cell may hold */
export function tableRow(row: Agreement, enacted: Enacted, traces: string[]): TableRow {
  const secrets = new Secrets();
  for (const trace of traces) secrets.add(trace);
  const { mask } = secrets;
  const agreed = agrees(enacted);
  return {
    scenario: row.name,
    expected: row.verdict,
    ours: mask(ourWords(enacted)),
    client: clientOf(row) ?? '',
    theirs: mask(theirWords(row, enacted)),
    agree: agreed === null ? 'not compared' : agreed ? 'yes' : 'NO',
  };
}

/** Both sides' words, where they say different things; null where they agree, or nothing is compared. */
export function disagreement(row: Agreement, enacted: Enacted, traces: string[]): string | null {
  const { ours, client, theirs, agree } = tableRow(row, enacted, traces);
  return agree === 'NO' ? `we say: ${ours}\n${client} says: ${theirs}` : null;
}

function ourWords({ told }: Enacted): string {
  const { verdict, findings, images } = told.en.report;
  const said = images.find((image) => image.verdict === verdict)?.message;
  return [verdict, findings[0] && `\`${findings[0].id}\``, said && `«${said}»`].filter(Boolean).join(' · ');
}

function theirWords(row: Agreement, { client, told }: Enacted): string {
  if (!client) return isFault(row) ? 'a fault' : clientOf(row) ? 'not there' : told.en.report.verdict;
  const last = client.output.trim().split('\n').at(-1) ?? '';
  const words = client.code === 0 ? 'done' : last.replace(/^time="[^"]*" level=\w+ msg=/, '').slice(0, 300);
  return `exit code ${client.code}: ${words}`;
}

/** GitHub's markdown. */
export function markdown(rows: readonly TableRow[]): string {
  const compared = rows.filter(({ agree }) => agree !== 'not compared');
  const cells = (values: string[]) =>
    `| ${values.map((value) => value.replaceAll('|', '\\|').replace(/\s+/g, ' ')).join(' | ')} |`;
  return [
    '# The agreement',
    '',
    `${rows.length} scenarios, ${compared.length} of them with a real client; ` +
      `${compared.filter(({ agree }) => agree === 'NO').length} disagree.`,
    '',
    cells(['scenario', 'we say', 'client', 'it says', 'agree']),
    cells(['---', '---', '---', '---', '---']),
    ...rows.map(({ scenario, ours, client, theirs, agree }) =>
      cells([scenario, ours, client, theirs, agree]),
    ),
    '',
  ].join('\n');
}
