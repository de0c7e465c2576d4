import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { librariesOf } from '../engine/stand-in';

/** What a stand-in for an image with Python is made of. */
export interface PythonParts {
  /** Path of the program. */
  readonly program: string;
  /** Files and folders by path: the standard library, pip, and the shared libraries of both. */
  readonly paths: readonly string[];
}

const question = `import json, pip, sys, sysconfig
print(json.dumps([f"{sys.base_prefix}/bin/python{sysconfig.get_python_version()}", sysconfig.get_path("stdlib"), pip.__path__[0]]))`;

const leftOut = /^(test|idlelib|lib2to3|tkinter|turtledemo|site-packages|dist-packages|config-.*)$/;

/** Finds the Python of this machine, with its pip and without other packages. */
export function pythonParts(): PythonParts {
  const [program, library, pip]: [string, string, string] = JSON.parse(
    execFileSync('python3', ['-c', question], { encoding: 'utf8' }),
  );
  const modules = readdirSync(library).filter((name) => !leftOut.test(name));
  const dynamic = join(library, 'lib-dynload');
  const extensions = readdirSync(dynamic).map((name) => join(dynamic, name));
  const libraries = [program, ...extensions.filter((path) => statSync(path).isFile())].flatMap(librariesOf);
  return { program, paths: [...modules.map((name) => join(library, name)), pip, ...new Set(libraries)] };
}
