/**
 * What a login sends of a secret that holds more than the token: quotation marks, blanks, line ends. Where a script
 * may have cleaned it, nobody can say.
 */
import type { PushLogin } from '../../../evidence/types/login.js';
import { isStandIn } from '../../language/origins.js';
import type { WorkflowDocument } from '../../text/document.js';
import type { SignAct } from '../steps/frame.js';
import { CREDENTIAL_NAME, namesCredential } from './passwords.js';

/** Programs and expansions that take characters away. */
const CLEANS = /\b(?:tr|sed|awk|xargs|cut|jq|head|tail|grep|perl|python3?|base64)\b|\$\{\w+[#%/:@,^]/;

/** A variable or an expression that holds a credential by its name. */
const CREDENTIAL = new RegExp(`(?:\\$\\{?|\\b(?:secrets|env)\\.)\\w*(?:${CREDENTIAL_NAME.source})`, 'i');

/** An expression in a script is read by the shell once more, which takes quotation marks away. */
const PASTED = /\$\{\{[^}]{0,200}\b(?:secrets|steps|needs|env|inputs)\b/;

/** A variable with what stands before it: in double quotes, or after `<<<`, it stays one word. */
const VARIABLE = /("[^"]*|<<<\s*)?\$\{?([A-Za-z_]\w*)/g;

/** Characters; a longer line is no command that anybody wrote. */
const LONGEST_LINE = 4096;

/** Of each text once, for all its logins. */
const CLEANED = new WeakMap<WorkflowDocument, boolean>();

type Login = Pick<SignAct, 'step' | 'document' | 'place'> & {
  sign: Pick<SignAct['sign'], 'password' | 'sends'>;
};

/** @returns undefined: as we clean it, as far as anybody can say */
export function sentAsStored({ sign, step, document, place }: Login): PushLogin['sends'] {
  if (sign.sends === undefined || !isStandIn(sign.password?.trim() ?? '')) return undefined;
  if (cleansCredential(document)) return undefined;
  if (step.uses) return sign.sends;
  const line = document.text.slice(place.start, place.end);
  const script = document.text.slice(step.node.start, step.node.end);
  if (line.length > LONGEST_LINE || CLEANS.test(script) || PASTED.test(line)) return undefined;
  const variable = [...line.matchAll(VARIABLE)].findLast(([, , name = '']) => namesCredential(name));
  if (!variable) return undefined;
  return variable[1] === undefined ? 'words' : sign.sends;
}

/** A step may hand on what it made of a credential. */
function cleansCredential(document: WorkflowDocument): boolean {
  const known = CLEANED.get(document);
  if (known !== undefined) return known;
  const cleans = document.text
    .split('\n')
    .some((line) => line.length > LONGEST_LINE || (CLEANS.test(line) && CREDENTIAL.test(line)));
  CLEANED.set(document, cleans);
  return cleans;
}
