/** What the commands of PowerShell do to files (docs: Microsoft.PowerShell.Management, Microsoft.PowerShell.Utility). */
import { type ChangeReader, intoFolder, isNoOption, NONE, written } from './file-change.js';

/** Parameters without a value. */
const SWITCHES =
  /^-(?:force|recurse|append|nonewline|noclobber|passthru|container|verbose|usebasicparsing|resume)$/i;

const PATH = /^-(?:path|filepath|literalpath)$/i;

/** What is given by the name of a parameter, or by its place. */
function parameters(args: readonly string[], names: readonly RegExp[]): string[] {
  const isValue = (each = '') => each.startsWith('-') && !SWITCHES.test(each);
  const rest = args.filter((each, at) => isNoOption(each) && !isValue(args[at - 1]));
  return names.map((name) => {
    const at = args.findIndex((each) => name.test(each));
    return (at === -1 ? rest.shift() : args[at + 1]) ?? '';
  });
}

const setContent: ChangeReader = (args) => written(parameters(args, [PATH]));

const copyItem: ChangeReader = (args) => {
  const [from = '', to = ''] = parameters(args, [PATH, /^-destination$/i]);
  return from === '' || to === '' ? NONE : [{ kind: 'copy', from, to }];
};

/** `New-Item -Path ci -Name push.sh -Value TEXT`: without a text it is a folder, or a file that was not there. */
const newItem: ChangeReader = (args) => {
  if (!args.some((each) => /^-value$/i.test(each))) return NONE;
  const [path = ''] = parameters(args, [PATH]);
  const at = args.findIndex((each) => /^-name$/i.test(each));
  return written([[path, args[at + 1]].filter((each) => at !== -1 && each !== '').join('/') || path]);
};

/** `Invoke-WebRequest URL -OutFile FILE`. */
const download: ChangeReader = (args) => {
  const at = args.findIndex((each) => /^-outfile$/i.test(each));
  return at === -1 ? NONE : written([args[at + 1] ?? '']);
};

const expandArchive: ChangeReader = (args) =>
  intoFolder(parameters(args, [PATH, /^-destinationpath$/i]).slice(1));

/**
 * `(Get-Content FILE) -replace 'one','other' | Set-Content FILE`, as it is put in plain words. Of a file that a variable names it
 * may be any.
 */
const editContent: ChangeReader = ([file = '', ...said]) => [
  { kind: 'edit', files: file === '' ? null : [file], said, sed: null },
];

/** By their names in small letters. */
export const BY_CMDLETS: Readonly<Record<string, ChangeReader>> = {
  'set-content': setContent,
  'add-content': setContent,
  'out-file': setContent,
  'tee-object': setContent,
  'copy-item': copyItem,
  'move-item': copyItem,
  'new-item': newItem,
  'invoke-webrequest': download,
  'invoke-restmethod': download,
  iwr: download,
  irm: download,
  'expand-archive': expandArchive,
  'edit-content': editContent,
};
