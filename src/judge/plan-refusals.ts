/** Of a checklist before a first push: what is refused as the workflows stand, whatever the registry answers now. */
import { han } from '../causes/han.js';
import type { Finding, Language, Localized, PlanItem } from '../types.js';
import { READ } from './reading-words.js';

/** A thing to do for each error that `lint` finds, with its place; of those that read alike one, which names the others' places. */
export function planRefusals(findings: readonly Finding[], registry: string, language: Language): PlanItem[] {
  const alike = new Map<string, Finding[]>();
  for (const finding of findings.filter(({ severity }) => severity === 'error')) {
    const text = WORDS[language](finding.image, finding.title, finding.fix.summary);
    alike.set(text, [...(alike.get(text) ?? []), finding]);
  }
  return [...alike].map(([text, [first, ...others]]): PlanItem => {
    const places = others.flatMap(({ location }): [string, string][] =>
      location ? [[`${location.file}:${location.line}`, '']] : [],
    );
    const space = language === 'en' ? ' ' : '';
    return {
      about: 'package',
      state: 'to-do',
      subject: first?.image ?? registry,
      text: places.length > 0 ? `${text}${space}${READ[language].also(places)}` : text,
      location: first?.location ?? null,
    };
  });
}

const WORDS: Localized<(image: string | null, title: string, fix: string) => string> = {
  en: (image, title, fix) =>
    `As the workflow stands, ${image ? `the push to ${image}` : 'its push'} is refused: ${title}. ${fix}`,
  'zh-CN': (image, title, fix) =>
    han`按照工作流目前的写法，${image ? `向 ${image} 的推送` : '推送'}会被拒绝：${title}。${fix}`,
};
