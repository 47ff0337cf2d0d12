/** Pushes of steps that ask what the run is, each for another answer: one of them is made in any case. */
import type { TransferReading } from '../logins/credentials.js';

/** As they are, but that those are no more open whose package is pushed for another answer as well. */
export function withBothAnswers(transfers: readonly TransferReading[]): readonly TransferReading[] {
  const asking = transfers.filter(({ act }) => act.onlyWay?.asks !== undefined);
  if (asking.length < 2) return transfers;
  const isMet = (one: TransferReading) =>
    asking.some((other) => packageOf(one) === packageOf(other) && isOtherAnswer(one, other));
  return transfers.map((each) => {
    if (!asking.includes(each) || !isMet(each)) return each;
    const { onlyWay: _, ...act } = each.act;
    return { ...each, act };
  });
}

function packageOf({ act }: TransferReading): string {
  return act.found.reference.replace(/@.*$|:[^/:]*$/, '');
}

/** Do both ask for the same, and not for the same answer? */
function isOtherAnswer(one: TransferReading, other: TransferReading): boolean {
  const [asked = '', asks = ''] = [one, other].map(({ act }) => act.onlyWay?.asks?.replace(/\s+/g, ''));
  const names = new Set(asks.match(OUTPUTS));
  return asked !== asks && (asked.match(OUTPUTS) ?? []).some((each) => names.has(each));
}

const OUTPUTS = /\b(?:(?:steps|needs)\.[\w-]+\.outputs|env)\.[\w-]+/gi;
