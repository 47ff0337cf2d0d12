/** Completion for zsh, to be sourced or to lie in a folder of `$fpath` as `_ghcr-preflight`. */
import type { CompletableCommand, CompletableOption, Values } from './completable.js';

export function zshCompletion(commands: readonly CompletableCommand[]): string {
  const [main, ...others] = commands;
  const names = others.map(({ name, description }) => `        ${quoted(`${name}:${description}`)}`);
  return `#compdef ghcr-preflight
# Completion of ghcr-preflight for zsh: source <(ghcr-preflight completion zsh)

_ghcr-preflight() {
  local curcontext=$curcontext state line ret=1
  typeset -A opt_args
  _arguments -C \\
${specs(main?.options ?? [], 4)}
    '1: :->command' \\
    '*:: :->arguments' && ret=0
  case $state in
    command)
      local -a commands=(
${names.join('\n')}
      )
      _describe -t commands command commands && ret=0 ;;
    arguments)
      case $words[1] in
${others.map(caseOf).join('\n')}
      esac ;;
  esac
  return ret
}

if [[ $funcstack[1] == _ghcr-preflight ]]; then
  _ghcr-preflight "$@"
else
  # A shell whose start-up files have not turned completion on yet.
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
  compdef _ghcr-preflight ghcr-preflight
fi
`;
}

function caseOf({ name, options, values }: CompletableCommand): string {
  return `        ${name})
          _arguments \\
${specs(options, 12)}
            ${quoted(`*: :${action(values)}`)} && ret=0 ;;`;
}

/** One line an option: \`'(-h --help)'{-h,--help}'[what it does]:value:action'\`. */
function specs(options: readonly CompletableOption[], indent: number): string {
  return options
    .map(({ short, long, description, values, isMany }) => {
      const told = `[${description.replace(/[\\\]]/g, '\\$&')}]`;
      // All words up to one that looks like an option.
      const words = isMany ? '*-?*:' : '';
      const value = values === null ? '' : `:${words}${long.slice(2)}:${action(values)}`;
      // With = the value may stand behind it or in the next word.
      const flag = values === null ? long : `${long}=`;
      const spec = short
        ? `'(${short} ${long})'{${short},${flag}}${quoted(told + value)}`
        : quoted(`*${flag}${told}${value}`);
      return `${' '.repeat(indent)}${spec} \\`;
    })
    .join('\n');
}

function action(values: Values): string {
  if (values.kind === 'files') return '_files';
  // No word: a blank would be a message, and beside one zsh completes no option.
  if (values.kind === 'none') return '()';
  return values.isList ? `_sequence compadd - ${values.words.join(' ')}` : `(${values.words.join(' ')})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
