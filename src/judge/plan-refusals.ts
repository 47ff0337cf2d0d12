/** Of a checklist before a first push: what is refused as the workflows stand, whatever the registry answers now. */
import { han } from '../causes/wording.js';
import type { Finding, Language, Localized, PlanItem } from '../types.js';

/** A thing to do for each error that `lint` finds, with its place. */
export function planRefusals(findings: readonly Finding[], registry: string, language: Language): PlanItem[] {
  return findings
    .filter(({ severity }) => severity === 'error')
    .map(({ image, title, fix, location }) => ({
      about: 'package',
      state: 'to-do',
      subject: image ?? registry,
      text: WORDS[language](image, title, fix.summary),
      location,
    }));
}

const WORDS: Localized<(image: string | null, title: string, fix: string) => string> = {
  en: (image, title, fix) =>
    `As the workflow stands, ${image ? `the push to ${image}` : 'its push'} is refused: ${title}. ${fix}`,
  'zh-CN': (image, title, fix) =>
    han`按照工作流目前的写法，${image ? `向 ${image} 的推送` : '推送'}会被拒绝：${title}。${fix}`,
};
