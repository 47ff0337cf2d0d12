/** Where a login says to which registry it goes, and the edit that has it go to another one. */
import { isSurelyMisspelt } from '../../../evidence/registry/misspelt.js';
import { loginCommandEdit, registryEdit } from '../../../fix/login.js';
import { misnamedInput } from '../../../fix/slips/misnamed-inputs.js';
import { hostOfAddress } from '../../../workflow/knowledge/clients.js';
import { isStandIn, originsIn, withoutAbsent } from '../../../workflow/language/origins.js';
import type { SignAct, UsingStep } from '../../../workflow/reading/steps/frame.js';
import { child, entry, entrySpan, text, type YamlEntry } from '../../../workflow/text/document.js';
import { locate } from '../../../workflow/text/places.js';
import type { Mend } from '../../cause.js';

/** To which registry a login goes. */
export interface LoginHost {
  /** As it is written; empty: the client's default. */
  host: string;
  /** The expression that comes to nothing. */
  empty?: string;
  /** The input that names it; absent: `registry`. */
  input?: string;
  /** It is a command, and no action with an input for it. */
  isCommand?: true;
}

/** Where a login names its host, the edit that names this registry there, and what it names; null: several places do. */
export function redirection(login: SignAct, registry: string): ReturnType<typeof redirectionOf> | null {
  return isOfOneHost(login) ? redirectionOf(login, registry) : null;
}

/** The same of a login whose host is told in one place. */
export function redirectionOf(login: SignAct, registry: string) {
  const naming = namingStep(login);
  if (!naming) {
    const { document, place } = login;
    const mend = () => commandMend(login, registry);
    return { document, location: locate(document, place), mend, detail: hostOfCommand(login) };
  }
  const { document, step } = naming;
  const named = entryOf(naming) ?? misnamedInput(step.node, naming.input, registry);
  const uses = entry(step.node, 'uses');
  return {
    document,
    location: locate(document, named ? entrySpan(named) : uses ? entrySpan(uses) : login.place),
    mend: () => inputMend(login, naming, registry),
    detail: hostOfInput(login, naming),
  };
}

/** Only GHCR (and GitHub's other registries) take it. */
export function hasOwnToken({ sign }: SignAct): boolean {
  return originsIn(sign.password ?? '').some(
    (each) => each.kind === 'secret' && each.name === 'GITHUB_TOKEN',
  );
}

/** Does its step name the registry by an input that the action does not have? */
export function isNamedInVain({ step }: SignAct, registry: string): boolean {
  const named = misnamedInput(step.node, 'registry', registry);
  return named !== null && hostOfAddress(text(named.value.node)?.trim().toLowerCase() ?? '') === registry;
}

/** Is its host told in one place: by an input of its own, or by a command? */
export function isOfOneHost(login: SignAct): boolean {
  const { step } = login;
  if (!step.uses) return true;
  if (child(child(step.node, 'with'), 'registry-auth') !== null) return false;
  const input = inputOf(login);
  return isLoginAction(login) || (input !== undefined && entryOf({ step, input }) !== null);
}

function isLoginAction({ step }: SignAct): boolean {
  return step.uses?.action?.toLowerCase() === 'docker/login-action';
}

function inputOf(login: SignAct): string | undefined {
  return isLoginAction(login) ? 'registry' : login.sign.input;
}

/** A step that uses an action, and the input of it that names the host. */
interface NamingStep extends UsingStep {
  input: string;
}

/** `${{ inputs.registry }}` and nothing else. */
const HANDED_ON = /^\s*\$\{\{\s*inputs\.([\w-]+)\s*\}\}\s*$/;

/** In an action of the repository that hands the host on, it is named by whoever uses that. null: a command names it. */
function namingStep(login: SignAct): NamingStep | null {
  const { document, step, user, ref } = login;
  if (!step.uses) return null;
  let naming: NamingStep = { document, step, input: inputOf(login) ?? 'registry', ...(user ? { user } : {}) };
  while (naming.user && ref === undefined) {
    const [, input] = HANDED_ON.exec(text(entryOf(naming)?.value.node ?? null) ?? '') ?? [];
    if (input === undefined) break;
    naming = { ...naming.user, input };
  }
  return naming;
}

function entryOf({ step, input }: Pick<NamingStep, 'step' | 'input'>): YamlEntry | null {
  return entry(child(step.node, 'with'), input);
}

function commandMend(login: SignAct, registry: string): Mend | null {
  const { document, place, sign } = login;
  const host = hostOfAddress(sign.host);
  const edit = loginCommandEdit(document, place, host, registry);
  return (
    edit && { edits: [{ file: document.file, ...edit }], safe: isSurelyMisspelt(host) || hasOwnToken(login) }
  );
}

function inputMend(login: SignAct, { document, step, input }: NamingStep, registry: string): Mend | null {
  const made = registryEdit(document, step.node, registry, input);
  // Whoever hands the host on need not hand on the token beside it.
  const isOwn = made?.safe || (step !== login.step && hasOwnToken(login));
  const isSlip = isSurelyMisspelt(hostOfAddress(login.sign.host));
  return made && { edits: [{ file: document.file, ...made.edit }], safe: isSlip || isOwn };
}

function hostOfCommand({ sign }: SignAct): LoginHost {
  const [variable] = isStandIn(sign.host.trim()) ? originsIn(sign.host) : [];
  const isNamed = variable?.kind === 'variable' || variable?.kind === 'absent';
  const host = isNamed ? { host: '', empty: `$${variable.name}` } : { host: hostOfAddress(sign.host) };
  return { ...host, isCommand: true };
}

function hostOfInput(login: SignAct, naming: NamingStep): LoginHost {
  const { sign, step } = login;
  const isHanded = naming.step !== step;
  const { input } = naming;
  const written = text(entryOf(naming)?.value.node ?? null) ?? (isHanded ? `\${{ inputs.${input} }}` : '');
  const isEmpty = written !== '' && withoutAbsent(sign.host).trim() === '';
  const named = input === 'registry' ? {} : { input };
  return isEmpty ? { host: '', empty: written, ...named } : { host: written, ...named };
}
