/** Which files of a repository its workflows may be read with: actions, and the files that name images or start programs. */

const BESIDE =
  /(?:^|\/)(?:action\.ya?ml|Makefile|GNUmakefile|makefile|[^/]+\.mk|\.?goreleaser[^/]*\.ya?ml|docker-bake[^/]*\.(?:hcl|json)|(?:docker-)?compose[^/]*\.ya?ml|Taskfile\.ya?ml|justfile|package\.json|pnpm-workspace\.yaml|\.ko\.yaml|skaffold\.yaml|[^/]+\.sh)$/;

/** Told by the path alone: a repository that is fetched has more files than are worth it. */
export function isBesideWorkflows(path: string): boolean {
  return BESIDE.test(path) && !path.includes('node_modules/');
}
