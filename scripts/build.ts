import { buildFunction, functionPaths } from './build/function';
import { buildServer, serverPaths } from './build/server';

/** Builds the Lambda function into `dist/function`, or with the argument `server` the server of the container into `dist/server`. */
async function main(): Promise<void> {
  const started = performance.now();
  const ofServer = process.argv[2] === 'server';
  const { asset } = ofServer ? serverPaths : functionPaths;
  const { built, eager, outputs } = await (ofServer ? buildServer() : buildFunction());
  const files = Object.keys(outputs).filter((path) => path.startsWith(`${asset}/`)).length;
  const size = `${Math.round(eager.bytes / 1000)} KB loaded at start, ${files - 1} files loaded when needed`;
  const time = `${Math.round(performance.now() - started)} ms`;
  console.log(`${asset}: ${built ? 'built' : 'unchanged'} (${size}; ${time})`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
