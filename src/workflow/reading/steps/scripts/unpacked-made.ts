/** Files of the checkout that steps before a script may have replaced with what they unpack. */
import { ANY_FILE, type MadeFiles, madeByEdit, type Rewrite } from '../../../shell/known/made-files.js';
import { unpackedBy } from '../../files/changed-files.js';
import type { Unpacking } from '../../files/unpacked-paths.js';
import type { Here } from '../frame.js';

/** What a script finds: as earlier ones have left it, and nothing known of what was put over it. */
export function madeBefore(here: Here): MadeFiles {
  return unpackedBy({ ...here, until: here.step.node.end }).reduce(withUnpacked, here.state.made);
}

/** The same files for the same question: what is remembered of a script is known by them. */
const KNOWN = new WeakMap<Unpacking, { change: Rewrite; after: WeakMap<MadeFiles, MadeFiles> }>();

function withUnpacked(files: MadeFiles, unpacking: Unpacking): MadeFiles {
  const known = KNOWN.get(unpacking) ?? {
    change: { of: (text, { key }) => (unpacking.mayHold(key) ? null : text) },
    after: new WeakMap<MadeFiles, MadeFiles>(),
  };
  KNOWN.set(unpacking, known);
  const { change, after } = known;
  if (files.get(ANY_FILE)?.edits?.includes(change)) return files;
  const made = after.get(files) ?? madeByEdit(files, ANY_FILE, change);
  after.set(files, made);
  return made;
}
