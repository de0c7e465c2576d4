import { buildFunction, functionPaths } from './build/function';

/** Builds the Lambda function into `dist/function`, its source maps into `dist/source-maps`. */
async function main(): Promise<void> {
  const started = performance.now();
  const { built, eager, outputs } = await buildFunction();
  const files = Object.keys(outputs).filter((path) => path.startsWith(functionPaths.asset)).length;
  const size = `${Math.round(eager.bytes / 1000)} KB loaded at start, ${files - 1} files loaded when needed`;
  const time = `${Math.round(performance.now() - started)} ms`;
  console.log(`${functionPaths.asset}: ${built ? 'built' : 'unchanged'} (${size}; ${time})`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
