/** What Terraform, Ansible, Pulumi and Dagger push: files of the project tell it, and the words of the command. */
import { describe, expect, test } from '@jest/globals';
import { evidence, MAIN, said, workflowOf } from './reading.js';

type Files = Record<string, string>;

const WEB = ['ghcr.io/octo/web:1'];
const PERHAPS = ['ghcr.io/octo/web:1 ?'];
const OPEN = ['anywhere ?'];
const UNNAMED = ['-'];
const run = (command: string) => `- run: ${command}\n`;

async function pushes(steps: string, files: Files): Promise<string[]> {
  const { pushes: found } = await evidence(
    { [MAIN]: workflowOf(steps), ...files },
    { own: { login: 'none', images: [] } },
  );
  return found.filter(({ access }) => access === 'push').map(said);
}

describe('Terraform', () => {
  const image = (name: string) => `resource "docker_registry_image" "web" {\n  name = ${name}\n}\n`;
  const WRITTEN = image('"ghcr.io/octo/web:1"');

  test.each<[string, string, Files, string[]]>([
    ['an image by its name', 'terraform apply -auto-approve', { 'main.tf': WRITTEN }, PERHAPS],
    ['in another folder', 'tofu -chdir=infra apply', { 'infra/main.tf': WRITTEN }, PERHAPS],
    ['of a unit of Terragrunt', 'terragrunt apply --working-dir=a', { 'a/main.tf': WRITTEN }, PERHAPS],
    [
      'by the name of another resource',
      'terraform apply',
      {
        'main.tf': `${image('docker_image.app.name')}resource "docker_image" "app" {\n  name = "ghcr.io/octo/web:1"\n}\n`,
      },
      PERHAPS,
    ],
    [
      'by a local value',
      'terraform apply',
      { 'main.tf': `locals {\n  host = "ghcr.io/octo"\n}\n${image(`"\${local.host}/web:\${var.tag}"`)}` },
      ['ghcr.io/octo/web ?'],
    ],
    ['by a variable', 'terraform apply', { 'main.tf': image('var.image') }, OPEN],
    [
      'of a module of the repository',
      'terraform apply',
      { 'main.tf': 'module "web" {\n  source = "./web"\n}\n', 'web/main.tf': WRITTEN },
      PERHAPS,
    ],
    [
      'by a command',
      'terraform apply',
      {
        'main.tf':
          'resource "null_resource" "a" {\n  provisioner "local-exec" {\n    command = "docker push ghcr.io/octo/web:1"\n  }\n}\n',
      },
      PERHAPS,
    ],
    [
      'by a command over lines',
      'terraform apply',
      {
        'main.tf':
          'provisioner "local-exec" {\n  command = <<-EOT\n    docker push ghcr.io/octo/web:1\n  EOT\n}\n',
      },
      PERHAPS,
    ],
    ['what is only planned', 'terraform plan', { 'main.tf': WRITTEN }, []],
    ['what is taken away', 'terraform apply -destroy', { 'main.tf': WRITTEN }, []],
    ['in a remark', 'terraform apply', { 'main.tf': WRITTEN.replace(/^/gm, '# ') }, []],
    ['an image that is only pulled', 'terraform apply', { 'main.tf': WRITTEN.replace('_registry', '') }, []],
  ])('%s', async (_, command, files, expected) =>
    expect(await pushes(run(command), files)).toEqual(expected),
  );

  test('with a credential of its own', async () => {
    const provider =
      'provider "docker" {\n  registry_auth {\n    address  = "ghcr.io"\n    password = var.token\n  }\n}\n';
    const steps = `- uses: acme/ghcr-preflight@v1\n${run('terraform apply')}`;
    const { pushes: found } = await evidence(
      { [MAIN]: workflowOf(steps), 'main.tf': provider + WRITTEN },
      { own: { login: 'docker', images: [] } },
    );
    expect(found.flatMap(({ logins }) => logins.map(({ token }) => token))).toEqual(['unknown']);
  });
});

