/** What an action in an image runs: the words of its command, and the files of the repository that these name. */
import { inWorkspace, nameOfFile } from '../../../language/workspace.js';
import { child, list, text, type YamlNode } from '../../../text/document.js';
import { type ProgramFiles, programIn, withModules } from './imported-modules.js';

interface ImageProgram {
  command: string;
  /** None: its program lies in the image, or is compiled. */
  texts: string[];
}

/**
 * @param runs of the action's file
 * @param folder in which it lies
 */
export function imageProgram(runs: YamlNode, folder: string, files: ProgramFiles): ImageProgram {
  const read = (path: string) => {
    const found = inWorkspace(folder, path);
    const program = found === null || path === '' ? null : files.file(found);
    return found === null || program === null ? null : { path: found, text: program };
  };
  const image = text(child(runs, 'image')) ?? '';
  const dockerfile = read(image)?.text ?? '';
  // Docs: Metadata syntax reference, `runs` for Docker container actions.
  const given = list(child(runs, 'args'))?.items.map(({ node }) => text(node) ?? '');
  const own = text(child(runs, 'entrypoint'));
  const entrypoint = own === null ? wordsOf(dockerfile, 'ENTRYPOINT') : [own];
  const args = given ?? wordsOf(dockerfile, 'CMD');
  // What nobody knows may be docker itself.
  const command = [image, ...(entrypoint.length > 0 ? entrypoint : ['docker']), ...args].join(' ');
  const programs = [...entrypoint, ...args]
    .slice(0, MOST_WORDS)
    .flatMap((word) => sourcesOf(word, dockerfile).flatMap((path) => read(path) ?? []));
  const texts = programs.map((each) => withModules(programIn(each.path, each.text), files));
  return { command, texts: [...new Set(texts)] };
}

/** Those of a command that may be its program's file. */
const MOST_WORDS = 4;

/** `ENTRYPOINT ["docker"]`; where it has several words, they stay apart. */
function wordsOf(dockerfile: string, instruction: 'ENTRYPOINT' | 'CMD'): string[] {
  const said = new RegExp(`^${instruction}[ \\t]+([^\\n]*)`, 'im').exec(dockerfile)?.[1] ?? '';
  return said.split(/[[\]",\s]+/).filter(Boolean);
}

/** Where a file of the image may come from, beside the Dockerfile. */
function sourcesOf(word: string, dockerfile: string): string[] {
  const name = nameOfFile(word);
  const copied = [...dockerfile.matchAll(COPIES)].flatMap(([, said = '']) => {
    const [target = '', ...sources] = said
      .split(/[[\]",\s]+/)
      .filter(isPath)
      .reverse();
    return sources.flatMap((source) => [...(target === word ? [source] : []), `${source}/${name}`]);
  });
  return [name, ...copied.slice(0, MOST_SOURCES)];
}

const COPIES = /^(?:COPY|ADD)[ \t]+([^\n]*)/gim;
const MOST_SOURCES = 20;

function isPath(word: string): boolean {
  return word !== '' && !word.startsWith('--');
}
