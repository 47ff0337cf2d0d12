/** What the reading of a job's pushes meets beside them. */
import type { WorkflowLogin } from '../../evidence/types/login.js';
import type { HeldTokens } from './logins/held-tokens.js';
import type { Act } from './steps/frame.js';
import type { ActsOfLeg, MetActs } from './told-by-acts.js';

const NOTHING: MetActs = { named: [], unseenLogins: [], stops: [] };

export class MetBeside {
  #logins = new Map<string, WorkflowLogin>();
  #legs: ActsOfLeg[] = [];

  /** What is told by acts that few jobs have is loaded where one has them. */
  async found(registry: string): Promise<MetActs & { logins: WorkflowLogin[] }> {
    const logins = [...this.#logins.values()];
    if (this.#legs.length === 0) return { logins, ...NOTHING };
    const { toldByActs } = await import('./told-by-acts.js');
    return { logins, ...toldByActs(this.#legs, registry) };
  }

  addLogin(login: WorkflowLogin): void {
    this.#logins.set(JSON.stringify(login.location), login);
  }

  addActs(acts: readonly Act[], held: HeldTokens | null): void {
    if (acts.some(isTelling)) this.#legs.push({ acts, held });
  }

  clear(): void {
    this.#logins.clear();
    this.#legs = [];
  }

  /** What is met while this reads is not met here. */
  async aside<T>(read: () => Promise<T>): Promise<T> {
    const [logins, legs] = [new Map(this.#logins), [...this.#legs]];
    const found = await read();
    this.#logins = logins;
    this.#legs = legs;
    return found;
  }
}

function isTelling({ kind, isPast, runs }: Act): boolean {
  return (kind === 'opaque' || kind === 'build') && !isPast && runs !== 'no';
}
