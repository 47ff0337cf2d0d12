/** All inputs that they have had in any version, of the actions that an image is most often pushed with (action.yml of each). */
const INPUTS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    'docker/login-action': 'registry username password scope ecr logout registry-auth',
    'docker/build-push-action':
      'add-hosts allow annotations attests build-args build-contexts builder cache-from cache-to call cgroup-parent context file github-token labels load network no-cache no-cache-filters outputs platforms provenance pull push sbom secret-envs secret-files secrets shm-size ssh tags target ulimit registry username password repository path dockerfile always_pull cache_froms build_args tag_with_ref tag_with_sha add_git_labels build-record-retention-days',
    'docker/metadata-action':
      'context images tags flavor labels annotations sep-tags sep-labels sep-annotations bake-target is-v2 github-token tag-sha tag-edge tag-edge-branch tag-semver tag-match tag-match-group tag-latest tag-schedule tag-custom tag-custom-only label-custom',
  }).map(([name, inputs]) => [name, new Set(inputs.split(' '))]),
);

/** Those of the action that a step's `uses` names; undefined: they are not known. */
export function knownInputs(uses: string | null): ReadonlySet<string> | undefined {
  return INPUTS.get((uses ?? '').replace(/@.*$/, '').toLowerCase());
}
