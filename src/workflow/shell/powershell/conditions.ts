/** What PowerShell asks in front of a block, in the words of bash (docs: about_If, about_Comparison_Operators). */
import { QUOTED_TEXT } from './lines.js';

/** Nobody knows whether that is so. */
export const PERHAPS = '[ "$condition_of_powershell" = true ]';

const BEGINS = String.raw`^(?:\}\s*else\s*)?if\s*\(\s*`;
const ENDS = String.raw`\s*\)\s*\{$`;
const NAME = String.raw`\$\{\w+\}`;
const OPERAND = `(${QUOTED_TEXT}|${NAME})`;
/** `if ($env:GITHUB_REF -eq "refs/heads/main") {` */
const COMPARED = new RegExp(`${BEGINS}${OPERAND}\\s+-([ci]?)(eq|ne)\\s+${OPERAND}${ENDS}`, 'i');
/** `if ($i -gt 2) {` */
const COUNTED = new RegExp(`${BEGINS}(${NAME})\\s+-[ci]?(eq|ne|gt|ge|lt|le)\\s+(\\d{1,9})${ENDS}`, 'i');
/** `if ($env:TOKEN) {`, of a text that is there; what else is false, only PowerShell knows (docs: about_Booleans). */
const IS_THERE = new RegExp(`${BEGINS}((?:!|-not\\b)\\s*)?\\(?(\\$\\{env_\\w+\\})\\)?${ENDS}`, 'i');

/** `if ($LASTEXITCODE -ne 0) {`, `if (-not $?) {`: how the command in front of it has ended (docs: about_Automatic_Variables). */
const ENDED = new RegExp(
  String.raw`${BEGINS}(?:\$\{lastexitcode\}\s*-[ci]?(eq|ne|gt)\s*0|(!|-not\s+)?\(?\$\?\)?)${ENDS}`,
  'i',
);

/** What a line asks that opens a block. */
export function condition(said: string): string {
  const ended = ENDED.exec(said);
  if (ended) return `[ $? ${/^(?:ne|gt)$/i.test(ended[1] ?? '') || ended[2] ? '-ne' : '-eq'} 0 ]`;
  const [, number, order, limit] = COUNTED.exec(said) ?? [];
  if (number !== undefined) return `[ "${number}" -${order?.toLowerCase()} ${limit} ]`;
  const [, not, name] = IS_THERE.exec(said) ?? [];
  if (name !== undefined) return `[ -${not === undefined ? 'n' : 'z'} "${name}" ]`;
  const [, one, letters, sign, other] = COMPARED.exec(said) ?? [];
  if (one === undefined || sign === undefined || other === undefined) return PERHAPS;
  const asWord = (operand: string) => comparable(operand, /c/i.test(letters ?? ''));
  return `[ ${asWord(one)} ${/ne/i.test(sign) ? '!=' : '='} ${asWord(other)} ]`;
}

/** Small letters and capital ones are the same, unless it is said otherwise. */
function comparable(operand: string, isExact: boolean): string {
  if (operand.startsWith('$')) return `"${isExact ? operand : operand.replace(/\}$/, ',,}')}"`;
  return isExact || operand.includes('${') ? operand : operand.toLowerCase();
}
