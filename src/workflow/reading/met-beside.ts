/** What the reading of a job's pushes meets beside them. */
import type { WorkflowLogin } from '../../evidence/types/login.js';
import type { UnseenLogins, WorkflowEvidence } from '../../evidence/types/workflow.js';

export class MetBeside {
  #named = new Map<string, WorkflowEvidence['named'][number]>();
  #logins = new Map<string, WorkflowLogin>();
  #unseen = new Map<string, UnseenLogins>();

  get found(): Pick<WorkflowEvidence, 'named' | 'logins' | 'unseenLogins'> {
    return {
      logins: [...this.#logins.values()],
      named: [...this.#named.values()],
      unseenLogins: [...this.#unseen.values()],
    };
  }

  addLogin(login: WorkflowLogin): void {
    this.#logins.set(JSON.stringify(login.location), login);
  }

  /** What a program says that it pushes goes before what it is only told. */
  addName(named: WorkflowEvidence['named'][number]): void {
    if (named.isSaid || !this.#named.get(named.reference)?.isSaid) this.#named.set(named.reference, named);
  }

  addUnseen(unseen: UnseenLogins): void {
    this.#unseen.set(JSON.stringify(unseen), unseen);
  }

  clear(): void {
    this.#named.clear();
    this.#logins.clear();
    this.#unseen.clear();
  }

  /** What is met while this reads is not met here. */
  async aside<T>(read: () => Promise<T>): Promise<T> {
    const kept = [new Map(this.#named), new Map(this.#logins), new Map(this.#unseen)] as const;
    const found = await read();
    [this.#named, this.#logins, this.#unseen] = kept;
    return found;
  }
}
