/**
 * Names of this run with a variable that nothing sets: our own process shows what the machine and the steps before it have set, and
 * the text what the later ones do. Few jobs have such a name, so this is loaded where one has.
 */
import { absentVariable, onlyOrigin, withoutAbsent } from '../../language/origins.js';
import { child, text } from '../../text/document.js';
import type { RunOfJob } from '../jobs/read-job.js';
import type { Act } from '../steps/frame.js';
import { isPlainlyRead, type JobInFile, ownShell, type Reader } from './plain-readings.js';

/** The same of a run, with what is left of these names: their variables are known to be empty. */
export function withUnsetEmpty(run: RunOfJob, job: JobInFile): RunOfJob {
  const made = new Map(run.acts.map((act) => [act, emptied(act, job)]));
  const madeOf = <Read extends Act>(act: Read): Read => (made.get(act) as Read | undefined) ?? act;
  return {
    ...run,
    acts: run.acts.map(madeOf),
    transfers: run.transfers.map((transfer) => ({ ...transfer, act: madeOf(transfer.act) })),
  };
}

function emptied(act: Act, job: JobInFile): Act {
  if (act.kind === 'build') return { ...act, names: act.names.map((name) => withEmpty(name, act, job)) };
  if (act.kind !== 'transfer') return act;
  const reference = withEmpty(act.found.reference, act, job);
  // A service or a target without any name is passed over.
  const isPassedOver = act.found.isInFile && withoutAbsent(reference).trim() === '';
  return isPassedOver ? act : { ...act, found: { ...act.found, reference } };
}

function withEmpty(name: string, act: Reader, job: JobInFile): string {
  return [...name]
    .map((character) => {
      const origin = onlyOrigin(character);
      const isRead = origin?.kind === 'variable' && isPlainlyRead(origin.name, act, job);
      return isRead && isInOwnShell(act, job) ? absentVariable(origin) : character;
    })
    .join('');
}

/** No file that its shell reads first, and nothing that starts it, gives it variables. */
function isInOwnShell(act: Reader, job: JobInFile): boolean {
  const { document, step } = act;
  if (step.uses !== null) return document === job.document;
  if (document === job.document) return ownShell(act, job) !== null;
  // Of an action each step says its own (docs: Metadata syntax, `runs.steps[*].shell`).
  return /^(?:bash|sh)$/.test(text(child(step.node, 'shell')) ?? '');
}
