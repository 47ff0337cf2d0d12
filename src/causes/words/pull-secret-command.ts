/**
 * The command that makes a pull secret that is right. The token comes from a prompt of the shell, so that it stands in
 * no history and in no list of processes; kubectl itself has no option that reads a password. A Secret's type can't be
 * changed, so one that is there is replaced.
 */
import type { PullSecretEvidence } from '../../evidence/types/deployment.js';

/** What is not known, or can't stand in a command as it is, becomes a word in capitals. */
export function pullSecretCommand(
  registry: string,
  secret: Pick<PullSecretEvidence, 'name' | 'namespace' | 'username' | 'kustomized'> | null,
): string {
  const name = named(secret?.name, secret ? 'NAME' : 'ghcr');
  // Without one it goes where the current context points, as the manifests do.
  const namespace =
    secret && !secret.namespace ? '' : ` --namespace ${named(secret?.namespace, 'NAMESPACE')}`;
  const user =
    secret?.username && /^[A-Za-z0-9][A-Za-z0-9-]{0,38}$/.test(secret.username) ? secret.username : 'USER';
  const json = `{"auths":{"${registry}":{"username":"${user}","password":"%s"}}}`;
  if (secret?.kustomized) {
    const { file, folder } = secret.kustomized;
    // One that is made by hand has not the hash in its name that pods name it by.
    const written = `read -rs TOKEN && printf '${json}' "$TOKEN" > ${placed(file, 'FILE')}`;
    return `${written} && kubectl apply --kustomize ${placed(folder, 'FOLDER')}`;
  }
  return [
    `read -rs TOKEN && printf '${json}' "$TOKEN"`,
    `kubectl create secret generic ${name}${namespace} --type=kubernetes.io/dockerconfigjson --from-file=.dockerconfigjson=/dev/stdin --dry-run=client --output=yaml`,
    'kubectl replace --force --filename=-',
  ].join(' | ');
}

/** A path that a shell takes as it is. */
function placed(place: string | null, otherwise: string): string {
  return place && /^[\w./][\w./-]*$/.test(place) ? place : otherwise;
}

/** Names of resources (Kubernetes docs "Object Names and IDs"). */
function named(name: string | null | undefined, otherwise: string): string {
  return name && /^[a-z0-9][a-z0-9.-]{0,252}$/.test(name) ? name : otherwise;
}
