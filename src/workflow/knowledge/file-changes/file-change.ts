/** What a command may do to files, and how its words are looked at. */

export type FileChange =
  /** Changed in their place. `files`: null for any; `sed`: what it would be given to print the same, null for any other edit. */
  | { kind: 'edit'; files: readonly string[] | null; said: readonly string[]; sed: readonly string[] | null }
  /** Written anew, with what nobody knows. */
  | { kind: 'write'; files: readonly string[] }
  | { kind: 'copy'; from: string; to: string }
  /** `target`: the one file that it changes, or those that it names. `file`: where it stands; null: `text`, or nowhere that is named. */
  | { kind: 'patch'; file: string | null; text: string | null; target: string | null }
  /** Another repository, or whatever was packed, is put into a folder. */
  | { kind: 'unpack'; folder: string }
  /** Another state of the checkout. `files`: null for all of them; `isHard`: what was changed is lost; `isThere`: no branch is changed. */
  | { kind: 'commit'; ref: string; files: readonly string[] | null; isHard: boolean; isThere?: true };

/** What a command is given: the words behind its name, and what it reads. */
export type ChangeReader = (
  args: readonly string[],
  stdin: string | null,
  name: string,
) => readonly FileChange[];

export const NONE: readonly FileChange[] = [];

export const isNoOption = (each: string) => !each.startsWith('-');

/** `--output FILE`, `--output=FILE`. */
export function optionValues(args: readonly string[], option: RegExp): string[] {
  return args.flatMap((each, at) => {
    const [name = '', ...value] = each.split('=');
    if (!option.test(name)) return [];
    return value.length > 0 ? [value.join('=')] : (args[at + 1] ?? []);
  });
}

/** With what nobody knows. */
export function written(files: readonly string[]): readonly FileChange[] {
  const named = files.filter((each) => each !== '' && each !== '-');
  return named.length === 0 ? NONE : [{ kind: 'write', files: named }];
}

/** Where no folder is named, it is what the job has built, or a tool: nobody puts those over its checkout. */
export function intoFolder([folder]: readonly string[]): readonly FileChange[] {
  return folder === undefined || folder === '' ? NONE : [{ kind: 'unpack', folder }];
}
