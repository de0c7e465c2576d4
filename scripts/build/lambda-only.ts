import type { OnLoadResult, Plugin } from 'esbuild';

interface Replacement {
  /** Of the SDK's module, as a path below `node_modules`. */
  readonly module: RegExp;
  readonly contents: string;
}

/**
 * What these modules come to in AWS Lambda: configuration and credentials are in the environment, always; streams are Node's;
 * and the one service that answers with XML has a reader of our own.
 */
const replacements: readonly Replacement[] = [
  {
    // Without it: SSO, INI files, web identity, processes and instance metadata, 137 KB.
    module: /\/@aws-sdk\/credential-provider-node\/dist-es\/defaultProvider\.js$/,
    contents: `import { fromEnv } from "@aws-sdk/credential-provider-env"; export const defaultProvider = () => fromEnv();`,
  },
  {
    // Reads ~/.aws/config and ~/.aws/credentials: absent in Lambda, and in an emulator the developer's own.
    module: /\/@smithy\/core\/dist-es\/submodules\/config\/node-config-provider\/fromSharedConfigFiles\.js$/,
    contents: `import { CredentialsProviderError } from "../property-provider/CredentialsProviderError";
export const fromSharedConfigFiles = () => async () => { throw new CredentialsProviderError("no configuration files"); };`,
  },
  {
    // The original asks for the global ReadableStream, and Node then loads its web streams: 4 ms, for a test that fails.
    module: /\/@smithy\/core\/dist-es\/submodules\/serde\/util-stream\/stream-type-check\.js$/,
    contents: `export const isReadableStream = (stream) => typeof stream?.getReader === "function";
export const isBlob = (stream) => typeof stream?.arrayBuffer === "function";`,
  },
  {
    // With it go the SDK's parser and all that turns text into values: lambda/aws/ec2-protocol.ts reads answers.
    module: /\/@aws-sdk\/core\/dist-es\/submodules\/protocols\/xml\/XmlShapeDeserializer\.js$/,
    contents: 'export class XmlShapeDeserializer { setSerdeContext() {} }',
  },
];

/**
 * Leaves out of the bundle what the AWS SDK has for developers' machines, servers and browsers.
 * @throws at the end of a build in which a replacement was not needed: then the SDK has moved the module, and its
 * successor is in the bundle
 */
export function lambdaOnly(): Plugin {
  return {
    name: 'lambda-only',
    setup({ onLoad, onStart, onEnd }) {
      const used = new Set<Replacement>();
      onStart(() => used.clear());
      for (const replacement of replacements) {
        onLoad({ filter: replacement.module }, ({ path }): OnLoadResult => {
          used.add(replacement);
          return { contents: replacement.contents, loader: 'js', resolveDir: path.slice(0, path.lastIndexOf('/')) };
        });
      }
      onEnd((result) => {
        if (result.errors.length > 0) return;
        const missing = replacements.filter((replacement) => !used.has(replacement));
        if (missing.length === 0) return;
        const modules = missing.map(({ module }) => module.source).join(', ');
        throw new Error(`The AWS SDK no longer has ${modules}: adapt scripts/build/lambda-only.ts.`);
      });
    },
  };
}
