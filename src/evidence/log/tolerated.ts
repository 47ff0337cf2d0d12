/**
 * Refused pulls that a script had allowed for: `docker pull ghcr.io/… || true`, as for a cache that may not be there. A push that may
 * fail is refused all the same, and whoever asks wants to know why.
 */
import type { Line } from './lines/line.js';
import { operationIn } from './operations.js';
import type { Symptom } from './types.js';
import { accessIn } from './words/access.js';

/** What comes then does not fail, and the script goes on. */
const OR_ELSE = /\|\| *(?:[({] *)?(?:true\b|:(?=[\s;)}]|$)|echo\b|printf\b|exit 0\b|continue\b)/;

/** The script asks how it ends: `if docker manifest inspect …; then`. */
const ASKS = /(?:^|[$+;]|\bRun) *(?:if|elif|while|until) /;

/** The same as `set -x` shows it: what is run in the place of a command that failed. */
const NOTHING = /^\+{1,3} (?:true|:)$/;

/** Follows which commands of a script were allowed to fail. */
export class Allowances {
  /** Between a command and what was run in its place. */
  readonly #answers: { from: number; to: number }[] = [];
  #command = 0;

  /** @param line in which a command was typed */
  read({ text, number }: Line): void {
    if (NOTHING.test(text)) this.#answers.push({ from: this.#command, to: number });
    this.#command = number;
  }

  /** Whether a pull that was refused did no harm. */
  has(symptom: Symptom): boolean {
    const { kind, access, line } = symptom;
    if (access !== 'pull' || kind === 'start' || kind === 'api') return false;
    return this.#answers.some(({ from, to }) => from < line && line < to) || isAllowedFor(symptom);
  }
}

/** Whether each command that is shown above a pull, and did what was refused, goes on without. */
function isAllowedFor({ access, image, registry, before, step }: Symptom): boolean {
  const name = image ? `${registry}/${image.name}` : registry;
  const commands = [...before.split('\n'), step ?? ''].filter(
    (line) => line.includes(name) && (operationIn(line, NO_MORE)?.access ?? accessIn(line)) === access,
  );
  return commands.length > 0 && commands.every((line) => OR_ELSE.test(line) || ASKS.test(line));
}

/** What is known of more tools says nothing of what a script allows for. */
const NO_MORE = { pushes: [], pulls: [] };
