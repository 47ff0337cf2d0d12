/** What a command runs for its text, wherever that stands in it: `$(…)`, `<(…)` and `>(…)`. */
import type {
  Command,
  CommandExpansionPart,
  CommandNode,
  CompoundList,
  ProcessSubstitutionPart,
  Redirection,
  TestExpression,
  Word,
  WordPart,
} from 'unbash';

export type Substitution = CommandExpansionPart | ProcessSubstitutionPart;

/** Those of the command itself, in their order: what stands in its body is a command of its own. */
export function substitutionsIn(command: CommandNode | CompoundList): Substitution[] {
  switch (command.type) {
    case 'Command':
      return ofCommand(command);
    case 'Redirected':
      return command.redirects.flatMap(ofRedirection);
    case 'For':
    case 'Select':
      return (command.wordlist ?? []).flatMap(ofWord);
    case 'Case':
      return ofWord(command.word);
    case 'TestCommand':
      return ofTest(command.expression);
    default:
      return [];
  }
}

function ofCommand({ prefix, name, args, redirects }: Command): Substitution[] {
  const found: Substitution[] = [];
  for (const each of [...prefix, ...(name ? [name] : []), ...args]) {
    if (each.type === 'Word') found.push(...ofWord(each));
    else if (each.type === 'Assignment') {
      const { value } = each;
      found.push(...(value.type === 'ArrayValue' ? value.elements : [value]).flatMap(ofWord));
    }
  }
  if (redirects.length > 0) found.push(...redirects.flatMap(ofRedirection));
  return found;
}

function ofRedirection(each: Redirection): Substitution[] {
  if (each.type === 'HereDoc') return ofParts(each.body.parts);
  return each.target ? ofWord(each.target) : [];
}

function ofTest(expression: TestExpression): Substitution[] {
  switch (expression.type) {
    case 'TestUnary':
      return ofWord(expression.operand);
    case 'TestBinary':
      return [...ofWord(expression.left), ...ofWord(expression.right)];
    case 'TestLogical':
      return expression.operands.flatMap(ofTest);
    case 'TestNot':
      return ofTest(expression.operand);
    case 'TestGroup':
      return ofTest(expression.expression);
  }
}

function ofWord({ text, parts }: Word): Substitution[] {
  return /[$<>]\(|`/.test(text) ? ofParts(parts) : [];
}

function ofParts(parts: readonly WordPart[] | undefined): Substitution[] {
  return (parts ?? []).flatMap((part) => {
    if (part.type === 'CommandExpansion' || part.type === 'ProcessSubstitution') return [part];
    return part.type === 'DoubleQuoted' || part.type === 'LocaleString' ? ofParts(part.parts) : [];
  });
}
