/** What is known of a cause before it is met: for rules, such as SARIF's, that stand beside the findings. */
import type { Language } from '../types.js';
import { CAUSES } from './index.js';
import { placeholders } from './placeholders.js';

export interface RuleText {
  title: string;
  /** What is refused and why. */
  message: string;
  fix: string;
}

/** The texts of the cause with that id, filled with placeholders; null when there is none. */
export function ruleText(id: string, language: Language): RuleText | null {
  const cause = CAUSES.find((each) => each.id === id);
  if (!cause) return null;
  const { title, message, fix } = cause.text[language];
  const facts = placeholders(cause);
  return { title, message: message(facts), fix: fix(facts) };
}
