/** Files of which no option takes the kind: a quadlet, a Dockerfile, a job of another CI. They name images all the same. */
import { readRegularFile } from '../../../evidence/files/regular-file.js';
import { imagesOfValues } from '../../../workflow/deployment/custom-resources.js';
import { namesInText } from '../../../workflow/deployment/mentions.js';
import { hasHole } from '../../../workflow/language/values.js';
import { takenByAnother } from './file-kinds.js';

/** Bytes: what lists images by hand is shorter. */
const LIMIT = 1024 * 1024;
/** As many as a command in a sentence has room for: real files name a handful. */
const MOST = 20;

export interface NamedImages {
  /** The first few, each once. */
  whole: string[];
  /** Some have a version that a chart tells. */
  areOpen: boolean;
}

/**
 * The images at a registry that such a text names whole, as far as it says so itself: none in a comment, and none that a
 * variable makes. Where a version stands under a key of its own, the name alone would be that of another image.
 */
export function imagesNamedIn(text: string, registry: string): NamedImages {
  const lines = text.split('\n').filter((line) => !/^\s*(?:#|;|\/\/)/.test(line));
  const written = lines.flatMap((line) => namesInText(line, registry));
  const all = text.length > LIMIT ? [] : imagesOfValues('', text).map(({ name }) => name);
  const parted = all.filter((name) => name.startsWith(`${registry}/`) && !written.includes(name));
  const isPart = (name: string) =>
    parted.some((each) => /^[:@]/.test(each.slice(name.length)) && each.startsWith(name));
  const whole = [...written.filter((name) => !isPart(name)), ...parted.filter((name) => !hasHole(name))];
  return { whole: [...new Set(whole)].slice(0, MOST), areOpen: parted.some(hasHole) };
}

/** Those of a file that an option takes are none: that option asks about them. */
export function imagesNamedAt(file: string, registry: string): string[] {
  try {
    const text = readRegularFile(file, LIMIT).toString('utf8');
    return takenByAnother('', text) === null ? imagesNamedIn(text, registry).whole : [];
  } catch {
    // Nothing that is read: the sentence says that it is a file.
    return [];
  }
}
