/** The checklist before a first push, where it is about several images: "it" is the one whose name stands above. */
import type { PlanItem } from '../types.js';

export interface PlanGroup {
  /** null: of no image, or of the only one, which the text names. */
  image: string | null;
  items: PlanItem[];
}

/** Its lines by image, in the order in which each is named first; of one image they stay as they are. */
export function planGroups(plan: readonly PlanItem[]): PlanGroup[] {
  const groups = new Map<string, PlanGroup>();
  for (const item of plan) {
    const image = imageOf(item);
    const key = image ?? item.about;
    const group = groups.get(key) ?? { image, items: [] };
    group.items.push(item);
    groups.set(key, group);
  }
  const all = [...groups.values()];
  return all.filter(({ image }) => image !== null).length > 1 ? all : [{ image: null, items: [...plan] }];
}

/** A secret has a name of its own, and what is refused without an image that of the registry. */
function imageOf({ about, subject }: PlanItem): string | null {
  return about !== 'secret' && subject.includes('/') ? subject : null;
}
