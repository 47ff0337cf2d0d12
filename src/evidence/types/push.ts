/** The pushes that the text of a workflow tells of. */
import type { Access, Location } from '../../types.js';
import type { PushLogin } from './login.js';
import type { PackagesLevel } from './permissions.js';
import type { ImageReference } from './reference.js';
import type { Ternary } from './ternary.js';

/** A push (or pull) that a later step of this job makes. */
export interface WorkflowPush {
  /** As resolved; null when the text cannot be known. */
  reference: string | null;
  /** Its registry stands in the text; else only that it may be this one. */
  isHostKnown: boolean;
  /** It does not, and nothing says that it is another: no login to it, and no name of one. */
  mayBeMeant?: true;
  /** As a reader of the workflow knows it, with `…` for what its text does not tell. */
  shown: string;
  /** `reference` is what a shell would have made of it, and no shell reads it. */
  isNotFilledIn?: true;
  /** No client takes it, whatever its open parts come to: the same as it is shown, with what is wrong. */
  unfit?: ImageReference;
  /**
   * What its client refuses in it before it asks anybody: a digest, one behind a tag, an address without `oci://` or `docker://`, a blank around it, a tag or a digest where
   * it takes a name alone, a tag where it pushes all of them, another name beside it, one behind it without the option.
   */
  refuses?:
    | 'digest'
    | 'tag-and-digest'
    | 'no-scheme'
    | 'no-transport'
    | 'blank'
    | 'tag'
    | 'tag-of-all'
    | 'several'
    | 'unmarked';
  /** Of several calling jobs with other tokens, those by which it is not made; absent: it is made by whichever this run is of. */
  exceptCallers?: readonly number[];
  /** An image that a build is based on. */
  isBase?: true;
  /** Where it is refused, these are pushed in its place; empty: something that nobody knows, or nothing. */
  fallbacks?: readonly string[];
  /** It is made surely only where none of these is in the registry. */
  unlessThere?: readonly string[];
  /** It is made only where all of these are in the registry. */
  onlyThere?: readonly string[];
  /** The logins that it may find; empty: that of this step, as far as anybody can say. */
  logins: PushLogin[];
  /** A client appends the name to what is written, and a tag stands there already. */
  isTagInUrl?: true;
  /** A command copies it to what it pushes: where it may not be read, nothing is. */
  isCopied?: true;
  /** Where it is refused, the job ends before a push that comes after it. */
  endsJob?: true;
  /** Its client is podman, buildah or skopeo, and looks for its login as these do. */
  isPodmans?: true;
  /** The `push:` that switches it on; null: there is none. */
  switch: Location | null;
  access: Access;
  role: 'image' | 'cache';
  /** Does its condition hold in this run: `if:` of the step and the `push:` input? */
  runs: Ternary;
  location: Location;
  /** Where docker/metadata-action is told its name and its tag; null: it does not make them. */
  namedAt: { name: Location; tag: Location } | null;
}

/** A push as the text of a workflow tells it. */
export interface PushedImage {
  /** As a reader of the workflow knows it, with `…` for what its text does not tell. */
  reference: string;
  /** Of the step; of another repository where that is called: `OWNER/NAME/PATH@REF`. */
  file: string;
  line: number;
  job: string;
  /** What the chain of permissions gives the job's own token; null: a setting decides. */
  level: PackagesLevel | null;
  /** Is it surely made with the job's own token, or surely not? null: the text does not tell. */
  byJobToken: boolean | null;
}
