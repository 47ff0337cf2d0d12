/**
 * Somebody tells, beside a refusal, that the push right before it went through: of the first tag of a package, or moments ago. That is
 * how it looks when the package was only just made (facts W16). A first push from another place, or with another token, is
 * something else.
 */
import type { Symptom } from '../../types.js';
import { patternsOf } from '../patterns.js';

/** Words of one sentence; names of images have points in them. */
const WORDS = (most: number) => String.raw`(?:[^.;?]|\.(?=\S)){0,${most}}?`;
const THROUGH =
  '(?:succe(?:eds?|eded|ss(?:ful(?:ly)?)?)|works?|worked|pass(?:es|ed)|(?:goes|went) (?:through|fine)|(?:is|was) (?:fine|ok|accepted|taken)|creates? the package|created the package|made the package)';
const FAILS = '(?:fail(?:s|ed)?|denied|refused|rejected|forbidden|40[13])';
/** What one push after the other brings of one image. */
const PART = '(?:tags?|platforms?|arch(?:itecture)?s?|manifests?)';
const SOON =
  '(?:right (?:after|behind)|immediately (?:after|afterwards)|straight after|(?:seconds?|moments?) (?:later|after)|a moment later|back to back)';
const PUSH = '(?:[Pp]ush(?:e[sd]|ing)?|[Uu]ploads?|[Pp]ublish(?:e[sd]|ing)?)';
const FIRST = String.raw`\b(?:[Ff]irst|1st|[Ii]nitial) (?:[\w:./-]+ ){0,3}?(?:${PUSH}|${PART})\b${WORDS(60)}\b${THROUGH}\b`;
const NEXT = '(?:second|2nd|next|following|other)';
/** It may be the next sentence. */
const THEN = String.raw`(?:[^.;?]|\.(?=\S)|[.;] ){0,40}?`;

const tells = patternsOf(
  String.raw`${FIRST}${THEN}\b(?:${NEXT} (?:[\w:./-]+ ){0,3}?${PART}|${NEXT} (?:[\w:./-]+ ){0,3}?${PUSH}${WORDS(40)}\b${SOON})\b${WORDS(80)}\b${FAILS}\b`,
  String.raw`${FIRST}${THEN}\b(?:${NEXT} (?:[\w:./-]+ ){0,3}?${PUSH}|[Tt]he (?:next|second) one)\b${WORDS(80)}\b${FAILS}\b${WORDS(40)}\b${SOON}\b`,
  String.raw`\b${PUSH}\b${WORDS(100)}\b${THROUGH}\b${WORDS(60)}\b(?:${PUSH}|${PART})\b${WORDS(80)}\b${SOON}\b${WORDS(40)}\b${FAILS}\b`,
  `第一[个次](?:[^。；？]){0,16}?(?:标签|tag|推送|镜像|平台)?[^。；？]{0,20}?(?:成功|正常|没问题|通过|可以)[^；？]{0,30}?第二[个次][^。；？]{0,30}?(?:失败|拒|40[13]|denied|报错|不行)`,
);

const ELSEWHERE =
  /\b(?:laptop|local(?:ly)?|my (?:machine|computer)|PATs?|manual(?:ly)?|by hand|another (?:repo|token|account)|(?:next|other|later) (?:run|day|week|release))\b|本地|手动|本机|另一个/i;

/** Lines that are longer were written by a program. */
const LONGEST = 400;

/** Whether a line tells so. */
export function tellsOfFirstPush(text: string): boolean {
  return (
    text.length <= LONGEST &&
    /first|1st|initial|later|after|第一/i.test(text) &&
    tells(text) &&
    !ELSEWHERE.test(text)
  );
}

/** The right that is missed when a push looks whether something is there: that it is one to read makes no pull of it. */
const OF_A_LOOK = /\bread_package\b/;

/** A refusal beside which that is told. */
export function behindFirstPush(symptom: Symptom): Symptom {
  const { kind, access, text, progress } = symptom;
  if (kind !== 'refused' || (access === 'pull' && !OF_A_LOOK.test(text))) return symptom;
  return { ...symptom, access: 'push', progress: { ...progress, pushed: true, pushedSame: true } };
}
