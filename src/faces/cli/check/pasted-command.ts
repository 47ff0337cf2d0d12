/** A command in the place of IMAGE, copied from a page or a terminal: it tells which images are meant, and for what. */
import type { Access } from '../../../types.js';
import { commandEffects } from '../../../workflow/knowledge/commands.js';
import { programAt } from '../../../workflow/knowledge/programs/index.js';

export interface PastedCommand {
  program: string;
  /** What no table knows looks at an image, or runs it. */
  access: Access;
  /** What it pushes; of one that pushes nothing, what it pulls. */
  images: string[];
}

/** null: these are names of images, or meant to be. */
export function pastedCommand(given: readonly string[]): PastedCommand | null {
  const all = given.flatMap((each) => each.trim().split(/\s+/));
  // A prompt, and who asks for more rights.
  const words = all.slice(all.findIndex((word) => !/^(?:[$#>%]|sudo)$/.test(word)));
  const [program = '', ...rest] = words;
  if (rest.length === 0 || programAt(program) === null) return null;
  const found = commandEffects(words);
  const access = found.some((each) => each.access === 'push') ? 'push' : 'pull';
  const meant = found.filter((each) => each.access === access).map(({ reference }) => reference);
  const images = meant.length > 0 ? meant : rest.filter(isFull);
  return { program, access, images: [...new Set(images.map(bare))] };
}

/** A name with a host, whatever stands in front of it. */
function isFull(word: string): boolean {
  return /^[\w.-]+(?::\d+)?\/[\w.-]+\//.test(bare(word));
}

function bare(word: string): string {
  return word.replace(/^[a-z-]+:\/\//, '');
}