describe('Ansible', () => {
  const play = (task: string, head = 'hosts: localhost') => `- ${head}\n  tasks:\n    - ${task}\n`;
  const PUSH = 'community.docker.docker_image: {name: ghcr.io/octo/web, tag: 1, push: true, source: local}';

  test.each<[string, Files, string[]]>([
    ['a task that is told to', { 'site.yml': play(PUSH) }, PERHAPS],
    ['one that is not', { 'site.yml': play(PUSH.replace('true', 'false')) }, []],
    [
      'one for pushing alone',
      { 'site.yml': play('docker_image_push: {name: "ghcr.io/octo/web:1"}') },
      PERHAPS,
    ],
    ['a command', { 'site.yml': play('ansible.builtin.shell: docker push ghcr.io/octo/web:1') }, PERHAPS],
    [
      'one in a block of a role',
      {
        'site.yml': '- hosts: localhost\n  roles:\n    - role: web\n',
        'roles/web/tasks/main.yml': `- block:\n    - ${PUSH}\n`,
      },
      PERHAPS,
    ],
    [
      'one in a role that its tasks import',
      {
        'site.yml': play('ansible.builtin.import_role: {name: web}'),
        'roles/web/tasks/main.yml': `- ${PUSH}\n`,
      },
      PERHAPS,
    ],
    [
      'one of another file',
      { 'site.yml': play('include_tasks: web.yml'), 'web.yml': `- ${PUSH}\n` },
      PERHAPS,
    ],
    [
      'by a variable of its play',
      {
        'site.yml': play(
          'command: docker push {{ image }}:1',
          'hosts: localhost\n  vars: {image: ghcr.io/octo/web}',
        ),
      },
      PERHAPS,
    ],
    ['by one that nobody sees', { 'site.yml': play('command: docker push {{ image }}') }, OPEN],
    ['what pushes nothing', { 'site.yml': play('apt: {name: nginx, push: true}') }, []],
  ])('%s', async (_, files, expected) =>
    expect(await pushes(run('ansible-playbook -i hosts site.yml'), files)).toEqual(expected),
  );

  test('on another machine', async () => {
    const steps = `- uses: acme/ghcr-preflight@v1\n${run('ansible-playbook site.yml')}`;
    const { pushes: found } = await evidence(
      { [MAIN]: workflowOf(steps), 'site.yml': play('shell: docker push ghcr.io/octo/web:1', 'hosts: all') },
      { own: { login: 'docker', images: [] } },
    );
    expect(found.map(said)).toEqual(PERHAPS);
    expect(found.flatMap(({ logins }) => logins.map(({ reason }) => reason))).toEqual(['remote']);
  });
});

describe('Pulumi and Dagger', () => {
  const up = `- uses: pulumi/actions@v6\n  with: {command: up, work-dir: infra}\n`;
  const call = (said: string) => `- uses: dagger/dagger-for-github@v8\n  with: {call: ${said}}\n`;
  const project = (runtime: string, more: Files): Files => ({
    'infra/Pulumi.yaml': `runtime: ${runtime}\n`,
    ...more,
  });

  test.each<[string, string, Files, string[]]>([
    [
      'a program that makes an image',
      up,
      project('nodejs', {
        'infra/index.ts': 'import * as docker from "@pulumi/docker";\nnew docker.Image("a", {});\n',
      }),
      OPEN,
    ],
    ['one that makes none', up, project('nodejs', { 'infra/index.ts': 'new aws.s3.Bucket("a");\n' }), []],
    [
      'a text that does',
      run('pulumi -C infra up -y'),
      project('yaml', { 'infra/Pulumi.yaml': 'runtime: yaml\nresources:\n  a:\n    type: docker:Image\n' }),
      OPEN,
    ],
    [
      'one that is previewed',
      up.replace('up', 'preview'),
      project('yaml', { 'infra/Pulumi.yaml': 'runtime: yaml\ntype: docker:Image\n' }),
      [],
    ],
    [
      'a function that publishes',
      run('dagger call --source . publish --address ghcr.io/octo/web:1'),
      {},
      WEB,
    ],
    ['one with the name in the next word', run('dagger call publish --address=ghcr.io/octo/web:1'), {}, WEB],
    ['one that is told a place for names', run('dagger call publish --registry ghcr.io/octo'), {}, UNNAMED],
    [
      'one with the place in the same word',
      run('dagger call build push --registry=ghcr.io/octo/web'),
      {},
      UNNAMED,
    ],
    ['one whose repository is an owner', call('publish --repo ghcr.io/octo --source .'), {}, UNNAMED],
    [
      'one with a name that has no owner',
      run('dagger call publish --address ghcr.io/web:1'),
      {},
      ['ghcr.io/web:1'],
    ],
    ['one that tells nobody what', call('build-and-push --source=.'), {}, ['anywhere']],
    ['one that does something else', call('test --publish-report=false'), {}, []],
    [
      'a program that Dagger runs',
      run('dagger run python ci.py'),
      { 'ci.py': 'import dagger\nawait web.publish(address)\n' },
      OPEN,
    ],
    ['one that publishes something else', run('python ci.py'), { 'ci.py': 'client.publish(topic)\n' }, []],
  ])('%s', async (_, steps, files, expected) => expect(await pushes(steps, files)).toEqual(expected));
});
