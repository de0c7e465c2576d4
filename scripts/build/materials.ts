import { readFileSync } from 'node:fs';

/** A software bill of materials, as much of CycloneDX 1.6 as is used. */
export interface Bill {
  readonly bomFormat: 'CycloneDX';
  readonly specVersion: '1.6';
  readonly version: 1;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
}

interface Component {
  readonly type: 'application' | 'library';
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses?: readonly { readonly license: { readonly id: string } }[];
}

/**
 * Lists the npm packages that are in a bundle: those alone are in the image.
 * @param inputs - the files that went into the bundle, as paths from the root of the repository
 * @param version - of the product
 */
export function bill(inputs: readonly string[], version: string): Bill {
  const folders = new Set(inputs.flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []));
  const components = [...folders].map(componentAt).sort((one, other) => (one.purl < other.purl ? -1 : 1));
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: component('application', 'ec2-control', version, 'Apache-2.0') },
    components,
  };
}

function componentAt(folder: string): Component {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  return component('library', String(name), String(version), typeof license === 'string' ? license : undefined);
}

function component(type: Component['type'], name: string, version: string, license?: string): Component {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return {
    type,
    'bom-ref': purl,
    name,
    version,
    purl,
    ...(license === undefined ? {} : { licenses: [{ license: { id: license } }] }),
  };
}
