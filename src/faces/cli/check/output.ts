/** How `check` ends: its report, what it has to say beside it, and the exit code. */
import { hasScopes } from '../../../evidence/types/token.js';
import { render } from '../../../report/render.js';
import type { Report } from '../../../report/report.js';
import { words } from '../../../report/words.js';
import type { Language, Verdict } from '../../../types.js';
import type { ExitCode } from '../exit-code.js';
import { outputOptions } from '../output-options.js';
import { refusal } from '../printable.js';
import type { CheckOptions } from './options.js';
import { checkWords } from './words.js';

const EXIT: Record<Verdict, ExitCode> = { allowed: 0, 'not-needed': 0, denied: 1, unknown: 3 };

/** Prints the report, and the sentences on standard error, where they spoil no JSON. */
export async function printReport(
  report: Report,
  remarks: readonly string[],
  options: CheckOptions,
  env: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const { language } = options;
  process.stdout.write(await render(report, options.format, outputOptions(options, env)));
  const watched = options.watchExpiry === undefined ? null : expiryOf(report, language);
  sayBeside([...remarks, ...(watched?.sentence ? [watched.sentence] : [])]);
  // What is asked for by name is an answer of its own: a token that ends soon is an error although the pull works.
  if (report.findings.some(({ severity }) => severity === 'error')) return 1;
  const code = EXIT[report.verdict];
  return watched?.isOpen && code === 0 ? 3 : code;
}

/** Each sentence once, on standard error. */
export function sayBeside(sentences: readonly string[]): void {
  for (const sentence of new Set(sentences))
    process.stderr.write(`${refusal(`ghcr-preflight: ${sentence}`)}\n`);
}

/** What there is to say of the token's end where no date says it. */
function expiryOf(
  { token, images }: Report,
  language: Language,
): { sentence: string | null; isOpen: boolean } {
  const say = checkWords(language).expiry;
  const { source, kind, scopes, expiresAt } = token;
  if (source === null) return { sentence: say.none, isOpen: false };
  if (expiresAt !== null) return { sentence: null, isOpen: false };
  const name = images.find(({ credential }) => credential)?.credential ?? words(language).tokens[source];
  const isTold = kind !== null && hasScopes(kind);
  if (isTold && scopes !== null) return { sentence: say.never(name), isOpen: false };
  return { sentence: say.unseen(name), isOpen: isTold };
}
