/** One target of a bake: its tags, and what it writes and reads beside them. */

export interface BakeTarget {
  name: string;
  tags: string[];
  outputs: string[];
  /** What it writes of caches and reads of them, as `cache-to` and `cache-from` have it. */
  cachesTo: string[];
  cachesFrom: string[];
  /** What is asked of the frontend in the place of a build, as `call` has it: `check`. */
  calls: string[];
  /** Where its Dockerfile stands, the stage of it that is built, and its arguments as `NAME=value`. */
  context: string[];
  dockerfile: string[];
  stage: string[];
  args: string[];
  /** What stands in the place of images and of the Dockerfile, as `contexts` and `dockerfile-inline` have it. */
  replaces: string[];
}

/** One with what it has from others by name. */
export interface HclTarget extends BakeTarget {
  inherits: string[];
}

/** What a target sets that sets nothing. */
export const NO_SETTINGS = {
  tags: [],
  outputs: [],
  cachesTo: [],
  cachesFrom: [],
  calls: [],
  context: [],
  dockerfile: [],
  stage: [],
  args: [],
  replaces: [],
  inherits: [],
};

/** One of a file. What it sets is read when somebody asks: a file may have hundreds, of which a call builds one. */
export class FileTarget implements HclTarget {
  readonly name: string;
  readonly #list: (key: string) => string[];
  readonly #read = new Map<string, string[]>();

  /** @param list what a key of its block holds */
  constructor(name: string, list: (key: string) => string[]) {
    this.name = name;
    this.#list = list;
  }

  get tags(): string[] {
    return this.#of('tags');
  }

  get outputs(): string[] {
    return this.#of('output');
  }

  get cachesTo(): string[] {
    return this.#of('cache-to');
  }

  get cachesFrom(): string[] {
    return this.#of('cache-from');
  }

  get calls(): string[] {
    return this.#of('call');
  }

  get context(): string[] {
    return this.#of('context');
  }

  get dockerfile(): string[] {
    return this.#of('dockerfile');
  }

  get stage(): string[] {
    return this.#of('target');
  }

  get args(): string[] {
    // They are read as one text; a name begins each.
    return this.#of('args').flatMap((each) => each.split(/,(?=\w+=)/));
  }

  get replaces(): string[] {
    return [...this.#of('contexts'), ...this.#of('dockerfile-inline')];
  }

  get inherits(): string[] {
    return this.#of('inherits');
  }

  #of(key: string): string[] {
    const known = this.#read.get(key) ?? this.#list(key);
    this.#read.set(key, known);
    return known;
  }
}
