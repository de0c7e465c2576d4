import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { functionCode } from '../../lib/function-code';
import { synthesize, temporaryFile, temporaryFolder } from './synthesis';

const ci = { name: 'ci', key_sha256: 'ab'.repeat(32), actions: ['status'] };

function assetFiles(outdir: string): readonly string[] {
  return readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((file) => /^asset\..+\//.test(file));
}

test('the callers lie beside the code in the asset', () => {
  const callers = temporaryFile('callers.json', JSON.stringify([ci]));

  const { outdir } = synthesize({ callers });

  const files = assetFiles(outdir);
  expect(files.map((file) => file.split('/').pop()).sort()).toEqual(['callers.json', 'index.js']);
  const path = files.find((file) => file.endsWith('callers.json')) ?? '';
  expect(JSON.parse(readFileSync(join(outdir, path), 'utf8'))).toEqual([ci]);
});

test('without callers the asset is the bundle', () => {
  const { outdir } = synthesize({ profile: 'lab' });

  expect(assetFiles(outdir).map((file) => file.split('/').pop())).toEqual(['index.js']);
});

test('another key is another asset, so that it is deployed', () => {
  const asset = (key: string): string | undefined => {
    const callers = temporaryFile('callers.json', JSON.stringify([{ ...ci, key_sha256: key }]));
    return assetFiles(synthesize({ callers }).outdir)[0]?.split('/')[0];
  };

  expect(asset('cd'.repeat(32))).not.toEqual(asset('ef'.repeat(32)));
});

test('a file of an earlier synthesis does not stay', () => {
  const bundle = dirname(temporaryFile('index.js', ''));
  const stage = dirname(temporaryFile('old.js', ''));

  functionCode({ bundle, stage, callers: '[]' });

  expect(readdirSync(stage).sort()).toEqual(['callers.json', 'index.js']);
});

test('a function that is not built is said to be so', () => {
  const bundle = temporaryFolder();

  expect(() => functionCode({ bundle, stage: temporaryFolder() })).toThrow(/does not exist: build the function first/);
});

test('everybody may read what is deployed, whatever the umask of who deploys', () => {
  const before = process.umask(0o077);
  try {
    const bundle = dirname(temporaryFile('index.js', ''));
    const callers = temporaryFile('callers.json', JSON.stringify([ci]));

    const { outdir } = synthesize({ callers });
    functionCode({ bundle, stage: join(bundle, '..', 'unused') });

    const modes = [...assetFiles(outdir).map((file) => join(outdir, file)), join(bundle, 'index.js')].map(
      (file) => statSync(file).mode & 0o777,
    );
    expect(modes).toEqual([0o644, 0o644, 0o644]);
    expect(statSync(bundle).mode & 0o777).toBe(0o755);
  } finally {
    process.umask(before);
  }
});
