/** Files of which no option takes the kind: a quadlet, a Dockerfile, a job of another CI. They name images all the same. */
import { readRegularFile } from '../../../evidence/files/regular-file.js';
import { namesInText } from '../../../workflow/deployment/mentions.js';
import { takenByAnother } from './file-kinds.js';

/** Bytes: what lists images by hand is shorter. */
const LIMIT = 1024 * 1024;
/** As many as a command in a sentence has room for: real files name a handful. */
const MOST = 20;

/**
 * The images at a registry that such a text names whole, as far as it says so itself: none in a comment, and none that a
 * variable makes; each once, the first few.
 */
export function imagesNamedIn(text: string, registry: string): string[] {
  const lines = text.split('\n').filter((line) => !/^\s*(?:#|;|\/\/)/.test(line));
  return [...new Set(lines.flatMap((line) => namesInText(line, registry)))].slice(0, MOST);
}

/** Those of a file that an option takes are none: that option asks about them. */
export function imagesNamedAt(file: string, registry: string): string[] {
  try {
    const text = readRegularFile(file, LIMIT).toString('utf8');
    return takenByAnother('', text) === null ? imagesNamedIn(text, registry) : [];
  } catch {
    // Nothing that is read: the sentence says that it is a file.
    return [];
  }
}
