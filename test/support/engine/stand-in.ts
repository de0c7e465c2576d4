import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Engine } from './engine';

/** What an image that cannot be pulled is made of: files of this machine. */
export interface StandIn {
  /** Programs by path; the shared libraries that they load come along. */
  readonly programs?: readonly string[];
  /** More files and folders by path. */
  readonly paths?: readonly string[];
  /** Paths in the image, with the path on this machine of what each is a copy of; a program's libraries come along. */
  readonly copies?: Readonly<Record<string, string>>;
  /** Paths in the image with their text; one that begins with `#!` is a program. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Paths in the image with the id of the user whom each belongs to; all others are root's. */
  readonly owned?: Readonly<Record<string, number>>;
  /** As in a Dockerfile: `USER 65532`, `ENTRYPOINT […]`. */
  readonly settings?: readonly string[];
}

/** Imports files of this machine as an image, under the name that a `FROM` uses: the engine then pulls nothing. */
export async function importStandIn(engine: Engine, name: string, standIn: StandIn): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'stand-in-'));
  try {
    for (const path of filesOf(standIn)) put(root, path, path);
    for (const [to, from] of Object.entries(standIn.copies ?? {})) put(root, to, from);
    const users = 'root:x:0:0:root:/root:/bin/sh\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n';
    const texts = { '/etc/passwd': users, '/etc/group': 'root:x:0:\nnonroot:x:65532:\n', ...standIn.texts };
    for (const [path, text] of Object.entries(texts)) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      writeFileSync(join(root, path), text, { mode: text.startsWith('#!') ? 0o755 : 0o644 });
    }
    mkdirSync(join(root, 'tmp'), { recursive: true });
    chmodSync(join(root, 'tmp'), 0o1777);
    for (const [path, user] of Object.entries(standIn.owned ?? {})) chownSync(join(root, path), user, user);
    const archive = `${root}.tar`;
    execFileSync('tar', ['-C', root, '-cf', archive, '.']);
    try {
      const changes = (standIn.settings ?? []).flatMap((setting) => ['--change', setting]);
      await engine.docker('import', ...changes, archive, name);
    } finally {
      rmSync(archive);
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The program of Node that runs the tests. */
export const nodeProgram = process.execPath;

function filesOf({ programs = [], paths = [], copies = {} }: StandIn): readonly string[] {
  const libraries = [...programs, ...Object.values(copies)].flatMap(librariesOf);
  return [...new Set([...programs, ...libraries, ...paths])].filter((path) => existsSync(path));
}

/** The shared libraries of a program, and the one that loads them; a script or a static program has none. */
export function librariesOf(program: string): readonly string[] {
  try {
    const listed = execFileSync('ldd', [realpathSync(program)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return [...listed.matchAll(/(?:=> )?(\/\S+) \(0x/g)].map(([, path = '']) => path);
  } catch {
    return [];
  }
}

function put(root: string, to: string, from: string): void {
  mkdirSync(join(root, dirname(to)), { recursive: true });
  cpSync(realpathSync(from), join(root, to), { recursive: true, verbatimSymlinks: true });
}
