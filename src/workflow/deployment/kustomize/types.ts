/** What kustomizations say about a resource, as plain data. */
import type { YamlNode } from '../../text/document.js';

/** Places of which kustomize is told, by the kind of a resource and a path in it (kubernetes-sigs/kustomize, `FieldSpec`). */
export interface FieldSpec {
  /** Empty: any. */
  group: string;
  version: string;
  kind: string;
  /** With slashes; of a list it goes on in each of its items. */
  path: string;
  /** The field is made where it is missing. */
  create: boolean;
}

/** How kustomize calls a resource. */
export interface NewName {
  name: string;
  /** A hash of what it holds stands behind it. */
  isHashed: boolean;
}

/** What one resource is told of the new names of others. */
export interface References {
  /** By kind and the name that it may know (`Secret/ghcr`); null: several are meant. */
  called: ReadonlyMap<string, NewName | null>;
  /** Where kustomize writes them. */
  written: ReadonlyMap<YamlNode, NewName>;
}
