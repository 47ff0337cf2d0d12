/** What a project of .NET says of the image that `dotnet publish` makes of it. */
import { HOLE } from '../../language/values.js';
import type { Surroundings } from '../clients.js';
import { inFolder } from './files.js';

const PROJECT = /\.(?:cs|fs|vb)proj$/i;
/** What stands beside the project and holds for it too. Docs: learn.microsoft.com, Customize the build by folder. */
const SHARED = 'Directory.Build.props';

/**
 * The value of a property, as the project that is published has it; null: it has none. What it is made of at build time
 * nobody knows.
 *
 * @param said the words of the command behind its verb
 */
export function projectProperty(
  said: readonly string[],
  name: string,
  around: Pick<Surroundings, 'file' | 'entries'>,
): string | null {
  const texts = projectFiles(said, around).map((path) => around.file(path));
  const element = new RegExp(`<${name}(?:\\s[^<>]{0,200})?>([^<]{0,500})</${name}>`, 'i');
  const [, value] = texts.map((text) => element.exec(text ?? '')).find((each) => each !== null) ?? [];
  return value === undefined ? null : value.trim().replace(/\$\([^)]{0,200}\)/g, HOLE);
}

/** A project by its file or its folder; else that of the folder of the command. */
function projectFiles(said: readonly string[], { entries }: Pick<Surroundings, 'entries'>): string[] {
  const [first = ''] = said;
  const named = said.find((each) => PROJECT.test(each));
  const folder = named !== undefined ? folderOfFile(named) : /^[-/]/.test(first) ? '' : first;
  const found = named ?? (entries(folder || '.') ?? []).find((each) => PROJECT.test(each));
  if (found === undefined) return [];
  const path = named ?? inFolder(folder, found);
  return [path, inFolder(folder, SHARED), SHARED];
}

function folderOfFile(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
