/** What `check` makes of the kustomization of some files, given by their names. */
import * as path from 'node:path';
import { readCluster } from '../../src/workflow/deployment/kubernetes.js';
import { followKustomizations } from '../../src/workflow/deployment/kustomize/tree.js';
import { readManifests } from '../../src/workflow/deployment/manifests.js';

export type Files = Readonly<Record<string, string>>;

type Cluster = ReturnType<typeof readCluster>;

/** The pods that come of `kustomization.yaml`; null: something of it is open. */
export function podsMade(files: Files): Cluster['pods'] | null {
  return clusterMade(files)?.pods ?? null;
}

/** All that comes of it. */
export function clusterMade(files: Files): Cluster | null {
  const texts = new Map(Object.entries(files).map(([name, text]) => [path.resolve(name), text]));
  const { manifests } = readManifests('kustomization.yaml', files['kustomization.yaml'] ?? '');
  const followed = followKustomizations(manifests, (file) => texts.get(path.resolve(file)) ?? null);
  return followed.open.length > 0 ? null : readCluster(followed.manifests, 'ghcr.io');
}
