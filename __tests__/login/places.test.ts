/** Where logins and programs are on systems that this machine is not: the rules alone, without a file. */
import { describe, expect, test } from '@jest/globals';
import {
  authFiles,
  dockerConfigFile,
  podmanAuthFile,
  type System,
} from '../../src/evidence/credentials/places.js';
import { programPlaces } from '../../src/evidence/credentials/program-path.js';

const WINDOWS: System = { platform: 'win32', home: 'C:\\Users\\runneradmin', uid: null };
const MACOS: System = { platform: 'darwin', home: '/Users/runner', uid: 501 };
const LINUX: System = { platform: 'linux', home: '/home/runner', uid: 1001 };

describe('the auth files', () => {
  test.each<[string, NodeJS.ProcessEnv, System, string[]]>([
    [
      'on Windows, under %USERPROFILE%, whatever a shell of its own calls HOME',
      { USERPROFILE: 'D:\\Users\\mona', HOME: '/c/Users/mona' },
      WINDOWS,
      ['D:\\Users\\mona\\.config\\containers\\auth.json', 'D:\\Users\\mona\\.docker\\config.json'],
    ],
    [
      'on Windows without it, where the system says',
      {},
      WINDOWS,
      [
        'C:\\Users\\runneradmin\\.config\\containers\\auth.json',
        'C:\\Users\\runneradmin\\.docker\\config.json',
      ],
    ],
    [
      'on macOS, where XDG_RUNTIME_DIR counts for nothing',
      { HOME: '/Users/mona', XDG_RUNTIME_DIR: '/tmp/run' },
      MACOS,
      ['/Users/mona/.config/containers/auth.json', '/Users/mona/.docker/config.json'],
    ],
    [
      'on Linux with a runtime folder',
      { HOME: '/home/mona', XDG_RUNTIME_DIR: '/run/user/1001' },
      LINUX,
      [
        '/run/user/1001/containers/auth.json',
        '/home/mona/.config/containers/auth.json',
        '/home/mona/.docker/config.json',
      ],
    ],
    [
      'on Linux without one, by the number of the user',
      { HOME: '/home/mona' },
      LINUX,
      [
        '/run/containers/1001/auth.json',
        '/home/mona/.config/containers/auth.json',
        '/home/mona/.docker/config.json',
      ],
    ],
    [
      'with a folder of the user’s configuration, which podman looks into before docker’s',
      { HOME: '/home/mona', XDG_CONFIG_HOME: '/cfg', XDG_RUNTIME_DIR: '/run/user/1001' },
      LINUX,
      ['/run/user/1001/containers/auth.json', '/cfg/containers/auth.json', '/home/mona/.docker/config.json'],
    ],
    [
      'with REGISTRY_AUTH_FILE, which stands for the file of the session',
      { HOME: '/home/mona', REGISTRY_AUTH_FILE: '/a.json', XDG_RUNTIME_DIR: '/run/user/1001' },
      LINUX,
      ['/a.json', '/home/mona/.config/containers/auth.json', '/home/mona/.docker/config.json'],
    ],
  ])('%s', (_, env, system, expected) => {
    expect(authFiles(env, system)).toEqual(expected);
  });

  test('DOCKER_CONFIG names the folder of docker and podman alike', () => {
    const env = { DOCKER_CONFIG: 'D:\\a\\_temp\\docker', USERPROFILE: 'C:\\Users\\mona' };
    expect(dockerConfigFile(env, WINDOWS)).toBe('D:\\a\\_temp\\docker\\config.json');
    expect(podmanAuthFile(env, WINDOWS)).toBe('D:\\a\\_temp\\docker\\config.json');
  });

  test('REGISTRY_AUTH_FILE is podman’s alone', () => {
    const env = { REGISTRY_AUTH_FILE: '/tmp/auth.json', HOME: '/Users/mona' };
    expect(podmanAuthFile(env, MACOS)).toBe('/tmp/auth.json');
    expect(dockerConfigFile(env, MACOS)).toBe('/Users/mona/.docker/config.json');
  });
});

describe('the places of a program', () => {
  const windows = { Path: 'C:\\Windows;C:\\Program Files\\Docker;relative', PATHEXT: '.COM;.EXE' };

  test('on Windows: every ending in every folder, by the variable in whatever case', () => {
    expect([...programPlaces('docker', windows, 'win32')]).toEqual([
      'C:\\Windows\\docker.COM',
      'C:\\Windows\\docker.EXE',
      'C:\\Program Files\\Docker\\docker.COM',
      'C:\\Program Files\\Docker\\docker.EXE',
    ]);
  });

  test('on Windows without PATHEXT: what the system starts by itself', () => {
    expect([...programPlaces('docker', { PATH: 'C:\\bin' }, 'win32')]).toContain('C:\\bin\\docker.EXE');
  });

  test('the helper of a keychain is a program like any other', () => {
    const env = { PATH: '/usr/local/bin:/opt/homebrew/bin' };
    expect([...programPlaces('docker-credential-osxkeychain', env, 'darwin')]).toEqual([
      '/usr/local/bin/docker-credential-osxkeychain',
      '/opt/homebrew/bin/docker-credential-osxkeychain',
    ]);
  });

  test.each([
    ['a folder in the name', '../../evil', 'linux'],
    ['a folder in the name, as Windows writes it', '..\\evil', 'win32'],
  ] as const)('%s: no place at all', (_, name, platform) => {
    expect([...programPlaces(name, { PATH: '/bin', Path: 'C:\\bin' }, platform)]).toEqual([]);
  });

  test('folders that are not absolute are passed over', () => {
    expect([...programPlaces('docker', { PATH: '.:bin:/usr/bin' }, 'linux')]).toEqual(['/usr/bin/docker']);
  });
});
