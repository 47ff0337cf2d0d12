/** A step that runs a script, here or on another machine, or a client out of its image. */
import { both } from '../language/chance.js';
import { child, entry, entrySpan, text, type YamlEntry, type YamlScalar } from '../text/document.js';
import type { StepText } from '../text/job.js';
import { actsOf, isNoPull } from './command-acts.js';
import { containerEffects } from './container-steps.js';
import { type Effects, effectsOf, type Here, ofStep, surroundings } from './frame.js';
import { lineSpan } from './places.js';
import { remoteScript } from './remote-commands.js';
import { nearOf } from './script-place.js';
import { runsContainer, runsElsewhere, scriptInput } from './step-kinds.js';
import { StepScript } from './step-script.js';

/** What a step does at registries that runs a script, or a client out of its image. */
export function scriptStepEffects(here: Here): Effects {
  if (runsContainer(here.step)) return containerEffects(here);
  const run = scriptOf(here.step);
  const written = text(run?.value.node);
  if (!run || written === null) return effectsOf([]);
  return runsElsewhere(here.step)
    ? remoteEffects(here, run, written)
    : new StepScript(here, run, written).effects();
}

/** `run:`, or the input of an action that is one. */
function scriptOf({ uses, node }: StepText): YamlEntry | null {
  return uses ? entry(child(node, 'with'), scriptInput(uses) ?? '') : entry(node, 'run');
}

/** What the script of an action does that runs it on another machine: it leaves nothing here. */
function remoteEffects(here: Here, run: YamlEntry, written: string): Effects {
  const { expressions, contexts, runs, guards, document } = here;
  const script = expressions.interpolate(written, contexts);
  const whole = entrySpan(run);
  const around = surroundings(here);
  const acts = remoteScript(script, here.scripts).flatMap((command) =>
    actsOf(command, {
      act: { ...ofStep(here), runs: both(runs, command.runs), home: 'remote' },
      outside: { runs, guards },
      line: () => lineSpan(document.text, run.value.node as YamlScalar, script, command.offset) ?? whole,
      whole,
      near: nearOf(command, around),
    }),
  );
  return effectsOf(acts.filter(isNoPull));
}
