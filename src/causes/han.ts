/** How Chinese sentences take up what is not Chinese. */

/** White space before or behind a full-width mark. */
const BESIDE_MARKS = /\s+(?=[，。：；、！？（）“”「」])|(?<=[，。：；、！？（）“”「」])\s+/gu;
const BETWEEN_HAN = /(?<=\p{Script=Han}) +(?=\p{Script=Han})/gu;

/** A Chinese sentence: spaces between Latin and Han stay, those beside Han or full-width marks go. */
export function han(strings: TemplateStringsArray, ...values: string[]): string {
  const text = strings.reduce((all, part, index) => all + (values[index - 1] ?? '') + part);
  return text.replace(BESIDE_MARKS, '').replace(BETWEEN_HAN, '').trim();
}
