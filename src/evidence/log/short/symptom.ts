/** The symptom that a line without a log around it is. */
import type { Symptom } from '../types.js';

/** A refusal at GitHub's registry, of which no more is known than its line. */
export function symptomOfLine(line: string, index: number): Symptom {
  return {
    kind: 'refused',
    file: '',
    line: index + 1,
    column: 1,
    endColumn: line.length + 1,
    text: line,
    before: '',
    said: null,
    status: null,
    method: null,
    stage: null,
    sent: null,
    client: null,
    registry: 'ghcr.io',
    attribution: 'alone',
    image: null,
    access: null,
    cache: false,
    importsCache: false,
    step: null,
    login: null,
    scopes: [],
    progress: {
      layers: false,
      moved: false,
      found: false,
      sincePush: null,
      pushed: false,
      pushedSame: false,
      pushedOthers: false,
      lasted: null,
    },
    retrying: false,
    times: 1,
  };
}
