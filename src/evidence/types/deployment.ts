/** What the text of a deployment says of its pull secret, and what it leaves open. */
import type { Location } from '../../types.js';

/**
 * What is wrong with a Kubernetes pull secret. With some of it the kubelet still gets a credential:
 * `legacy`, `address` where it `works`, `auth-differs`, `placeholder` of the user.
 */
export type PullSecretFault =
  | { kind: 'type'; given: string }
  /** `kubernetes.io/dockercfg`, the format of before 2015. */
  | { kind: 'legacy' }
  | { kind: 'key'; given: string[]; wanted: string }
  | { kind: 'no-data' }
  | { kind: 'empty' }
  /** Under `data`, as it is. */
  | { kind: 'not-base64'; isJson: boolean }
  | { kind: 'twice' }
  /** Base64 under `stringData`. */
  | { kind: 'encoded' }
  /** `isMarked`: JSON behind a byte order mark, or in UTF-16, which Go's parser does not take. */
  | { kind: 'not-json'; isMarked: boolean }
  /** The entries stand at the top, where the newer key wants them under `auths`; and the other way round. */
  | { kind: 'no-auths' }
  | { kind: 'auths' }
  /** A credential helper of somebody's machine has the password. */
  | { kind: 'helper'; name: string }
  | { kind: 'no-entry'; hosts: string[] }
  /** Only for names that begin otherwise: `ghcr.io/octo`. */
  | { kind: 'path'; given: string[] }
  | { kind: 'address'; given: string; works: boolean }
  | { kind: 'empty-user' }
  /** `instead`: the key that holds a token all the same, of which the kubelet knows nothing. */
  | { kind: 'empty-password'; instead?: string }
  | { kind: 'placeholder'; what: 'user' | 'password'; given: string }
  /** A secret of somebody else than GitHub; `issuer` null: a private key. */
  | { kind: 'foreign'; issuer: string | null }
  /** `auth` is no base64 of `user:password`. */
  | { kind: 'auth'; isPlain: boolean }
  | { kind: 'auth-differs' }
  /** The pod is in `wanted`, the Secret of that name in `found`. */
  | { kind: 'namespace'; wanted: string; found: string }
  /** Named as no list of maps, where the API server takes nothing else. */
  | { kind: 'unlisted' }
  /** Under a path of keys that is no field of the resource, or not the one that was meant. */
  | { kind: 'misplaced'; given: string; wanted: string }
  /** It is what kustomize calls so, and is named where kustomize does not look for names. */
  | { kind: 'not-renamed'; called: string }
  /** Named, and not among the manifests. */
  | { kind: 'absent' }
  /** The kubelet finds none of that name in the namespace of the pod. */
  | { kind: 'missing' }
  /** A template, another resource, or a program that looks up what a reference stands for makes what it holds. */
  | { kind: 'untold' };

/** A pull secret by its name, and what is wrong with it. */
export interface PullSecretEvidence {
  name: string;
  namespace: string | null;
  /** Its user, where one can be made out. */
  username: string | null;
  /** A kustomization in this folder makes it, of this file; null: of words of its own. Absent or null: none does. */
  kustomized?: { file: string | null; folder: string } | null;
  /** The worst first. */
  faults: { fault: PullSecretFault; location: Location | null }[];
}

/** An image that a deployment names in a way that its text does not tell. */
export interface UntoldImage {
  shown: string;
  location: Location;
  /** Variables that nobody sets; empty where a template makes it. */
  missing: string[];
  /** At this registry for certain. */
  isHere: boolean;
}
