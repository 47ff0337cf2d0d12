/** Who asked: whoever a log is of, by its client's words. */

import { commandIn } from '../../evidence/log/tools.js';
import type { JobEvidence, Symptom } from '../../evidence/log/types.js';
import { isSaidBy } from '../../evidence/log/words/client.js';
import { OUR_HOST } from '../../evidence/log/words/registry-names.js';
import { knownLogTools } from '../../workflow/knowledge/log-tools.js';
import type { Asker } from './asker.js';
import { ASKERS } from './askers.js';
import { ANYBODY, AT_A_TERMINAL, PIPELINE, WORKFLOW } from './places.js';

/**
 * Who was refused here. A cluster, a server and a bot have credentials of their own wherever they are
 * met; a tool of the command line has those of the workflow where the log shows that it ran in one.
 */
export function askerOf(symptom: Symptom, job: JobEvidence): Asker {
  const { text, client, step, before, line, stage } = symptom;
  const said = `${step ?? ''}\n${text}`;
  // Many quote docker's daemon, so its words count for less than what stood before them.
  const isDockers = AT_A_TERMINAL.frame?.test(said) ?? false;
  const lastLogin = job.logins.findLast((each) => each.line < line);
  const quoting = framedBefore(before, stage !== 'login' && lastLogin?.succeeded === true);
  const ran = byCommand(said);
  const own =
    framed(said) ??
    (ran === AT_A_TERMINAL ? undefined : ran) ??
    (isDockers && quoting?.place === 'terminal' ? AT_A_TERMINAL : quoting) ??
    ASKERS.find(({ clients }) => client !== null && clients?.includes(client)) ??
    ran ??
    (isDockers || AT_A_TERMINAL.frame?.test(before) ? AT_A_TERMINAL : undefined);
  // A client that pushes too may be a step of a job: what only a job shows counts for more.
  if (own?.onlyPulls && own.place !== 'terminal') return own;
  if (job.place === 'pipeline') return PIPELINE;
  if (isWorkflow(symptom, job)) return WORKFLOW;
  return own ?? ANYBODY;
}

/** Whose command or words stand nearest before it. */
function framedBefore(before: string, hasLoggedIn: boolean): Asker | undefined {
  const lines = before.split('\n');
  const isPassed = (line: string, at: number) =>
    knownLogTools().logout.test(line) ||
    (knownLogTools().login.test(line) && (hasLoggedIn || at < lines.length - 1));
  // A logout, and a login that went well, say nothing of who came after them.
  const telling = lines.filter((line, at) => !isPassed(line, at));
  return telling.reduceRight<Asker | undefined>(
    (found, line) => found ?? framed(line) ?? byCommand(line),
    undefined,
  );
}

/** Whose command is shown in one of these lines. */
function byCommand(text: string): Asker | undefined {
  const names = text.split('\n').flatMap((line) => commandIn(line, knownLogTools()) ?? []);
  return askerNamed(names.at(-1) ?? null);
}

/** The asker of a client whose command is shown, by what the log's reader calls it: others may print its words. */
function askerNamed(client: string | null): Asker | undefined {
  if (client === null) return undefined;
  return ASKERS.find(({ id }) => id === client) ?? ASKERS.find(({ clients }) => clients?.includes(client));
}

const IMAGES = new RegExp(String.raw`\b${OUR_HOST}/[^\s"'\x60,)]*`, 'g');

/** Whose words they are. */
function framed(text: string): Asker | undefined {
  const words = text.replace(IMAGES, 'ghcr.io');
  return ASKERS.find(
    (each) =>
      each !== AT_A_TERMINAL &&
      (each.frame?.test(words) || each.clients?.some((name) => isSaidBy(name, text))),
  );
}

/** Sentences and paths that only GitHub's runner and its actions print. */
const RUNNER =
  /buildx (?:bake |call )?failed with:|Docker (?:login|pull) (?:for|failed)|\/home\/runner\/|_work\/|\bruns-on\b|job was not started|nested job|workflow is not valid|Invalid workflow file|Resource not accessible by integration|\bsecrets\.\w|Username and password required|\bgithub\.(?:token|actor|repository)/i;

/** Does anything show that it happened in a workflow of GitHub Actions? */
function isWorkflow({ text, step, login, client, kind }: Symptom, job: JobEvidence): boolean {
  return (
    job.place === 'workflow' ||
    job.run !== null ||
    job.workflow !== null ||
    job.whole ||
    job.name !== null ||
    job.definedAt !== null ||
    job.secretSource !== null ||
    job.permissions !== null ||
    job.called ||
    kind === 'start' ||
    client === 'runner' ||
    client === 'attest' ||
    job.hints.some((hint) => hint === 'job' || hint === 'secret') ||
    isAction(step) ||
    isAction(login?.by ?? null) ||
    // Nobody else holds the token of an installation by chance; helm calls what it does an installation, too.
    /installation not allowed|requested installation|installation (?:access )?token/i.test(text) ||
    RUNNER.test(text)
  );
}

/** `docker/build-push-action@v6`, as against a command. */
function isAction(step: string | null): boolean {
  return /^[\w.-]+\/[\w./-]+(?:@\S+)?$/.test(step ?? '');
}
