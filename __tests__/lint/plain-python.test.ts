/** Programs of Python in a script that do nothing but start commands: they are read as these; of others nothing is made up. */
import { describe, expect, test } from '@jest/globals';
import { pythonAsScript } from '../../src/workflow/shell/starting/plain-python.js';
import { ids, indent, login, MAIN, workflow } from './repository.js';

const OWNER = ['error owner-mismatch'];
const WRITE = 'permissions: {contents: read, packages: write}';
const fed = (...program: string[]) => ["python3 - <<'EOF'", ...program, 'EOF'].join('\n');
const judged = (script: string) =>
  ids({ [MAIN]: workflow(`${login()}\n- run: |\n${indent(script, 4)}`, WRITE) });

test.each<[string, string]>([
  ['a command of the system', `python3 -c "import os; os.system('docker push ghcr.io/acme/app:1')"`],
  [
    'a list of words',
    fed('import subprocess', 'subprocess.run(["docker", "push", "ghcr.io/acme/app:1"], check=True)'),
  ],
  [
    'a name that is put together',
    fed(
      'import os, subprocess',
      'image = f"ghcr.io/acme/app:{os.environ[\'GITHUB_SHA\']}"',
      'subprocess.check_call([',
      '    "docker", "build",  ',
      '    "-t", image, ".",',
      '])',
      'print("pushing")',
      'subprocess.run(f"docker push {image}", shell=True, check=True)',
    ),
  ],
])('%s', async (_, script) => expect(await judged(script)).toEqual(OWNER));

test('what fails ends it, where that is asked for', async () => {
  const run = (how: string) => fed('import subprocess', `subprocess.${how}(["false"])`);
  const push = '\ndocker push ghcr.io/acme/app:1';
  expect(await judged(run('check_call') + push)).toEqual([]);
  expect(await judged(run('call') + push)).toEqual(OWNER);
});

describe('what is not read', () => {
  test.each([
    ['a condition', 'import os\nif ready:\n    os.system("docker push a/b")'],
    ['a function', 'import os\ndef f():\n    os.system("docker push a/b")\nf()'],
    ['what nobody knows', 'import os\nos.system(sys.argv[1])'],
    ['a part of it', 'import os\nos.system(f"docker push {image}")'],
    ['a way to write it', 'import os\nv = "1"\nos.system(f"docker push a/b:{v:>3}")'],
    ['a brace', 'import os\nos.system(f"echo {{x}}")'],
    ['a folder of its own', 'import subprocess\nsubprocess.run(["make", "push"], cwd="app")'],
    ['a variable that may be none', 'import os\nos.system(f"docker push a/b:{os.getenv(\'TAG\')}")'],
    ['a variable in quotes', 'import os\nos.system(f"docker push \'{os.environ["TAG"]}\'")'],
    ['one word for all', 'import subprocess\nsubprocess.run("docker push a/b")'],
    ['another module', 'import push_all\nimport os\nos.system("true")'],
    ['a text of several lines', 'import os\nos.system("""docker push a/b""")'],
    ['nothing that is started', 'import json\nprint("1")'],
  ])('%s', (_, program) => expect(pythonAsScript(program)).toBeNull());
});
