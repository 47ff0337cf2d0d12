/**
 * Words by which the variables of a tool begin that an action sets up: `jimver/cuda-toolkit` exports `CUDA_PATH` and
 * `kylemayes/install-llvm-action` `LLVM_PATH` (their READMEs), and hardly one of them lists what it exports.
 */
import { actionNamed } from './index.js';

const SETS_UP = /(?:^|[/_-])(?:setup|install|installer|toolchain|toolkit|get)(?:$|[/_-])/;

/** Words of such names that are none of a tool. */
const COMMON = new Set(
  'setup install installer toolchain toolkit get action actions tool tools gh github release the and for with'.split(
    ' ',
  ),
);

/** What GitHub's and Docker's own export is documented, and no part of a name. */
const DOCUMENTED = /^(?:actions|docker)\//;

/** Of an action that is known to set a tool up; none of any other. */
export function toolWords(action: string): readonly string[] {
  const name = action.toLowerCase();
  const [owner = '', ...rest] = name.split('/');
  const own = rest.join('/');
  if (DOCUMENTED.test(name) || !SETS_UP.test(own) || actionNamed(name) === null) return [];
  const words = wordsIn(own);
  return words.length > 0 ? words : wordsIn(owner);
}

function wordsIn(name: string): string[] {
  return name.split(/[^a-z0-9]+/).filter((each) => each.length > 2 && !COMMON.has(each));
}
