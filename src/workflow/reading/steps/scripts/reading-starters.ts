/**
 * What starts the scripts of a step whose tool reads variables from a file that need not be there: `-include .env` of make, dotenv
 * files of just and of task. It may have been made out of sight (GNU make manual, "Including Other Makefiles").
 */
import { starterOf } from '../../../knowledge/commands.js';
import type { Project } from '../../../repository/project.js';
import type { Starter } from '../../../shell/starting/started.js';
import type { YamlNode } from '../../../text/document.js';
import { madeEnvFiles } from '../../files/changed-files.js';
import { isEnvFile } from '../../files/file-changes.js';
import type { Here } from '../frame.js';
import { effortFor, filesFor, starterFor } from './script-place.js';
import { mayBeMadeUnseen } from './untouched-files.js';

const READS_VARIABLES = /\b(?:g?make|just|task)\b/;

/** For the same step, whichever run it is read for. */
const KNOWN = new WeakMap<YamlNode, { project: Project; arrivals: number | undefined; starter: Starter }>();

export function starterWithUnseen(here: Here, script: string): Starter {
  if (!READS_VARIABLES.test(script)) return starterFor(here);
  const { project, step } = here;
  const { arrivals } = project;
  const known = KNOWN.get(step.node);
  if (known?.project === project && known.arrivals === arrivals) return known.starter;
  const starter = starterOf(filesWithUnseen(here), effortFor(project));
  KNOWN.set(step.node, { project, arrivals, starter });
  return starter;
}

/** What may have made one is looked for once, and only where one is asked for that is not there. */
function filesWithUnseen(here: Here): ReturnType<typeof filesFor> {
  const files = filesFor(here, madeEnvFiles(here));
  const unseen = new Map<string, boolean>();
  return {
    ...files,
    isMade(path) {
      if (files.isMade(path)) return true;
      if (!isEnvFile(path) || files.file(path) !== null) return false;
      const isUnseen = unseen.get(path) ?? mayBeMadeUnseen(path, here);
      unseen.set(path, isUnseen);
      return isUnseen;
    },
  };
}
