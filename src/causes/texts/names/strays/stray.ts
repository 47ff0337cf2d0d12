/** What a push is called that was meant for the registry and goes elsewhere, and those who look for one. */
import type { FileEdit } from '../../../../fix/diff.js';
import type { Location } from '../../../../types.js';
import type { PushReading, RunReading } from '../../../../workflow/reading/every-run.js';
import type { NameSource } from '../../../../workflow/reading/names/source.js';
import type { JobText } from '../../../../workflow/text/job.js';

export interface Stray {
  why:
    | 'misspelt-host'
    | 'no-host'
    | 'web-host'
    | 'bare-host'
    | 'not-filled-in'
    | 'empty-host'
    | 'no-tags'
    | 'no-name'
    | 'tag-alone'
    | 'made-alone'
    | 'colon'
    | 'transport'
    | 'mark';
  /** The input that was meant for the tags, and that the action does not have. */
  misnamed?: string;
  /** What stands there. */
  given: string;
  /** What was meant. */
  meant: string;
  location: Location;
  /** What stands before the first slash and is empty: the name of a variable, or of a key. */
  lacks?: string;
  /** The host in the place of a misspelt one, or where there is none. */
  edits?(): FileEdit[];
}

/** What a look finds. */
export interface Astray extends Omit<Stray, 'location' | 'edits'> {
  /** Where it is to be told, if not at a name. */
  location?: Location;
  /** With this it begins, and the value that brings it is the one to mend. */
  beginning?: string;
  /** May it be mended in these values? Else it is where they are used. */
  isOfSources?(sources: readonly NameSource[]): boolean;
  /** @param sources of the beginning; none: it is written at the push */
  edits?(sources: readonly NameSource[]): FileEdit[];
}

/** A push that is looked at. */
export interface Suspect {
  run: RunReading;
  push: PushReading;
  job: JobText;
  isHosted: boolean;
  /** Its reference, without what is empty. */
  given: string;
  registry: string;
  repository: string | null;
  /** It is given nothing, in whatever run. */
  isAlwaysEmpty: boolean;
}

/** `null`: it goes where it is meant to, or nobody knows; undefined: that is for the next one to say. */
export type Look = (suspect: Suspect) => Astray | null | undefined;
