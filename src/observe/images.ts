/** Which images the question is about. */
import { parseReferences, type ReferenceList } from '../evidence/registry/reference.js';
import type { WorkflowEvidence } from '../evidence/types.js';
import type { Question } from './question.js';

/** The images asked for; else what this job's later steps push; else the repository's own name. */
export function imagesOf(question: Question, workflow: WorkflowEvidence | null): ReferenceList {
  const { run, registry, access } = question;
  const context = { registry, owner: run.owner };
  if (question.images.trim())
    return refuseUppercase(parseReferences(question.images, context), question.names === 'given');

  const steps = (workflow?.pushes ?? []).filter((push) => push.access === access);
  // A read-only run is told what it could not push, also where its steps are guarded (contract, section 2).
  const relevant = run.readOnly ? steps : steps.filter(({ runs }) => runs !== 'no');
  if (steps.length > 0 && relevant.length === 0) return { references: [], skipped: [] };
  const found: ReferenceList = { references: [], skipped: [] };
  for (const { reference, role } of relevant) {
    if (reference === null) continue;
    const entry = role === 'cache' ? `type=registry,ref=${reference}` : reference;
    for (const image of parseReferences(entry, context).references) {
      if (!found.references.some((other) => other.reference === image.reference))
        found.references.push(image);
    }
  }
  if (found.references.length > 0) return refuseUppercase(found, true);
  return run.repository ? parseReferences(`${registry}/${run.repository.toLowerCase()}`, context) : found;
}

function refuseUppercase(list: ReferenceList, refused: boolean): ReferenceList {
  for (const { problem } of list.references) if (problem?.kind === 'uppercase') problem.refused = refused;
  return list;
}
