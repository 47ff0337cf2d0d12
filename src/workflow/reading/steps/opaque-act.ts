/** A step that may log in to anything, as far as its text tells. */
import { envEntries } from '../../language/environment.js';
import { child } from '../../text/document.js';
import { toldOfImages } from './actions/told-names.js';
import { type Here, type OpaqueAct, ofStep, saidBy } from './frame.js';
import { spanOf } from './places.js';

/** That of a step whose action nobody reads. */
export function opaqueAct(here: Here): OpaqueAct {
  const { step, expressions, contexts, runs } = here;
  const given = child(step.node, 'with');
  // The job's token is what many of them have by default.
  if (runs !== 'no') here.state.hasCredential = true;
  const inputs = envEntries(given, expressions, contexts);
  // One of the repository that is no composite action, or is not there.
  const isOfRepository = step.uses?.action === null;
  const command = step.uses?.source ?? '';
  const says = isOfRepository ? saidBy(here, { command, environment: new Map(inputs) }) : null;
  const told = toldOfImages(inputs);
  return { ...ofStep(here), kind: 'opaque', place: spanOf(step, null), hasCredential: true, says, told };
}
