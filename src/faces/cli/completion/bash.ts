/** Completion for bash, from 3.2 on, which macOS has. */
import type { CompletableCommand, Values } from './completable.js';

export function bashCompletion(commands: readonly CompletableCommand[]): string {
  const [main] = commands;
  const valued = main?.options.filter(({ values }) => values).map(({ long }) => long) ?? [];
  const options = commands.map(({ name, options }) => {
    const flags = options.flatMap(({ short, long }) => [long, ...(short ? [short] : [])]);
    return `      '${name}') _ghcr_preflight_words '${flags.join(' ')}' ;;`;
  });
  const values = commands.flatMap(({ name, options }) =>
    options.flatMap(({ long, values }) => (values ? [`    '${name} ${long}') ${reply(values)} ;;`] : [])),
  );
  const many = commands.flatMap(({ name, options }) =>
    options.flatMap(({ long, values, isMany }) =>
      values && isMany ? [`        '${name} ${long}') ${reply(values)}; return ;;`] : [],
    ),
  );
  const names = commands.filter(({ name }) => name !== '').map(({ name }) => name);
  const args = commands.map(({ name, values }) =>
    name === ''
      ? `      '') _ghcr_preflight_words '${names.join(' ')}' ;;`
      : `      '${name}') ${reply(values)} ;;`,
  );
  return `# Completion of ghcr-preflight for bash: source <(ghcr-preflight completion bash)

_ghcr_preflight_words() {
  COMPREPLY=($(compgen -W "$1" -- "$current"))
}

# Several of them, with commas between.
_ghcr_preflight_list() {
  local before=''
  [[ $current != *,* ]] || before=\${current%,*},
  COMPREPLY=($(compgen -P "$before" -W "$1" -- "\${current##*,}"))
}

_ghcr_preflight_files() {
  local IFS=$'\\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen -f -- "$current"))
}

_ghcr_preflight() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command='' index
  COMPREPLY=()
  # bash breaks words at "=", so that --format=json are three.
  if [[ $current == = ]]; then current=''
  elif [[ $previous == = ]]; then previous=\${COMP_WORDS[COMP_CWORD-2]}; fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    case \${COMP_WORDS[index]} in
      ${valued.join('|')})
        [[ \${COMP_WORDS[index+1]} != = ]] || ((index++))
        ((index++)) ;;
      -*) ;;
      *) command=\${COMP_WORDS[index]}; break ;;
    esac
  done
  case "$command $previous" in
${values.join('\n')}
    *)
      if [[ $current == -* ]]; then
        case $command in
${options.map((line) => `  ${line}`).join('\n')}
        esac
        return
      fi
      # The last option may take all words behind it.
      for ((index = COMP_CWORD - 1; index > 0; index--)); do
        [[ \${COMP_WORDS[index]} != -?* ]] || break
      done
      case "$command \${COMP_WORDS[index]}" in
${many.join('\n')}
      esac
      case $command in
${args.map((line) => `  ${line}`).join('\n')}
      esac ;;
  esac
}

complete -F _ghcr_preflight ghcr-preflight
`;
}

function reply(values: Values): string {
  if (values.kind === 'files') return '_ghcr_preflight_files';
  if (values.kind === 'none') return ':';
  return `_ghcr_preflight_${values.isList ? 'list' : 'words'} '${values.words.join(' ')}'`;
}
