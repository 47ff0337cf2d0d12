/** Logins whose password is a token with something around it. */
import { inputEdit } from '../../../fix/inputs.js';
import { rewrittenNames } from '../../../fix/rewritten-names.js';
import { hostOfAddress } from '../../../workflow/knowledge/clients.js';
import {
  type Origin,
  onlyOrigin,
  originsIn,
  withoutAbsent,
  withoutStandIns,
} from '../../../workflow/language/origins.js';
import { hasHole, isHole } from '../../../workflow/language/values.js';
import type { JobReading } from '../../../workflow/reading/every-run.js';
import { type NameSource, placeOfSource, sourcesIn } from '../../../workflow/reading/names/source.js';
import type { SignAct } from '../../../workflow/reading/steps/frame.js';
import { child, text } from '../../../workflow/text/document.js';
import { locate } from '../../../workflow/text/places.js';
import type { LintClaim } from '../../cause.js';
import { mendIn, mendOf, onlyShown } from '../../claims/mends.js';
import { OWN_TOKEN } from './missing-token-mends.js';

interface Wrapped {
  defects: readonly [];
  around: string;
}

/** A login to this registry that sends more than the token; null: as far as the text tells, it does not. */
export function wrappedLogin(login: SignAct, job: JobReading, registry: string): LintClaim<Wrapped> | null {
  const { document, sign } = login;
  // What is only written down may be read in another form.
  if (sign.isUntried || sign.misread || hostOfAddress(sign.host) !== registry) return null;
  const wrapped = wrappedToken(sign.password ?? '');
  if (wrapped === null) return null;
  const { around, isOwn } = wrapped;
  const sources = sourcesIn({ document, steps: [login.step], job }, isWrapping, 'made');
  return {
    confidence: 'certain',
    location: placeOfSource(sources) ?? locate(document, login.passwordPlace),
    job: job.job.id,
    stops: login,
    ...(isOwn ? { login: { act: login, mended: OWN_TOKEN } } : {}),
    mend: () => (sources.length > 0 ? unwrappedSources(sources) : unwrapped(login, isOwn)),
    detail: { defects: [], around },
  };
}

/**
 * What stands around the token, and whether that is GITHUB_TOKEN; null: nothing, or what a token may have in it.
 * `'${{ secrets.A }}'`, `Bearer ${{ github.token }}`: no client takes these off, and no token has them. What a token may
 * have beside it says nothing: a secret may hold a part of one.
 */
function wrappedToken(text: string): { around: string; isOwn: boolean } | null {
  const origins = originsIn(text);
  const given = withoutAbsent(text).trim();
  if (onlyOrigin(text) || origins.length === 0 || given === '' || isHole(given)) return null;
  const around = withoutStandIns(given);
  // Of two of which one is empty, a client takes the space at the end off.
  const told = origins.length === 1 && around.trim() !== '' ? around : around.replace(/\s/g, '');
  const isToken = ({ kind }: Origin) => kind === 'secret' || kind === 'app-token';
  const isTold = origins.every(({ kind }) => BESIDE_TOKENS.has(kind)) && origins.some(isToken);
  if (hasHole(around) || !isTold || !NOT_OF_TOKENS.test(told)) return null;
  return {
    around,
    isOwn: origins.some((each) => each.kind === 'secret' && each.name === 'GITHUB_TOKEN'),
  };
}

/** What a text may be made of beside its tokens, so that what stands between them is read as it is written. */
const BESIDE_TOKENS: ReadonlySet<Origin['kind']> = new Set(['secret', 'app-token', 'setting', 'run']);

/** What stands in no token of any kind (facts, fact 10: letters, digits, dots, dashes, underscores). */
const NOT_OF_TOKENS = /[^\w.-]/;

/** A value of an `env` or an input, in which the token and what stands around it are written. */
function isWrapping(value: string): boolean {
  const [expression, ...others] = value.match(EXPRESSION) ?? [];
  const around = value.replace(expression ?? '', '');
  return (
    expression !== undefined &&
    others.length === 0 &&
    around.trim() !== '' &&
    /\b(?:secrets\.|github\.token\b)/i.test(expression) &&
    NOT_OF_TOKENS.test(around)
  );
}

/** Nobody knows what else the value is for. */
function unwrappedSources(sources: readonly NameSource[]) {
  return onlyShown(mendOf(rewrittenNames(sources, (value) => value.match(EXPRESSION)?.[0] ?? value)));
}

const EXPRESSION = /\$\{\{[^}]*\}\}/g;

/** The one expression that the input holds, without the rest. A script has more than one way to say it. */
function unwrapped({ document, step }: SignAct, isOwn: boolean) {
  const written = text(child(child(step.node, 'with'), 'password')) ?? '';
  const [expression, ...others] = written.match(EXPRESSION) ?? [];
  const isOnly = expression !== undefined && others.length === 0;
  if (!isOnly || (!isOwn && !/\bsecrets\./.test(expression))) return null;
  return mendIn(document, inputEdit(document, step.node, 'password', expression));
}
