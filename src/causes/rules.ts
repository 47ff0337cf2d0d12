/**
 * What is known of a cause before it is met: for rules, such as SARIF's, that stand
 * beside the findings, and for the book's pages.
 */
import type { Language } from '../types.js';
import { WORKFLOW } from './askers/places.js';
import type { Cause } from './cause.js';
import type { Facts } from './facts.js';
import { CAUSES } from './index.js';
import { isWorkflow } from './wording.js';

/** What stands where facts would. The same in every language. */
const PLACEHOLDERS: Facts = {
  asker: WORKFLOW,
  access: 'push',
  registry: 'ghcr.io',
  image: 'ghcr.io/OWNER/NAME',
  reference: 'ghcr.io/OWNER/NAME:TAG',
  given: 'ghcr.io/OWNER/NAME:TAG',
  owner: 'OWNER',
  package: 'NAME',
  tag: 'TAG',
  repository: 'OWNER/REPOSITORY',
  repositoryOwner: 'OWNER',
  event: 'push',
  job: 'JOB',
  token: 'GITHUB_TOKEN',
  tokenKind: '',
  login: '',
  scopes: '',
  expires: '',
  said: '',
  byApi: false,
  requestId: '',
  takesTags: true,
  settingsUrl: 'https://github.com/orgs/OWNER/packages/container/NAME/settings',
  packageRepository: '',
  serverUrl: 'https://github.com',
};

/** What stands in the place of the facts where a cause is told of without a case. */
export function placeholders({ example }: Pick<Cause, 'example'>): Facts {
  return { ...PLACEHOLDERS, ...example };
}

/** Is nothing refused for the cause with that id yet, so that no verdict comes of it? */
export function isOfLater(id: string): boolean {
  return CAUSES.some((each) => each.id === id && each.isLater === true);
}

export interface RuleText {
  title: string;
  /** What is refused and why. */
  message: string;
  fix: string;
}

/** The texts of the cause with that id, filled with placeholders; null when there is none. */
export function ruleText(id: string, language: Language): RuleText | null {
  const cause = CAUSES.find((each) => each.id === id);
  return cause ? textOf(cause, placeholders(cause), cause.exampleDetail, language) : null;
}

/** What a cause says of these facts. */
export function textOf(cause: Cause, facts: Facts, detail: unknown, language: Language): RuleText {
  const { title, titleElsewhere, titleOf, message, fix } = cause.text[language];
  const isElsewhere = titleElsewhere !== undefined && !isWorkflow(facts);
  return {
    title: titleOf?.(detail, facts) ?? (isElsewhere ? titleElsewhere : title),
    message: message(facts, detail),
    fix: fix(facts, detail),
  };
}
