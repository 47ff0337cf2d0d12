/**
 * Which image somebody tells of who names several in one line: not the one of which he says, for the contrast, that it
 * works. Programs write a line about one.
 */
import { imageIn } from '../../hosts.js';
import type { LogImage } from '../../types.js';
import { LONGEST_OF_PEOPLE } from '../prose.js';

/** Where a sentence ends, or a clause begins that says the opposite. */
const PARTS =
  /[.!?](?=\s)|[;。！？；]|\b(?:but|while|whereas|although|though|yet|however|aber|während)\b|[，,](?=[但而却不然])/iu;

const WORKS =
  /\b(?:works?|worked|working|succeeds?|succeeded|pulls? (?:fine|ok|well|without)|pushes (?:fine|ok)|is fine|no (?:problems?|issues?)|funktioniert|klappt)\b|正常|成功|没有?问题|可以(?:拉取|推送|下载)|できます|問題な[くい]/i;

/** Somebody may say in one breath that it works no more. */
const REFUSED =
  /\b(?:not|no longer|never|fail\w*|denied|refused|forbidden|unauthorized|errors?|40[134])\b|n['’]t\b|\bnicht\b|[不无没]|失败|拒绝|报错|ません|拒否/i;

/** The image that was refused, as far as the line tells; null: it names none. */
export function refusedImageIn(text: string): LogImage | null {
  const whole = imageIn(text);
  if (whole === null || text.length > LONGEST_OF_PEOPLE || !WORKS.test(text)) return whole;
  const parts = text.split(PARTS);
  const refused = parts.filter((part) => !WORKS.test(part) || REFUSED.test(part));
  return (refused.length < parts.length ? imageIn(refused.join(' ')) : null) ?? whole;
}
