/** What tools pull whose pushes are known: asked about where the job pulls. */
import { expect, test } from '@jest/globals';
import { evidence, MAIN, workflowOf } from './reading.js';

async function pulled(command: string) {
  const { pushes } = await evidence(
    { [MAIN]: workflowOf(`- uses: acme/ghcr-preflight@v1\n- run: ${command}\n`) },
    { own: { images: [], login: 'docker' } },
  );
  return pushes.map(({ access, reference, runs }) => [access, reference, runs]);
}

test.each([
  ['helm install web oci://ghcr.io/octo/charts/web --version 1.0.0', 'ghcr.io/octo/charts/web'],
  ['helm upgrade --install web oci://ghcr.io/octo/charts/web -n web --set a=b', 'ghcr.io/octo/charts/web'],
  ['helm template oci://ghcr.io/octo/charts/web', 'ghcr.io/octo/charts/web'],
  ['flux pull artifact oci://ghcr.io/octo/app:1 --output .', 'ghcr.io/octo/app:1'],
  ['timoni mod pull oci://ghcr.io/octo/app -o app', 'ghcr.io/octo/app'],
  ['imgpkg pull -b ghcr.io/octo/app:1 -o app', 'ghcr.io/octo/app:1'],
  ['conftest pull -p policies ghcr.io/octo/app:1', 'ghcr.io/octo/app:1'],
  ['wkg oci pull ghcr.io/octo/app:1 -o app.wasm', 'ghcr.io/octo/app:1'],
  ['kwctl pull registry://ghcr.io/octo/app:1', 'ghcr.io/octo/app:1'],
  ['zarf package pull oci://ghcr.io/octo/app:1', 'ghcr.io/octo/app:1'],
  ['zarf tools registry pull ghcr.io/octo/app:1 app.tar', 'ghcr.io/octo/app:1'],
  ['apptainer pull app.sif docker://ghcr.io/octo/app:1', 'ghcr.io/octo/app:1'],
  ['singularity exec --bind /data docker://ghcr.io/octo/app:1 ls', 'ghcr.io/octo/app:1'],
  ['apptainer build app.sif oras://ghcr.io/octo/app:1', 'ghcr.io/octo/app:1'],
])('%s', async (command, reference) => expect(await pulled(command)).toEqual([['pull', reference, 'yes']]));

test.each([
  'helm upgrade --install web ./chart',
  'helm install web https://charts.example.com/web-1.tgz',
  'apptainer build app.sif app.def',
  'conftest pull git::https://example.com/policies.git',
])('%s pulls nothing from a registry', async (command) => expect(await pulled(command)).toEqual([]));
