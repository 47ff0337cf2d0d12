/** In which environment git is asked about a folder. */

/** A hook of git is told by these which repository it is of, which may be another one than is asked about (git docs: githooks). */
const OF_A_HOOK = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_COMMON_DIR',
  'GIT_PREFIX',
  'GIT_NAMESPACE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_QUARANTINE_PATH',
];

/** This process's environment without what a hook was told, so that git looks where it is asked to. */
export function outsideHook(): NodeJS.ProcessEnv {
  const left = { ...process.env };
  for (const name of OF_A_HOOK) delete left[name];
  return left;
}
