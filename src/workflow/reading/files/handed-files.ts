/** Files that a program of the repository is handed by their names: it may write to them. */
import { isWrapper } from '../../knowledge/wrappers.js';
import { inWorkspace, nameOfFile } from '../../language/workspace.js';

export interface Handing {
  at: number;
  /** Path of the program in the workspace. */
  program: string;
  /** By an option for what is read. */
  isRead: boolean;
}

/** What ends a command, and what may stand before its name. */
const ENDS = /&&|\|\||[;|(`]/;
const BEFORE =
  /^(?:\s+|- |run:|[|>]-?$|sudo\s|env\s|time\s|then\s|do\s|if\s|!\s|[A-Za-z_]\w*=\S*\s|(?:\S*\/)?(?:ba|z|da)?sh\s|(?:python[\d.]*|node|ruby|perl|tsx|npx|bunx)\s)+/;

const LONGEST_LINE = 1_000;

/** By the names of the files. */
export function handedFiles(source: string): Map<string, Handing[]> {
  const handed = new Map<string, Handing[]>();
  let at = 0;
  for (const whole of source.split('\n')) {
    // Nearly all lines: without a path there is no program of the repository.
    if (whole.includes('/')) {
      for (const command of whole.slice(0, LONGEST_LINE).split(ENDS)) {
        const [program = '', ...words] = command.replace(BEFORE, '').trim().split(/\s+/);
        const path = isProgram(program) ? inWorkspace('', program) : null;
        if (path === null) continue;
        for (const [which, word] of words.entries()) {
          const isRead = READS.test(word) || READS.test(`${words[which - 1]}=`);
          for (const name of fileName(word))
            handed.set(
              name,
              [...(handed.get(name) ?? []), { at, program: path, isRead }].slice(0, MOST_HANDED),
            );
        }
      }
    }
    at += whole.length + 1;
  }
  return handed;
}

const MOST_HANDED = 40;

function isProgram(word: string): boolean {
  return /^(?:\.{1,2}\/)?[\w.-]+(?:\/[\w.-]+)*$/.test(word) && word.includes('/') && !isWrapper(word);
}

/** `./regsync once -c sync.yaml`, `./image-syncer --images=./images.yaml`. */
const READS = /^(-c|--?(config(-file)?|images|auth))=/;

/** `compose.yaml`, `--out=compose.yaml`: the name of a file, where a word has one. */
function fileName(word: string): string[] {
  const [, path] = /^(?:-[\w-]*=)?["']?([\w./-]*\w\.\w{1,12}|[\w./-]*[A-Z]\w*file)["']?$/.exec(word) ?? [];
  return path === undefined ? [] : [nameOfFile(path)];
}

/** Does a script write to a file that it is handed? One that nobody reads may, unless it is told to read it. */
export function mayWrite(script: string | null, isRead: boolean): boolean {
  return script === null ? !isRead : WRITES.test(script);
}

const WRITES =
  />>?\s{0,9}["']?\$|\s-\w*i\b[^\n]{0,300}\$|\b(?:tee|mv|cp|sponge)\b[^\n]{0,300}\$|\bwrite|\bopen\([^()\n]{0,200},\s{0,9}["'][wa]|\bdump\(/i;
