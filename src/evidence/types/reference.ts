/** The name of an image, taken apart by the OCI distribution grammar. */

/** A reference by the OCI distribution grammar; `name` is the repository: `owner/…`. */
export interface ImageReference {
  /** As the user wrote it. */
  given: string;
  /** Host, with a port if one was given. */
  registry: string;
  /** Everything between registry and tag, in lower case. */
  name: string;
  /** First component of the name. */
  owner: string;
  /** The rest of the name: what the packages API calls the package. */
  package: string;
  tag: string | null;
  digest: string | null;
  /** `cache` for a BuildKit `type=registry,ref=…` entry. */
  role: 'image' | 'cache';
  /** An image that a build is based on, which nothing of the job is seen to make. */
  isBase?: true;
  /** Normalised: `registry/name[:tag][@digest]`. */
  reference: string;
  /** What is wrong with the name although it could be normalised or read. */
  problem: NameProblem | null;
}

export type NameProblem =
  /**
   * Docker refuses it. `refused`: the name goes to a client as it stands. Otherwise the
   * lower-cased name is used, which the `images` output hands on.
   */
  | { kind: 'uppercase'; corrected: string; refused: boolean }
  /** `ghcr.io/app`: no owner in front. */
  | { kind: 'no-owner'; corrected: string }
  /** The host is one that is written for this registry and is another: `gchr.io`. */
  | { kind: 'misspelt-host'; corrected: string }
  /** A variable stands in it that only a shell would have filled in, and no shell has read it. */
  | { kind: 'not-filled-in'; corrected: string }
  /** The URL of `helm push` with a tag in it, to which the chart's own name would be appended. `corrected`: the folder. */
  | { kind: 'tag-in-url'; corrected: string }
  /** The first of several that stand where docker takes one. */
  | { kind: 'several-names'; corrected: string }
  /** Behind an option that takes one of them. */
  | { kind: 'unmarked-name'; corrected: string }
  /**
   * docker pushes no digest, and podman none behind a tag; helm and flux push to an address with its scheme alone; a client takes a name without
   * a tag, as docker does for all tags.
   */
  | {
      kind: 'pushed-digest' | 'tag-and-digest' | 'no-scheme' | 'no-transport' | 'not-bare' | 'all-tags';
      corrected: string;
    }
  /** It goes elsewhere: no host, a tag without its name, `HOST:OWNER/NAME`, `docker://HOST/OWNER/NAME`. */
  | { kind: 'no-host' | 'tag-alone' | 'colon' | 'transport' | 'mark'; corrected: string }
  /** No tag at all is given to what pushes. `lacks`: what is always empty in their place, as the text calls it. */
  | { kind: 'no-tags'; corrected: string; lacks: string }
  /** The same of a command: nothing stands where its name belongs. `lacks` empty: in this run, as its text has it. */
  | { kind: 'no-name'; corrected: string; lacks: string }
  /**
   * The grammar refuses `character` at `index` (0-based, in `given`). `emptied`: only for what of it is empty, as the text of
   * the workflow shows.
   */
  | { kind: 'invalid'; index: number; character: string; corrected: string | null; emptied?: Emptied };

/** What of a name is empty. */
export interface Emptied {
  /** The names of what is always so: variables, outputs, keys of a context. */
  names: readonly string[];
  /** Those of them that a subshell has set, with which they are gone. */
  lost?: readonly string[];
  /** The expression that comes to nothing in this run; null: the names say all, or it can't be told. */
  expression: string | null;
}
