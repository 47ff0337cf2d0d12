/** What is said of each fault of a pull secret: what it is, and what to do. */
import type { Language, Localized } from '../../types.js';
import { ENTRY_SAYINGS } from './pull-secret-entries.js';
import { FORM_SAYINGS } from './pull-secret-form.js';
import { REACH_SAYINGS } from './pull-secret-reach.js';
import type { Sayings } from './pull-secret-saying.js';

const sayingsIn = (language: Language): Sayings => ({
  ...FORM_SAYINGS[language],
  ...ENTRY_SAYINGS[language],
  ...REACH_SAYINGS[language],
});

export const PULL_SECRET_SAYINGS: Localized<Sayings> = { en: sayingsIn('en'), 'zh-CN': sayingsIn('zh-CN') };
