/** What the reading of a job's pushes meets beside them. */
import type { WorkflowLogin } from '../../../evidence/types/login.js';
import type { LackedService } from '../../../evidence/types/permissions.js';
import type { WayToJob } from '../jobs/find-job.js';
import type { HeldTokens } from '../logins/held-tokens.js';
import type { Act } from '../steps/frame.js';
import { type ServiceAct, servicesOf } from '../steps/services.js';
import type { ActsOfLeg, MetActs } from './told-by-acts.js';

const NOTHING: MetActs = { named: [], unseenLogins: [], stops: [] };

export class MetBeside {
  #logins = new Map<string, WorkflowLogin>();
  #legs: ActsOfLeg[] = [];
  #services: ServiceAct[] = [];

  /** What is told by acts that few jobs have is loaded where one has them. */
  async found(registry: string): Promise<MetActs & { logins: WorkflowLogin[] }> {
    const logins = [...this.#logins.values()];
    if (this.#legs.length === 0) return { logins, ...NOTHING };
    const { toldByActs } = await import('./told-by-acts.js');
    return { logins, ...toldByActs(this.#legs, registry) };
  }

  /** What GitHub refuses of the steps to come for want of a permission, whichever of these ways led here. */
  async lacked(ways: readonly WayToJob[]): Promise<LackedService[]> {
    if (this.#services.length === 0) return [];
    const { lackedServices } = await import('../../runs/service-grants.js');
    return lackedServices(
      ways.map(({ chain }) => chain),
      this.#services,
    );
  }

  addLogin(login: WorkflowLogin): void {
    this.#logins.set(JSON.stringify(login.location), login);
  }

  addActs(acts: readonly Act[], held: HeldTokens | null): void {
    if (acts.some(isTelling)) this.#legs.push({ acts, held });
    for (const each of servicesOf(acts)) this.#services.push(each);
  }

  clear(): void {
    this.#logins.clear();
    this.#legs = [];
    this.#services = [];
  }

  /** What is met while this reads is not met here. */
  async aside<T>(read: () => Promise<T>): Promise<T> {
    const [logins, legs, services] = [new Map(this.#logins), [...this.#legs], [...this.#services]];
    const found = await read();
    this.#logins = logins;
    this.#legs = legs;
    this.#services = services;
    return found;
  }
}

function isTelling({ kind, isPast, runs }: Act): boolean {
  return (kind === 'opaque' || kind === 'build') && !isPast && runs !== 'no';
}
