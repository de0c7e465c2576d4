import { program } from './console/program';
import { changedSince } from './test/changed-since';
import { changedLayer, repositoryLayer, staticLayers } from './test/layers';
import { runLayers } from './test/run-layers';
import { root } from './tools/paths';

/** Checks types and style, and runs the unit tests of what has changed against the branch main, and those of the pages. */
program(async () => {
  const selection = await changedSince(root);
  const { passed, failed } = await runLayers([...staticLayers, repositoryLayer, changedLayer(selection)]);
  console.log(`\n${passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
});
