/** How many images of one question are looked at closely, whoever looks. */

const MOST = 10;

/** About more nobody reads a plan, and what is asked of them would only repeat what the first have told. */
export function firstImages<T>(images: readonly T[]): T[] {
  return images.slice(0, MOST);
}
