/** The agreement as a table for people: what we said, and what a real client said. */
import { masker } from '../../src/report/mask.js';
import type { Verdict } from '../../src/types.js';
import type { Enacted } from './enact.js';
import { type Agreement, isFault } from './scenarios.js';

export interface TableRow {
  scenario: string;
  expected: Verdict;
  /** Our verdict, with the first finding's cause and the registry's words. */
  ours: string;
  /** The client and the last line that it wrote. */
  clients: string;
  agree: 'yes' | 'NO' | 'not compared';
}

/** Do we and the client say the same? null: there is nothing to compare. */
export function agrees({ told, client }: Enacted): boolean | null {
  return client && (told.en.report.verdict === 'allowed') === (client.code === 0);
}

/** @param traces what no cell may hold */
export function tableRow(row: Agreement, enacted: Enacted, traces: string[]): TableRow {
  const { report } = enacted.told.en;
  const mask = masker(traces);
  const [finding] = report.findings;
  const said = report.images.find(({ verdict }) => verdict === report.verdict)?.message;
  const agreed = agrees(enacted);
  return {
    scenario: row.name,
    expected: row.verdict,
    ours: mask(
      [report.verdict, finding && `\`${finding.id}\``, said && `«${said}»`].filter(Boolean).join(' · '),
    ),
    clients: mask(clientWords(row, enacted)),
    agree: agreed === null ? 'not compared' : agreed ? 'yes' : 'NO',
  };
}

function clientWords(row: Agreement, { client, told }: Enacted): string {
  if (!client) return isFault(row) ? 'a fault' : told.en.report.verdict;
  const last = client.output.trim().split('\n').at(-1) ?? '';
  const words = client.code === 0 ? 'done' : last.replace(/^time="[^"]*" level=\w+ msg=/, '').slice(0, 300);
  return `${client.name}, exit code ${client.code}: ${words}`;
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
    cells(['scenario', 'ours', 'the client', 'agree']),
    cells(['---', '---', '---', '---']),
    ...rows.map(({ scenario, ours, clients, agree }) => cells([scenario, ours, clients, agree])),
    '',
  ].join('\n');
}
