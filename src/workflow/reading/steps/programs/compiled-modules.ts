/** Modules of programs that are built and run in one go: those of Go, C# and Rust. */
import { asPattern } from '../../../../evidence/pattern.js';
import { folderOf } from '../../../language/workspace.js';
import { type ForeignProgram, importedByScript, type ProgramFiles, within } from './imported-modules.js';

/** The paths at which the modules of a program in any language may lie. */
export function importedByProgram(program: ForeignProgram, files: ProgramFiles): string[] {
  const { text, language, path, folder } = program;
  switch (language) {
    case 'go':
      return [...besideIt(program, folder, GO_FILE, files), ...goPackages(text, folder, files)];
    case 'csharp':
      return besideIt(program, folder, /\.cs$/, files);
    case 'rust':
      return [...text.matchAll(RUST_MODULE)].flatMap(([, name = '']) => rustPaths(name, path ?? ''));
    default:
      return importedByScript(program);
  }
}

const GO_FILE = /(?<!_test)\.go$/;

function besideIt(
  { isFolder }: ForeignProgram,
  folder: string,
  ending: RegExp,
  files: ProgramFiles,
): string[] {
  return isFolder ? filesIn(folder, ending, files) : [];
}

function filesIn(folder: string, ending: RegExp, { entries }: ProgramFiles): string[] {
  const names = (entries(folder === '' ? '.' : folder) ?? []).filter((each) => ending.test(each));
  return names.flatMap((each) => within(folder, each));
}

/** How deep a module of Go may lie in the repository. */
const DEEPEST_MODULE = 4;

/** Packages of the same module, which their whole paths name. Docs: go.dev/ref/mod. */
function goPackages(text: string, folder: string, files: ProgramFiles): string[] {
  const parts = folder === '' ? [] : folder.split('/');
  const places = Array.from({ length: Math.min(parts.length, DEEPEST_MODULE) + 1 }, (_, up) =>
    parts.slice(0, parts.length - up).join('/'),
  );
  for (const place of places) {
    const said = files.file(place === '' ? 'go.mod' : `${place}/go.mod`);
    const name = said === null ? undefined : /^module[ \t]+"?([\w./~-]{1,200})/m.exec(said)?.[1];
    if (name === undefined) continue;
    const imported = text.matchAll(new RegExp(`"${asPattern(name)}/([\\w./-]{1,200})"`, 'g'));
    return [...imported].flatMap(([, path = '']) =>
      filesIn(place === '' ? path : `${place}/${path}`, GO_FILE, files),
    );
  }
  return [];
}

const RUST_MODULE = /^[ \t]*(?:pub(?:\([\w: ]{1,40}\))?[ \t]+)?mod[ \t]+(\w{1,80})[ \t]*;/gm;

/** Docs: doc.rust-lang.org/reference, Module source filenames. */
function rustPaths(name: string, path: string): string[] {
  const folder = folderOf(path);
  const [, stem = ''] = /([^/]*)\.rs$/.exec(path) ?? [];
  const base = /^(?:main|lib|mod)$/.test(stem) ? folder : folder === '' ? stem : `${folder}/${stem}`;
  return [`${name}.rs`, `${name}/mod.rs`].flatMap((each) => within(base, each));
}
