/** Actions of few jobs that leave the credentials alone, as those of `harmless.ts` do: their files say nothing of a login. */
import type { SeldomAction } from './seldom-action.js';

export const QUIET_ACTIONS: readonly SeldomAction[] = [
  {
    // What variables they set are their tools' own.
    uses: [
      'absaoss/k3d-action',
      // It runs an image in a container, where the logins of the machine are not, and where its own stay.
      'addnab/docker-run-action',
      'alexellis/upload-assets',
      'chrnorm/deployment-action',
      'cypress-io/github-action',
      'engineerd/setup-kind',
      'erzz/dockle-action',
      'jetify-com/devbox-install-action',
      'jpribyl/action-docker-layer-caching',
      'julia-actions/setup-julia',
      'jwlawson/actions-setup-cmake',
      'kubescape/github-action',
      'maxymvlasov/dive-action',
      'medyagh/setup-minikube',
      'moonrepo/setup-toolchain',
      'rharkor/caching-for-turbo',
      'robinraju/release-downloader',
      'scribemd/docker-cache',
      'sigstore/gh-action-sigstore-python',
      'snok/container-retention-policy',
    ],
    source: 'action.yml of each; https://github.com/addnab/docker-run-action/blob/main/entrypoint.sh',
    leavesEnvironment: true,
  },
  {
    // Facts of the run, or the folders of a compiler, as variables.
    uses: ['benjlevesque/short-sha', 'franzdiebold/github-env-vars-action', 'ilammy/msvc-dev-cmd'],
    source: 'action.yml of each, and their READMEs',
  },
];
