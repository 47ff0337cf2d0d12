/** What can be seen at a place of a workflow: its contexts, and with what they are read. */
import type { ActionLookup } from '../../knowledge/action.js';
import type { Chance } from '../../language/chance.js';
import type { Contexts } from '../../language/evaluation.js';
import type { Expressions } from '../../language/expressions.js';
import type { Project } from '../../repository/project.js';
import type { WorkflowDocument } from '../../text/document.js';
import type {
  ChangesReader,
  MeaningReader,
  ScriptReader,
  ScriptStepReader,
  StepReader,
  StrictSteps,
} from '../steps/frame.js';

/** With what jobs are read. */
export interface ReadingTools {
  expressions: Expressions;
  project: Project;
  actions: ActionLookup;
  scriptSteps: ScriptStepReader;
  scripts: ScriptReader;
  meaning: MeaningReader;
  changes: ChangesReader;
  /** A workflow of the repository by its path; null where it is not known. */
  open(path: string): WorkflowDocument | null;
  /** Other jobs that ran ended well: true for an example run, not for a real one, where nobody knows. */
  assumesSuccess: boolean;
  /** For many runs of a job; absent: each step is read anew. */
  remembered?: StepReader;
  /** What actions take and hand on to the letter; absent: it is left to the run to show. */
  strict?: StrictSteps;
}

export interface Scope {
  contexts: Contexts;
  /** Are all jobs run that call? */
  runs: Chance;
  document: WorkflowDocument;
  tools: ReadingTools;
  /** Jobs of this file whose outputs are being asked for: the end of a circle, and of a long way. */
  asked: Set<string>;
  /** How many calls lie between the job that asks and this file. */
  calls: number;
  /** Whether the file's other jobs are run, by name, as far as somebody asked. */
  chances: Map<string, Chance>;
  /** Whether they surely fail, as far as somebody asked. */
  failed: Map<string, boolean>;
}
