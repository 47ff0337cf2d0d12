/** Pushes of an action to which no tag is given at all: BuildKit ends with "tag is needed when pushing to registry". */
import { hostOfAddress } from '../knowledge/clients.js';
import { happens } from '../language/chance.js';
import { withoutAbsent } from '../language/origins.js';
import { child, text } from '../text/document.js';
import type { JobText, StepText } from '../text/job.js';
import type { TransferReading } from './logins/credentials.js';
import { isAtRegistry, isLoggedInOnlyTo, isPlain, type LoginsAndPushes } from './only-logins.js';
import type { SignAct } from './steps/frame.js';

/** What a job does in one run, and the steps by which it does it. */
export interface StepsAndPushes extends LoginsAndPushes, Pick<JobText, 'steps'> {}

/** Are all tags that an action is given empty? Then it pushes under no name at all, whatever was done before it. */
export function isTagless(push: TransferReading, run: StepsAndPushes, registry: string): boolean {
  const { act } = push;
  return (
    (act.found.input === 'tags' || act.found.input === 'outputs') &&
    (isLoggedInOnlyTo(run, push, registry) || isWithoutMadeNames(push, run, registry)) &&
    run.pushes.every(
      (each) => each.act.step !== act.step || withoutAbsent(each.act.found.reference).trim() === '',
    )
  );
}

/** Does the job log in to the registry, among others, and make names for it that no push has? */
function isWithoutMadeNames({ act }: TransferReading, run: StepsAndPushes, registry: string): boolean {
  const isLogin = ({ sign, runs }: SignAct) =>
    sign.password !== null && happens(runs) && hostOfAddress(sign.host) === registry;
  const isMade = ({ node }: StepText) =>
    (text(child(child(node, 'with'), 'images')) ?? '').toLowerCase().includes(`${registry}/`);
  return (
    isPlain(act) &&
    run.logins.some(isLogin) &&
    run.steps.some(isMade) &&
    !run.pushes.some((each) => isAtRegistry(each, registry))
  );
}
