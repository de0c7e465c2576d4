import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { imageInputs, imageTag } from '../../container/image-tag';
import { temporaryFolder } from '../lib/synthesis';

const root = resolve(__dirname, '../..');

/** A copy of what an image is built of. */
function copy(): string {
  const folder = temporaryFolder();
  for (const file of imageInputs(root)) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  return folder;
}

test('the same files have the same tag, at any place', () => {
  const tag = imageTag('arm64', copy());

  expect(tag).toMatch(/^[0-9a-f]{16}-arm64$/);
  expect(tag).toBe(imageTag('arm64', root));
  expect(tag).not.toBe(imageTag('x86_64', root));
});

test.each(['lambda/index.ts', 'contract/routes.ts', 'console/app.tsx', 'package-lock.json', 'container/Dockerfile'])(
  'another %s is another image',
  (file) => {
    const folder = copy();
    writeFileSync(join(folder, file), `${readFileSync(join(folder, file), 'utf8')}\n`);

    expect(imageTag('arm64', folder)).not.toBe(imageTag('arm64', root));
  },
);

test('a new file beside the others is another image', () => {
  const folder = copy();
  writeFileSync(join(folder, 'server/new.ts'), '');

  expect(imageTag('arm64', folder)).not.toBe(imageTag('arm64', root));
});

test('everything that the build loads, and that the server is made of, is copied into the image', async () => {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['scripts/build.ts', 'server/index.ts'],
    bundle: true,
    write: false,
    outdir: 'none',
    platform: 'node',
    packages: 'external',
    metafile: true,
  });
  const inputs = imageInputs(root);

  expect(Object.keys(metafile.inputs).filter((file) => !inputs.includes(file))).toEqual([]);
  expect(inputs.filter((file) => /^(test|docs|lib|config)\//.test(file))).toEqual([]);
});
