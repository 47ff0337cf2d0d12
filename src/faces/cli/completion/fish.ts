/** Completion for fish, from 3.0 on. */
import type { CompletableCommand, Values } from './completable.js';

export function fishCompletion(commands: readonly CompletableCommand[]): string {
  const valued = commands[0]?.options.filter(({ values }) => values).map(({ long }) => long) ?? [];
  const lines = commands.flatMap(({ name, description, options, values }) => {
    const when = `-n ${quoted(`__ghcr_preflight_in ${name || "''"}`)}`;
    const command = name === '' ? [] : [`-n "__ghcr_preflight_in ''" -a ${name} -d ${quoted(description)}`];
    const flags = options.map(({ short, long, description, values }) =>
      [
        when,
        ...(short ? [`-s ${short.slice(1)}`] : []),
        `-l ${long.slice(2)}`,
        ...(values ? [valuesArgument(values)] : []),
        `-d ${quoted(description)}`,
      ].join(' '),
    );
    const argument =
      values.kind === 'none'
        ? []
        : [`${when} ${values.kind === 'files' ? '-F' : `-a ${quoted(values.words.join(' '))}`}`];
    const many = options.flatMap(({ long, values, isMany }) =>
      values?.kind === 'files' && isMany
        ? [`-n ${quoted(`__ghcr_preflight_behind ${name} ${long}`)} -F`]
        : [],
    );
    return [...command, ...flags, ...many, ...argument];
  });
  return `# Completion of ghcr-preflight for fish: ghcr-preflight completion fish | source

# Is this its command, whatever options stand before it?
function __ghcr_preflight_in
  set -l words (commandline -opc)
  set -e words[1]
  while set -q words[1]
    switch $words[1]
      case ${valued.join(' ')}
        set -e words[1]
      case '-*'
      case '*'
        test $words[1] = "$argv[1]"
        return
    end
    set -e words[1]
  end
  test -z "$argv[1]"
end

# Is the last option of its command this one, which takes all words behind it?
function __ghcr_preflight_behind
  __ghcr_preflight_in $argv[1]
  or return
  set -l options (string match -- '-?*' (commandline -opc))
  # Quoted: where there is no option yet, \`test\` gets a word to compare all the same.
  test "$options[-1]" = "$argv[2]"
end

complete -c ghcr-preflight -e
complete -c ghcr-preflight -f
${lines.map((line) => `complete -c ghcr-preflight ${line}`).join('\n')}
`;
}

function valuesArgument(values: Values): string {
  if (values.kind === 'files') return '-r -F';
  if (values.kind === 'none') return '-x';
  if (!values.isList) return `-x -a ${quoted(values.words.join(' '))}`;
  return `-x -a ${quoted(`(__fish_complete_list , 'printf "%s\\n" ${values.words.join(' ')}')`)}`;
}

/** A backslash means something in fish's single quotes where it stands before another one or a quote. */
function quoted(text: string): string {
  return `'${text.replace(/\\(?=[\\']|$)/g, '\\\\').replaceAll("'", "\\'")}'`;
}
