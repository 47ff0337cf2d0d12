/** Files and folders that one resource names beside it. */
import * as path from 'node:path';
import { hasHole } from '../language/values.js';

/** An address of a repository may look as a path does: then nothing lies there. */
export function isLocal(name: string): boolean {
  return name !== '' && !hasHole(name) && !path.isAbsolute(name) && !/:\/\/|[?@\0]/.test(name);
}
